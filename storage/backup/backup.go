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

//  Backups
//
// The backups of NAME.assay are in the folder NAME.assay.backups beside it. Each is
// a complete project file, named for the time it was made:
//
//	harbour 2031-05-06 070809Z.assay                  made while working
//	harbour 2031-05-06 164500Z by hand.assay          asked for
//	harbour 2031-05-07 181500Z before restore.assay   replaced by a restore
//	harbour 2031-06-01 090000Z before migration.assay in an older format
//
// A backup holds one state of the file, read in one transaction while the writer
// continues. A backup made while working or by hand is written under another name,
// checked and synced before it gets its own name, and is discarded if it is damaged.
// The file that a restore or a migration replaces is kept even if it is damaged. Its
// name then ends with " damaged":
//
//	harbour 2031-05-07 181500Z before restore damaged.assay
//
// rotation.go decides which backups are kept. If a name is too long for the system,
// the project's name in it is shortened. The time and the occasion are read from
// the end of a name.

// backupsExt is appended to the name of a project's file.
const backupsExt = ".backups"

// Day is the age of the newest backup after which another is made while working.
const Day = 24 * time.Hour

const (
	backupStamp   = "2006-01-02 150405Z"
	damagedSuffix = " damaged"
)

// Folder returns the path of the folder with the backups of the project at path.
func Folder(path string) string { return sidefile.Beside(path, backupsExt) }

// List returns the backups of the project at path, newest first. It does not open
// them.
func List(path string) ([]model.Backup, error) {
	list, _, err := listBackups(path)
	return list, err
}

// OwnNames returns the paths in the backup folder that are hard links to the
// project's own file. A restore that is killed may leave such a link. It is not a
// backup, because it changes with the project.
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
		if !ok || err != nil || !info.Mode().IsRegular() { // not a backup, or just removed
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

// parseBackup reads the time, the occasion and the mark of damage from the name of
// a backup. It returns false if the name is not that of a backup.
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

// New returns b with a path for a new backup of the project at path. If a file has
// that name already, it moves the time of b to the next second that is free. New
// makes the folder if necessary.
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

// Advice returns a part of the error message about a damaged project. It names the
// newest good backup, if there is one, and says what to do.
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

// Keep adds the file at path to the project's backups, before a restore replaces
// the file. The file must be locked, or in use by no other process. It is kept as
// it is, even if it is damaged.
func Keep(path string, at time.Time) (model.Backup, error) {
	b, err := New(path, model.Backup{At: at, Occasion: model.BeforeRestore, Damaged: !ledger.SoundPages(path)})
	access := sidefile.AccessOf(path)
	if err == nil {
		path, err = sidefile.Target(path)
	}
	if err == nil {
		// The file is about to be replaced, so a hard link is as good as a copy.
		if os.Link(path, b.Path) != nil {
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
