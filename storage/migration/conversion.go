package migration

import (
	"context"
	"errors"
	"fmt"
	"os"
	"syscall"

	"github.com/boltdb/bolt"

	"assay.app/assay/storage/ledger"
	"assay.app/assay/storage/sidefile"
)

// step converts a project from one version of the format to the next. run fills
// the new, empty file of the conversion from the old one.
type step struct {
	from int
	run  func(c *conversion, to *bolt.DB, from ledger.Tx) error
}

// steps returns the steps from a version of the format to the present one, oldest
// first.
func steps(from int) []step {
	all := []step{
		{from: 0, run: sealAll},
		{from: 1, run: addVersions},
	}
	for len(all) > 0 && all[0].from < from {
		all = all[1:]
	}
	return all
}

// conversion is a migration under way.
type conversion struct {
	ctx       context.Context
	steps     []step
	size      int64 // of the old file in bytes
	done, all int64 // bytes
	end       int64 // the value of done at the end of the current part
	report    func(done, all int64)
}

// begin prepares the conversion of the file at path. It counts the bytes of the file
// once each for the copy, for every step, for the check of the copy, and for the check
// of the result.
func begin(path string, was int, opts Options) (*conversion, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, err
	}
	c := &conversion{ctx: opts.Context, steps: steps(was), size: info.Size(), report: opts.Step}
	if c.ctx == nil {
		c.ctx = context.Background()
	}
	if c.report == nil {
		c.report = func(int64, int64) {}
	}
	c.all = c.size * int64(3+len(c.steps))
	return c, nil
}

// part carries out one of the parts for which begin counts the bytes of the file.
func (c *conversion) part(work func() error) error {
	c.end = c.done + c.size
	if err := work(); err != nil {
		return err
	}
	return c.advance(c.size)
}

// advance counts n more bytes, up to the end of the current part. It returns the error
// of the context.
func (c *conversion) advance(n int64) error {
	c.done = min(c.done+n, c.end)
	c.report(c.done, c.all)
	return c.ctx.Err()
}

// copy copies the old file.
func (c *conversion) copy(from, to string) error {
	return c.part(func() error {
		return sidefile.CopyCounting(c.ctx, from, to, func(bytes int64) { _ = c.advance(bytes) }) // the copy stops by itself
	})
}

// check checks all of a file.
func (c *conversion) check(path string) error {
	read := int64(0)
	return c.part(func() error {
		return ledger.CheckWholeCounting(c.ctx, path, func(bytes int) {
			if read += int64(bytes); read >= ledger.CopyBytes {
				_ = c.advance(read) // the check stops by itself
				read = 0
			}
		})
	})
}

// write converts the file at from, which must have been checked, and writes the
// result to the new file aside.
func (c *conversion) write(from, aside string) error {
	for _, s := range c.steps {
		to := aside
		if s.from+1 < ledger.Format {
			to = fmt.Sprintf("%s.%d", aside, s.from+1)
		}
		if err := c.part(func() error { return c.step(s, from, to) }); err != nil {
			return err
		}
		from = to
	}
	return c.check(aside)
}

// step applies one step to the file at path and writes the result to a new file.
func (c *conversion) step(s step, path, to string) error {
	from, err := bolt.Open(path, ledger.FileMode, &bolt.Options{ReadOnly: ledger.SharesReading, Timeout: ledger.DefaultTimeout})
	if err != nil {
		return err
	}
	defer from.Close()
	db, err := bolt.Open(to, ledger.FileMode, &bolt.Options{Timeout: ledger.DefaultTimeout})
	if err != nil {
		return err
	}
	db.NoSync = true // until the end
	err = ledger.Safely(func() error {
		return from.View(ledger.Unguarded(func(tx ledger.Tx) error { return s.run(c, db, tx) }))
	})
	if err != nil {
		return errors.Join(err, db.Close())
	}
	return ledger.Finish(db, to)
}

// roomFor checks that the disk of a folder has room for the given number of files, each
// an eighth larger than the old one.
func (c *conversion) roomFor(folder string, files int) error {
	need := int64(files) * (c.size + c.size/8)
	free, known := sidefile.Room(folder)
	if !known || free >= need {
		return nil
	}
	return fmt.Errorf("%w: %d more bytes are needed on the disk of %s", syscall.ENOSPC, need-free, folder)
}
