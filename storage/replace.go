package storage

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"
)

// errLockTaken is somebody else's lock on a file.
var errLockTaken = errors.New("somebody else has locked it")

// replace puts a new file in the place of the one at path: write fills one
// that does not exist yet, in the same folder; then keep, if it is not nil,
// looks after the present file; then the new one gets the name. At every
// moment path is the name of the old file, whole, or of the new one, whole.
func replace(path string, write func(aside string) error, keep func() error) error {
	path, err := target(path)
	if err != nil {
		return err
	}
	folder := filepath.Dir(path)
	work, err := os.MkdirTemp(folder, workPattern)
	if err != nil {
		return err
	}
	aside := filepath.Join(work, "new"+filepath.Ext(path))
	err = write(aside)
	if err == nil {
		err = likeMode(aside, path)
	}
	if err == nil {
		err = syncPath(aside)
	}
	if err == nil && keep != nil {
		err = keep()
	}
	if err == nil {
		err = os.Rename(aside, path)
	}
	if err = errors.Join(err, removeWork(work)); err != nil {
		return err
	}
	return syncFolder(folder)
}

// target gives what a symbolic link leads to, which is what is to be replaced,
// and any other path as it is.
func target(path string) (string, error) {
	real, err := filepath.EvalSymlinks(path)
	if errors.Is(err, fs.ErrNotExist) {
		return path, nil
	}
	return real, err
}

// likeMode gives a new file the mode of the one it stands in for, so that who
// could read that one can read it.
func likeMode(aside, path string) error {
	info, err := os.Stat(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	return os.Chmod(aside, info.Mode().Perm()|0o600)
}

// workPattern is how the folders are called in which new files are made.
const workPattern = ".assay-*"

// sweep removes the folders that processes left behind which were killed while
// they made a file. Nobody takes a day to make one.
func sweep(folder string, now time.Time) {
	left, err := filepath.Glob(filepath.Join(folder, workPattern))
	if err != nil {
		return
	}
	for _, work := range left {
		if info, err := os.Lstat(work); err == nil && info.IsDir() && now.Sub(info.ModTime()) > day {
			_ = removeWork(work) // another time, then
		}
	}
}

// removeWork removes a folder in which a new file was made. It holds nothing
// but files, which are removed one by one: os.RemoveAll uses a call that some
// file systems on Windows, and Wine, do not have.
func removeWork(work string) error {
	entries, err := os.ReadDir(work)
	for _, e := range entries {
		err = errors.Join(err, os.Remove(filepath.Join(work, e.Name())))
	}
	return errors.Join(err, os.Remove(work))
}

// withLock runs work while nobody can open the project at path, whatever is in
// the file. A file that is not there needs no lock.
func withLock(path string, opts Options, work func() error) error {
	file, err := os.OpenFile(path, os.O_RDWR, 0)
	if errors.Is(err, fs.ErrPermission) { // it can be replaced even so
		file, err = os.Open(path)
	}
	if errors.Is(err, fs.ErrNotExist) {
		return work()
	}
	if err != nil {
		return err
	}
	defer file.Close() // which also unlocks it
	if err := lockFile(file, opts.Timeout); err != nil {
		if errors.Is(err, errLockTaken) {
			return lockedError(path)
		}
		return fmt.Errorf("lock it: %w", err)
	}
	held, err := file.Stat()
	if err != nil {
		return err
	}
	if !names(path, held) {
		return fmt.Errorf("it was replaced a moment ago: %w", lockedError(path))
	}
	h := hold(path, opts)
	defer h.release() // before file is closed
	if !locksFile {
		// It would keep nobody away but work, which is to replace it.
		if err := file.Close(); err != nil {
			return err
		}
	}
	return work()
}
