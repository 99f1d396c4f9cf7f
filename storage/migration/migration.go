package migration

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"assay.app/assay/model"
	"assay.app/assay/storage/backup"
	"assay.app/assay/storage/ledger"
	"assay.app/assay/storage/lock"
	"assay.app/assay/storage/sidefile"
)

//  Migrating to a newer format
//
// A file in an older format is not changed in place. It is first copied to the
// backups, and the copy is checked. Then the copy is converted into another file,
// one version at a time, and the result is checked before it takes the old file's
// name:
//
//	lock the file ── room? ── backup, check ── 0 → 1 → … → Format, each into a new file
//	                       ── check ── rename
//
// If any of this fails or is cancelled, the old file is as it was and the backup is
// removed. All steps stay in the program, with a sample file of each version in
// storage/testdata, so that even a project unused for years still opens.

// Options say how a file is migrated.
type Options struct {
	Lock lock.Terms
	Now  func() time.Time

	// Context cancels the migration when it is done.
	Context context.Context

	// Step, if set, is called with the number of bytes handled so far and their
	// total.
	Step func(done, all int64)
}

// Run converts the project at path to the present format, unless it already has it. The
// error wraps ErrDamaged if the old file is damaged, syscall.ENOSPC if the disk has too
// little room, or the error of the context.
func Run(path string, opts Options) error {
	return lock.With(path, opts.Lock, func() error {
		was, err := ledger.FormatAt(path)
		if err != nil || was >= ledger.Format { // another process may have converted it meanwhile
			return err
		}
		kept, err := replace(path, was, opts)
		return outcome(path, was, kept, err)
	})
}

// outcome returns the error of a migration. It removes the backup at kept, which may be
// empty, if the migration failed and left the file as it was.
func outcome(path string, was int, kept string, err error) error {
	if err == nil {
		return nil
	}
	now, unknown := ledger.FormatAt(path)
	if unknown == nil && now != was {
		return fmt.Errorf("after it was migrated from version %d of the format: %w", was, err)
	}
	if kept != "" && unknown == nil {
		err = errors.Join(err, os.Remove(kept))
	}
	return fmt.Errorf("migrate it from version %d of the format; the file was left as it was: %w", was, err)
}

// replace replaces the file at path, which has the version was of the format. It returns
// the path of the backup, or "" if there is none.
func replace(path string, was int, opts Options) (kept string, err error) {
	c, err := begin(path, was, opts)
	if err != nil {
		return "", err
	}
	if err := c.room(path); err != nil {
		return "", err
	}
	if kept, err = c.keep(path, opts.Now()); err != nil {
		return "", fmt.Errorf("keep a backup of it: %w", err)
	}
	return kept, sidefile.Supersede(sidefile.Replacement{
		Path: path, Spare: func() ([]string, error) { return backup.OwnNames(path) },
		Write: func(aside string) error { return c.write(kept, aside) },
	})
}

// room checks that there is room for the backup, which is made beside path, and for
// the new files, which are made beside the file that path leads to.
func (c *conversion) room(path string) error {
	target, err := sidefile.Target(path)
	if err != nil {
		return err
	}
	beside, behind := filepath.Dir(path), filepath.Dir(target)
	if beside == behind {
		return c.roomFor(beside, 1+len(c.steps))
	}
	return errors.Join(c.roomFor(beside, 1), c.roomFor(behind, len(c.steps)))
}

// keep copies the file to the backups and checks the copy. It returns the path of
// the copy.
func (c *conversion) keep(path string, at time.Time) (string, error) {
	b, err := backup.New(path, model.Backup{At: at, Occasion: model.BeforeMigration})
	if err != nil {
		return "", err
	}
	err = sidefile.Publish(b.Path, func(aside string) error {
		err := c.copy(path, aside)
		if err == nil {
			err = c.check(aside)
		}
		if err != nil {
			return err
		}
		return sidefile.AccessOf(path).Give(aside)
	})
	return b.Path, err
}

// Convert writes the project at path in the present format to a new file. The
// project is not changed.
func Convert(path, to string, opts Options) error {
	var c *conversion
	from, was := to+".was", 0
	opts.Lock.ReadOnly = true
	err := lock.With(path, opts.Lock, func() (err error) {
		if was, err = ledger.FormatAt(path); err != nil {
			return err
		}
		if c, err = begin(path, was, opts); err != nil {
			return err
		}
		if err := c.roomFor(filepath.Dir(to), 1+len(c.steps)); err != nil {
			return err
		}
		return c.copy(path, from)
	})
	if err == nil {
		err = c.check(from)
	}
	if err == nil {
		err = c.write(from, to)
	}
	if err != nil {
		return fmt.Errorf("convert a copy of it from version %d of the format: %w", was, err)
	}
	return nil
}
