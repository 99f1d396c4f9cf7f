package mend

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"assay.app/assay/storage"
	"assay.app/assay/storage/backup"
	"assay.app/assay/storage/index"
	"assay.app/assay/storage/lock"
	"assay.app/assay/storage/matches"
	"assay.app/assay/storage/sidefile"
)

// Rename renames the project at path within its folder. It returns ErrLocked if a process
// has the project open. The project's backups, word index and matches are renamed with it. Rename
// returns fs.ErrExist and changes nothing if a file or a folder of backups already has
// the new name.
func Rename(path, to string) error {
	opts := storage.Options{}.WithDefaults()
	if _, err := os.Stat(path); err != nil {
		return fmt.Errorf("rename %s: %w", path, err)
	}
	err := lock.With(path, opts.Terms(), func() error { return rename(path, to) })
	if err != nil {
		return fmt.Errorf("rename %s to %s: %w", path, to, err)
	}
	return nil
}

func rename(path, to string) error {
	from, into := backup.Folder(path), backup.Folder(to)
	respelled := strings.EqualFold(path, to) && sameFile(path, to) // a folder that ignores case has one file of both names
	if !respelled {
		for _, name := range []string{to, into} {
			if _, err := os.Lstat(name); !errors.Is(err, fs.ErrNotExist) {
				return errors.Join(fmt.Errorf("%s is there already: %w", name, fs.ErrExist), err)
			}
		}
	}
	move := sidefile.Move
	if respelled {
		move = os.Rename
	}
	if err := move(path, to); err != nil {
		return err
	}
	if err := os.Rename(from, into); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return errors.Join(fmt.Errorf("rename its backups: %w", err), move(to, path))
	}
	for _, ext := range []string{index.Ext, matches.Ext} {
		_ = os.Rename(sidefile.Beside(path, ext), sidefile.Beside(to, ext)) // a missing one is made again
	}
	return sidefile.SyncFolder(filepath.Dir(to))
}

func sameFile(a, b string) bool {
	x, errX := os.Stat(a)
	y, errY := os.Stat(b)
	return errX == nil && errY == nil && os.SameFile(x, y)
}
