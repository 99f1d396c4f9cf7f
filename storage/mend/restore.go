package mend

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"
	"time"

	"assay.app/assay/model"
	"assay.app/assay/storage"
	"assay.app/assay/storage/backup"
	"assay.app/assay/storage/ledger"
	"assay.app/assay/storage/lock"
	"assay.app/assay/storage/sidefile"
)

// Restore replaces the project at path, which no process may have open (ErrLocked),
// with a backup. The old file, if there is one, is first kept among the backups as
// it is, even if it is damaged. It keeps its name until the new file is complete.
//
// Restore refuses a backup that is damaged or is not a project. It also refuses one
// of a different project, if that can be determined.
func Restore(ctx context.Context, from, path string) error {
	opts := storage.Options{}.WithDefaults()
	err := differ(from, path)
	if err == nil {
		err = lock.With(path, opts.Terms(), func() error { return restore(ctx, from, path, opts) })
	}
	if err != nil {
		return fmt.Errorf("restore %s from %s: %w", path, from, err)
	}
	return nil
}

func restore(ctx context.Context, from, path string, opts storage.Options) error {
	write := func(aside string) error {
		if err := sidefile.Copy(ctx, from, aside); err != nil {
			return err
		}
		if err := storage.CheckCopy(ctx, aside, opts); err != nil {
			return err
		}
		return errors.Join(ctx.Err(), sidefile.AccessOf(from).Give(aside))
	}
	keep := func() error {
		if _, err := os.Lstat(path); errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		_, err := backup.Keep(path, opts.Now())
		return err
	}
	err := sidefile.Supersede(sidefile.Replacement{
		Path: path, Write: write, Keep: keep, Spare: func() ([]string, error) { return backup.OwnNames(path) },
	})
	if err != nil {
		return err
	}
	return backup.Rotate(ctx, backup.Rotation{
		Path: path, Now: opts.Now(), Check: func(path string) error { return storage.CheckCopy(ctx, path, opts) },
	})
}

// differ returns an error if the backup is the project's own file, or a backup of
// another project.
func differ(from, path string) error {
	a, err := os.Stat(from)
	if err != nil {
		return err
	}
	b, err := os.Stat(path)
	if err != nil {
		return nil // there is no file to keep
	}
	if os.SameFile(a, b) {
		return errors.New("they are the same file; name one of its backups")
	}
	old, errOld := peek(path)
	if errors.Is(errOld, model.ErrLocked) {
		return errOld
	}
	now, errNew := peek(from)
	if errOld == nil && errNew == nil && old.ID != now.ID {
		return fmt.Errorf("the backup is of another project (%q, made %s); to look at it, copy it and open the copy",
			now.Name, now.Created.Format("2006-01-02"))
	}
	return nil // copying the backup will find its problem
}

// peek returns the identity of the project in a file.
func peek(path string) (model.ProjectInfo, error) {
	p, err := openUnnamed(path, storage.Options{ReadOnly: true}.WithDefaults())
	if errors.Is(err, model.ErrOlderVersion) {
		return ledger.InfoAt(path)
	}
	if err != nil {
		return model.ProjectInfo{}, err
	}
	return p.Info(), p.Close()
}

// NewestGood returns the newest backup of the project at path that passes
// CheckBackup, and false if there is none. Files kept by a restore or a migration
// are included, unless they are marked as damaged. A backup dated in the future is
// chosen only if no other is good.
func NewestGood(ctx context.Context, path string, opts CheckOptions) (model.Backup, bool, error) {
	list, err := backup.List(path)
	if err != nil {
		return model.Backup{}, false, err
	}
	return backup.NewestGood(ctx, list, time.Now(), func(path string) error { return CheckBackup(ctx, path, opts) })
}

// CheckBackup checks a backup as CheckFile does. If it finds problems, it returns
// ErrDamaged with the first of them.
func CheckBackup(ctx context.Context, path string, opts CheckOptions) error {
	report, err := CheckFile(ctx, path, opts)
	if err != nil || report.OK() {
		return err
	}
	return fmt.Errorf("the backup %s is not good, one of %d problems is this: %w; restore another, or save what can be read of it with \"assayctl recover\"",
		path, report.Count, reported(report.Problems))
}

// reported returns the first problem of a report as an error.
func reported(problems []string) error {
	if len(problems) == 0 {
		return model.ErrDamaged
	}
	return fmt.Errorf("%w: %s", model.ErrDamaged, strings.TrimPrefix(problems[0], model.ErrDamaged.Error()+": "))
}
