package storage

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"
	"time"

	"assay.app/assay/model"
	"assay.app/assay/storage/sidefile"
)

// Restore puts a backup in the place of the project at path, which nobody may
// have open (ErrLocked). The file that was there is first kept among the
// backups, as it is, damaged or not. At every moment the one or the other,
// whole, is called path.
//
// It refuses what is damaged or no project, and the backup of another project
// than the one that is there, when that can be told.
func Restore(ctx context.Context, backup, path string) error {
	opts := Options{}.withDefaults()
	err := differ(backup, path)
	if err == nil {
		err = withLock(path, opts, func() error { return restore(ctx, backup, path, opts) })
	}
	if err != nil {
		return fmt.Errorf("restore %s from %s: %w", path, backup, err)
	}
	return nil
}

func restore(ctx context.Context, backup, path string, opts Options) error {
	write := func(aside string) error {
		if err := copyFile(ctx, backup, aside); err != nil {
			return err
		}
		if err := checkCopy(ctx, aside, opts); err != nil {
			return err
		}
		return errors.Join(ctx.Err(), sidefile.AccessOf(backup).Give(aside))
	}
	err := replace(path, write, func() error {
		if _, err := os.Lstat(path); errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		_, err := backupBefore(path, opts.Now(), model.BeforeRestore)
		return err
	})
	if err != nil {
		return err
	}
	return rotate(ctx, path, opts, nil)
}

// differ refuses a backup that is the project's file itself, or that of
// another project.
func differ(backup, path string) error {
	a, err := os.Stat(backup)
	if err != nil {
		return err
	}
	b, err := os.Stat(path)
	if err != nil {
		return nil // there is nothing to take care of
	}
	if os.SameFile(a, b) {
		return errors.New("they are the same file; name one of its backups")
	}
	old, errOld := peek(path)
	if errors.Is(errOld, model.ErrLocked) {
		return errOld
	}
	now, errNew := peek(backup)
	if errOld == nil && errNew == nil && old.ID != now.ID {
		return fmt.Errorf("the backup is of another project (%q, made %s); to look at it, copy it and open the copy",
			now.Name, now.Created.Format("2006-01-02"))
	}
	return nil // what is wrong with the backup is found when it is copied
}

// peek says which project a file is.
func peek(path string) (model.ProjectInfo, error) {
	p, err := open(path, Options{ReadOnly: true}.withDefaults())
	if err != nil {
		return model.ProjectInfo{}, err
	}
	return p.info, p.Close()
}

// NewestGood returns the newest backup of the project at path in which a whole
// check finds nothing wrong, and false if there is none. What a restore or a
// migration set aside counts as well when it is good. One that is dated in the
// future is only taken when no other is good.
func NewestGood(ctx context.Context, path string, opts CheckOptions) (model.Backup, bool, error) {
	list, err := Backups(path)
	if err != nil {
		return model.Backup{}, false, err
	}
	return newestGood(ctx, list, time.Now(), func(path string) error { return CheckBackup(ctx, path, opts) })
}

// CheckBackup checks a whole backup, as CheckFile does; of one that has an
// older version of the format, the pages. It gives ErrDamaged, with the first
// problem, when it should not be restored.
func CheckBackup(ctx context.Context, path string, opts CheckOptions) error {
	if was, err := formatAt(path); err == nil && was < Format {
		return walkAll(path)
	}
	report, err := CheckFile(ctx, path, opts)
	if err != nil || report.OK() {
		return err
	}
	return fmt.Errorf("the backup %s is not good, one of %d problems is this: %w; restore another, or save what can be read of it with \"assayctl recover\"",
		path, report.Count, reported(report.Problems))
}

// reported makes an error of a report's first problem.
func reported(problems []string) error {
	if len(problems) == 0 {
		return model.ErrDamaged
	}
	return fmt.Errorf("%w: %s", model.ErrDamaged, strings.TrimPrefix(problems[0], model.ErrDamaged.Error()+": "))
}
