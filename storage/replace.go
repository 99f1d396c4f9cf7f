package storage

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"assay.app/assay/model"
	"assay.app/assay/storage/sidefile"
)

// errLockTaken is somebody else's lock on a file.
var errLockTaken = errors.New("somebody else has locked it")

// replace puts a new file in the place of the one at path: write fills one
// that does not exist yet, in the same folder; then keep, if it is not nil,
// looks after the present file; then the new one gets the name. path always
// names one complete file, the old or the new. A file that has other names as
// well is refused: they would go on meaning the old one.
func replace(path string, write func(aside string) error, keep func() error) error {
	if err := onlyName(path); err != nil {
		return err
	}
	path, err := target(path)
	if err != nil {
		return err
	}
	work, err := sidefile.NewWork(filepath.Dir(path))
	if err != nil {
		return err
	}
	aside := work.File(model.ProjectExt)
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
	if err = errors.Join(err, work.End()); err != nil {
		return err
	}
	return syncFolder(filepath.Dir(path))
}

// onlyName refuses a file that has more names than the one given. Names among
// its backups do not count: a restore that was killed leaves one there.
func onlyName(path string) error {
	names := sidefile.Names(path)
	if names < 2 {
		return nil
	}
	same, err := unparted(path)
	if err != nil {
		return err
	}
	if names -= len(same); names < 2 {
		return nil
	}
	return fmt.Errorf("%w: it has %d names (hard links), of which only this one would mean the new file; remove the others, or copy it and do this to the copy",
		model.ErrManyNames, names)
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

// likeMode gives a new file the access of the one it stands in for, if there is
// one, so that those who could open that one can open it, and nobody else.
func likeMode(aside, path string) error {
	info, err := os.Stat(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	return sidefile.Like(info).Give(aside)
}

// withLock runs work while nobody can open the project at path, whatever is in
// the file. A file that is not there needs no lock.
func withLock(path string, opts Options, work func() error) error {
	file, err := sidefile.OpenLinked(path, os.O_RDWR)
	if errors.Is(err, fs.ErrPermission) { // it can be replaced even so
		file, err = sidefile.OpenLinked(path, os.O_RDONLY)
	}
	if errors.Is(err, fs.ErrNotExist) {
		return work()
	}
	if errors.Is(err, sidefile.ErrNotRegular) {
		return fmt.Errorf("%w: %w", model.ErrNotProject, err)
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
