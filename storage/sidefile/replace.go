package sidefile

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"assay.app/assay/model"
)

// Replacement is a new file that replaces an old one of the same name.
type Replacement struct {
	Path  string                   // path of the replaced file
	Write func(aside string) error // fills the new file, which does not exist yet
	Keep  func() error             // if set, keeps a copy of the old file just before it is replaced

	// Spare, if set, returns those other names of the file that may keep the old
	// content.
	Spare func() ([]string, error)
}

// Supersede replaces the file at r.Path, if there is one, with a new one made in
// the same folder. The path always names one complete file, the old or the new.
// Supersede returns ErrManyNames if the file has other names (hard links) that are
// not spared, because they would keep the old content.
func Supersede(r Replacement) error {
	if err := onlyName(r); err != nil {
		return err
	}
	path, err := Target(r.Path)
	if err != nil {
		return err
	}
	work, err := NewWork(filepath.Dir(path))
	if err != nil {
		return err
	}
	aside := work.File(model.ProjectExt)
	err = r.Write(aside)
	if err == nil {
		err = likeMode(aside, path)
	}
	if err == nil {
		err = syncPath(aside)
	}
	if err == nil && r.Keep != nil {
		err = r.Keep()
	}
	if err == nil {
		err = os.Rename(aside, path)
	}
	if err = errors.Join(err, work.End()); err != nil {
		return err
	}
	return SyncFolder(filepath.Dir(path))
}

// onlyName returns an error if the file has names other than the given one and the
// spared ones.
func onlyName(r Replacement) error {
	names := Names(r.Path)
	if names > 1 && r.Spare != nil {
		spared, err := r.Spare()
		if err != nil {
			return err
		}
		names -= len(spared)
	}
	if names < 2 {
		return nil
	}
	return fmt.Errorf("%w: it has %d names (hard links), of which only this one would mean the new file; remove the others, or copy it and do this to the copy",
		model.ErrManyNames, names)
}

// Target returns path with symbolic links resolved: the file to replace. If there
// is no such file, it returns path unchanged.
func Target(path string) (string, error) {
	real, err := filepath.EvalSymlinks(path)
	if errors.Is(err, fs.ErrNotExist) {
		return path, nil
	}
	return real, err
}

// likeMode gives a new file the access of the file it replaces, if there is one.
func likeMode(aside, path string) error {
	info, err := os.Stat(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	return Like(info).Give(aside)
}

// SweepBeside removes the unfinished files that killed processes left beside the
// project. If path is a link, it also removes those beside the file it leads to.
func SweepBeside(path string) {
	Sweep(filepath.Dir(path))
	if real, err := Target(path); err == nil && filepath.Dir(real) != filepath.Dir(path) {
		Sweep(filepath.Dir(real))
	}
}

// IsNamed reports whether path is a name of the file.
func IsNamed(path string, file fs.FileInfo) bool {
	now, err := os.Stat(path)
	return err == nil && os.SameFile(file, now)
}
