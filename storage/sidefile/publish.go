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

// Publish makes a new file: write fills one that does not exist yet, in the
// same folder, which then gets the name path, unless there is a file of that
// name by then. A file called path is always whole, and it and its name are on
// the disk when publish returns.
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

// moveNew gives the file a new name that no file has. A second name for it
// (a hard link) is the way that cannot overwrite; some file systems have none.
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

// SyncFolder puts the names in a folder on the disk. Windows has no such
// thing and keeps names itself.
func SyncFolder(folder string) error {
	if runtime.GOOS == "windows" {
		return nil
	}
	return syncPath(folder)
}

func syncPath(path string) error {
	flag := os.O_RDONLY
	if runtime.GOOS == "windows" {
		flag = os.O_RDWR // a file that is only read cannot be synced there
	}
	f, err := os.OpenFile(path, flag, 0)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}
