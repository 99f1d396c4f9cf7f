package backup

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"assay.app/assay/model"
	"assay.app/assay/storage/ledger"
	"assay.app/assay/storage/sidefile"
)

// Backups
//
// The backups of NAME.assay lie beside it in the folder NAME.assay.backups.
// Each is a project file of its own, called by the time it was made:
//
//	harbour 2031-05-06 070809Z.assay                  made while working
//	harbour 2031-05-06 164500Z by hand.assay          asked for
//	harbour 2031-05-07 181500Z before restore.assay   what a restore replaced
//	harbour 2031-06-01 090000Z before migration.assay what a newer Assay found
//
// A backup is made of one state of the file, in a read transaction, while the
// writer goes on. It is written aside, synced, checked whole, and only then
// called so. Of a damaged project no backup is made. What a restore replaces may
// be damaged and is kept all the same; " damaged" stands behind its occasion:
//
//	harbour 2031-05-07 181500Z before restore damaged.assay
//
// Which backups are kept: rotate.go. A name that is too long for the system has
// a shortened stem; the time and the occasion are read from its end.

// backupsExt is put behind the name of a project's file.
const backupsExt = ".backups"

const (
	Day           = 24 * time.Hour
	backupStamp   = "2006-01-02 150405Z"
	damagedSuffix = " damaged"
)

// Folder is where the backups of the project at path are.
func Folder(path string) string { return sidefile.Beside(path, backupsExt) }

// List lists the backups of the project at path, the newest first. It looks
// into none of them.
func List(path string) ([]model.Backup, error) {
	list, _, err := listBackups(path)
	return list, err
}

// OwnNames returns the names among the backups of a project that are names of
// the project's own file. A restore that is killed leaves one: no copy, and
// changed with the project.
func OwnNames(path string) ([]string, error) {
	_, same, err := listBackups(path)
	return same, err
}

func listBackups(path string) (list []model.Backup, same []string, err error) {
	folder := Folder(path)
	entries, err := sidefile.List(folder)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil, nil
	}
	if err != nil {
		return nil, nil, fmt.Errorf("list the backups of %s: %w", path, err)
	}
	project, err := os.Stat(path)
	gone := err != nil
	for _, e := range entries {
		b, ok := parseBackup(e.Name())
		info, err := e.Info()
		if !ok || err != nil || !info.Mode().IsRegular() { // another's, or removed just now
			continue
		}
		b.Path, b.Size = filepath.Join(folder, e.Name()), info.Size()
		if !gone && os.SameFile(project, info) {
			same = append(same, b.Path)
			continue
		}
		list = append(list, b)
	}
	slices.SortFunc(list, func(a, b model.Backup) int {
		return cmp.Or(b.At.Compare(a.At), cmp.Compare(a.Path, b.Path))
	})
	return list, same, nil
}

// parseBackup reads the time and the occasion out of a backup's name.
func parseBackup(name string) (model.Backup, bool) {
	stem, ok := strings.CutSuffix(name, model.ProjectExt)
	if !ok {
		return model.Backup{}, false
	}
	var b model.Backup
	stem, b.Damaged = strings.CutSuffix(stem, damagedSuffix)
	for _, o := range []model.Occasion{model.ByHand, model.BeforeRestore, model.BeforeMigration} {
		if rest, is := strings.CutSuffix(stem, " "+string(o)); is {
			stem, b.Occasion = rest, o
		}
	}
	if len(stem) < len(backupStamp) {
		return model.Backup{}, false
	}
	at, err := time.Parse(backupStamp, stem[len(stem)-len(backupStamp):])
	b.At = at
	return b, err == nil
}

// New returns the name of a new backup of the project at path that has
// the time and the occasion of b, or the next second that is free. It makes the
// folder for it.
func New(path string, b model.Backup) (model.Backup, error) {
	folder := Folder(path)
	if err := sidefile.MakeFolder(folder, sidefile.AccessOf(path)); err != nil {
		return model.Backup{}, err
	}
	b.At = b.At.UTC().Truncate(time.Second)
	for ; ; b.At = b.At.Add(time.Second) {
		tail := " " + b.At.Format(backupStamp)
		if b.Occasion != model.WhileWorking {
			tail += " " + string(b.Occasion)
		}
		if b.Damaged {
			tail += damagedSuffix
		}
		b.Path = sidefile.Named(folder, strings.TrimSuffix(filepath.Base(path), model.ProjectExt), tail+model.ProjectExt)
		if _, err := os.Lstat(b.Path); errors.Is(err, fs.ErrNotExist) {
			return b, nil
		} else if err != nil {
			return model.Backup{}, err
		}
	}
}

// Advice says for a message which backups of a damaged project there are, and
// what to do.
func Advice(ctx context.Context, of Rotation) string {
	const recover = "save what can be read with \"assayctl recover\""
	list, err := List(of.Path)
	if err != nil || len(list) == 0 {
		return "there is no backup of it; " + recover
	}
	good, found, err := NewestGood(ctx, list, of.Now, of.Check)
	if err != nil || !found {
		return fmt.Sprintf("none of its backups is good (there are %d); %s", len(list), recover)
	}
	return fmt.Sprintf("its newest good backup, of %d in all, is of %s (UTC): put it back with \"assayctl restore\", or %s",
		len(list), good.At.UTC().Format("2006-01-02 15:04"), recover)
}

// Keep keeps the file at path among its backups before something is
// done to it. The file must be locked, or of no interest to anybody else. It
// may be damaged, and is kept as it is.
func Keep(path string, at time.Time, o model.Occasion) (model.Backup, error) {
	b, err := New(path, model.Backup{At: at, Occasion: o, Damaged: !ledger.SoundPages(path)})
	access := sidefile.AccessOf(path)
	if err == nil {
		path, err = sidefile.Target(path)
	}
	if err == nil {
		// A second name for the file is as good as a copy of it where what is
		// done to it is to put another in its place.
		if o != model.BeforeRestore || os.Link(path, b.Path) != nil {
			err = sidefile.Publish(b.Path, func(aside string) error {
				return errors.Join(sidefile.Copy(context.Background(), path, aside), access.Give(aside))
			})
		} else {
			err = sidefile.SyncFolder(filepath.Dir(b.Path))
		}
	}
	if err != nil {
		return model.Backup{}, fmt.Errorf("keep %s as it is: %w", path, err)
	}
	if info, err := os.Stat(b.Path); err == nil {
		b.Size = info.Size()
	}
	return b, nil
}
