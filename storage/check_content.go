package storage

import (
	"context"
	"io"
	"os"

	"assay.app/assay/model"
)

// contentOf returns what the entries of a project's file are checked for: each
// has its seal, and the history its chain.
func contentOf(f *boltFile) content {
	links := begin(projectOf(f))
	return content{
		buckets: allBuckets(), meta: bucketMeta, mark: keyClosed,
		entry: func(bucket string, key, stored []byte) error {
			value, err := unseal(bucket, key, stored)
			switch {
			case err == nil && bucket == bucketHistory:
				err = links.follow(key, value)
			case bucket == bucketHistory:
				links.skip(key)
			}
			return err
		},
	}
}

// checkPages checks all pages of a file, and the entries on them, and reports
// each problem. It returns whether bolt can be trusted with the file, which
// depends on the pages alone. The error says why it could not check to the end.
func checkPages(path string, report func(finding)) (sound bool, err error) {
	inspected := false
	err = inspectAt(path, func(f *boltFile) (err error) {
		inspected = true
		sound, err = f.check(contentOf(f), report)
		return err
	})
	if !inspected && model.IsDamage(err) {
		report(finding{err: err})
		return false, nil
	}
	return sound, err
}

// checkWhole is checkPages that returns the first problem, with how many more
// there are.
func checkWhole(path string) error {
	return firstOf(func(report func(finding)) (bool, error) { return checkPages(path, report) })
}

// checkWholeUntil is checkWhole that ctx can stop.
func checkWholeUntil(ctx context.Context, path string) error {
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	defer file.Close()
	info, err := file.Stat()
	if err != nil {
		return err
	}
	f, err := inspect(stoppableReader{ctx, file}, info.Size())
	if err == nil {
		err = checkAll(f)
	}
	if ctx.Err() != nil {
		return ctx.Err()
	}
	return err
}

// stoppableReader stops reading when ctx is done.
type stoppableReader struct {
	ctx  context.Context
	file io.ReaderAt
}

// ReadAt implements io.ReaderAt.
func (s stoppableReader) ReadAt(data []byte, at int64) (int, error) {
	if err := s.ctx.Err(); err != nil {
		return 0, err
	}
	return s.file.ReadAt(data, at)
}

// checkUnlessClosed checks a whole file that was not closed in good order. It
// comes before anything is read through bolt, which follows whatever a page
// says: on a page that leads back to itself it would go on until the stack is
// full, and that ends the process. This check reads each page once, so it always
// ends, in the time that reading the file takes.
func checkUnlessClosed(path string) error {
	return inspectAt(path, func(f *boltFile) error {
		if meta, err := f.bucket(bucketMeta); err != nil || meta[keyClosed] != nil {
			return err
		}
		return checkAll(f)
	})
}

// checkAll checks all of an inspected file and returns the first problem.
func checkAll(f *boltFile) error {
	return firstOf(func(report func(finding)) (bool, error) { return f.check(contentOf(f), report) })
}

// walkAll checks that the pages of a file lead only to pages that they may lead
// to, whatever the entries hold.
func walkAll(path string) error {
	return inspectAt(path, func(f *boltFile) error { return f.quick(contentOf(f), int(f.pages)) })
}

// soundPages reports whether a file's pages are in order, with the seals and the
// history on them. It only reads, without bolt, so the file may be locked.
func soundPages(path string) bool {
	if identify(path) != nil {
		return false
	}
	if was, err := formatAt(path); err == nil && was < Format {
		return walkAll(path) == nil
	}
	return checkWhole(path) == nil
}
