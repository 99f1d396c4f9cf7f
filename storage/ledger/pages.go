package ledger

import (
	"context"
	"io"
	"os"

	"assay.app/assay/model"
	"assay.app/assay/storage/boltfile"
)

// ContentOf returns the checks of a project's entries: each must have its seal, and
// the history its chain. Version 0 of the format has neither, so its entries are not
// checked.
func ContentOf(f *boltfile.File) boltfile.Content {
	format, err := formatIn(f)
	if err != nil {
		format = Format
	}
	content := boltfile.Content{Buckets: BucketsOf(format), Meta: BucketMeta, Mark: KeyClosed}
	if format == 0 {
		content.Entry = func(string, []byte, []byte) error { return nil }
	} else {
		content.Entry = checkEntries(ProjectID(f))
	}
	return content
}

// checkEntries returns a check of the seals of all entries and of the chain of a
// project's history.
func checkEntries(project string) func(bucket string, key, stored []byte) error {
	links := BeginChain(project)
	return func(bucket string, key, stored []byte) error {
		value, err := Unseal(bucket, key, stored)
		switch {
		case err == nil && bucket == BucketHistory:
			err = links.follow(key, value)
		case bucket == BucketHistory:
			links.skip(key)
		}
		return err
	}
}

// CheckPages checks the pages of a file and their entries, and calls report with
// each problem. sound is false if a problem is in the pages or a required bucket is
// missing. err says why the check stopped early.
func CheckPages(path string, report func(boltfile.Finding)) (sound bool, err error) {
	inspected := false
	err = boltfile.With(path, func(f *boltfile.File) (err error) {
		inspected = true
		sound, err = f.Check(ContentOf(f), report)
		return err
	})
	if !inspected && model.IsDamage(err) {
		report(boltfile.Finding{Err: err})
		return false, nil
	}
	return sound, err
}

// CheckWhole is CheckPages, but returns the first problem, with the number of
// further ones.
func CheckWhole(path string) error {
	return boltfile.First(func(report func(boltfile.Finding)) (bool, error) { return CheckPages(path, report) })
}

// CheckWholeUntil is CheckWhole, but stops and returns the error of ctx when ctx is
// done.
func CheckWholeUntil(ctx context.Context, path string) error {
	return CheckWholeCounting(ctx, path, func(int) {})
}

// CheckWholeCounting is CheckWholeUntil, but calls read with the number of bytes after
// each read. It reads most pages once.
func CheckWholeCounting(ctx context.Context, path string, read func(bytes int)) error {
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	defer file.Close()
	info, err := file.Stat()
	if err != nil {
		return err
	}
	f, err := boltfile.Inspect(stoppableReader{ctx, file, read}, info.Size())
	if err == nil {
		err = checkAll(f)
	}
	if ctx.Err() != nil {
		return ctx.Err()
	}
	return err
}

// stoppableReader fails with the error of ctx when ctx is done.
type stoppableReader struct {
	ctx  context.Context
	file io.ReaderAt
	read func(bytes int) // called after each read
}

// ReadAt implements io.ReaderAt.
func (s stoppableReader) ReadAt(data []byte, at int64) (int, error) {
	if err := s.ctx.Err(); err != nil {
		return 0, err
	}
	n, err := s.file.ReadAt(data, at)
	s.read(n)
	return n, err
}

// CheckUnlessClosed checks all of a file that was not properly closed. It must run
// before anything is read through bolt, which trusts every page: on a page that
// leads back to itself, bolt would recurse until the stack overflows, which ends
// the process.
func CheckUnlessClosed(path string) error {
	return boltfile.With(path, func(f *boltfile.File) error {
		if meta, err := f.Bucket(BucketMeta); err != nil || meta[KeyClosed] != nil {
			return err
		}
		return checkAll(f)
	})
}

// checkAll checks all of an inspected file, as CheckWhole does.
func checkAll(f *boltfile.File) error {
	return boltfile.First(func(report func(boltfile.Finding)) (bool, error) { return f.Check(ContentOf(f), report) })
}

// SoundPages reports whether a file is a project with sound pages, seals and
// history. It reads without bolt, so the file may be locked.
func SoundPages(path string) bool { return Identify(path) == nil && CheckWhole(path) == nil }
