package sidefile

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"

	"assay.app/assay/model"
)

// Publish makes a new file at path. It returns fs.ErrExist if the name is taken.
// write fills a file in a temporary folder beside path, and Publish then moves the
// file to path. A file at path is always complete, and when Publish returns without
// an error, the file and its name are on the disk.
func Publish(path string, write func(aside string) error) error {
	if _, err := os.Lstat(path); err == nil {
		return fmt.Errorf("there is a file of that name already; choose another: %w", fs.ErrExist)
	}
	folder := filepath.Dir(path)
	work, err := NewWork(folder)
	if err != nil {
		return err
	}
	aside := work.File(model.ProjectExt)
	err = write(aside)
	if err == nil {
		err = syncPath(aside)
	}
	if err == nil {
		err = moveNew(aside, path)
	}
	err = errors.Join(err, work.End())
	if err != nil {
		return err
	}
	return SyncFolder(folder)
}

// Move renames a file. It never replaces another file, and returns fs.ErrExist if the
// name is taken.
func Move(from, to string) error {
	if err := moveNew(from, to); err != nil {
		return err
	}
	if err := os.Remove(from); err != nil && !errors.Is(err, fs.ErrNotExist) { // moveNew may have renamed it
		return errors.Join(err, os.Remove(to))
	}
	return nil
}

// moveNew gives a file a name that no other file has. A hard link cannot overwrite
// a file; where links fail, the name is checked before the file is renamed.
func moveNew(from, to string) error {
	err := os.Link(from, to)
	if err == nil || errors.Is(err, fs.ErrExist) {
		return err
	}
	if _, err := os.Lstat(to); err == nil {
		return fs.ErrExist
	}
	return os.Rename(from, to)
}

// SyncFolder syncs the names in a folder to the disk. It does nothing on Windows.
func SyncFolder(folder string) error {
	if runtime.GOOS == "windows" {
		return nil
	}
	return syncPath(folder)
}

func syncPath(path string) error {
	flag := os.O_RDONLY
	if runtime.GOOS == "windows" {
		flag = os.O_RDWR // Windows cannot sync a file that is opened for reading only
	}
	f, err := os.OpenFile(path, flag, 0)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}
