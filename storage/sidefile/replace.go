package sidefile

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"assay.app/assay/model"
)

// Replacement is a new file for one that has a name already.
type Replacement struct {
	Path  string                   // whose file is replaced
	Write func(aside string) error // fills the new file, which does not exist yet
	Keep  func() error             // looks after the old file just before it goes; nil does nothing

	// Spare returns the names of the file that may go on meaning the old one;
	// nil means none.
	Spare func() ([]string, error)
}

// Supersede puts a new file in the place of an old one, in the same folder. The
// path always names one complete file, the old or the new. A file that has
// other names as well is refused: they would go on meaning the old one.
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

// onlyName refuses a file that has other names than the one given and those
// that are to be spared.
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

// Target gives what a symbolic link leads to, which is what is to be replaced,
// and any other path as it is.
func Target(path string) (string, error) {
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
	return Like(info).Give(aside)
}

// SweepBeside removes what a killed process was making beside the project.
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
