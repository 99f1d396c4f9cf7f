package sidefile

import (
	"errors"
	"io/fs"
	"os"
)

// private is the mode of files that only their owner may open.
const private fs.FileMode = 0o600

// Access is who may read and write a file: its mode and, where there is such a
// thing, its owner and group. The zero value is the owner alone.
type Access struct {
	like  fs.FileInfo
	usual bool
}

// AccessOf returns who may open the file at path; links are followed. Where
// there is no such file, it is the owner alone.
func AccessOf(path string) Access {
	info, err := os.Stat(path)
	if err != nil {
		return Access{}
	}
	return Like(info)
}

// Like returns who may open a file that was looked at.
func Like(info fs.FileInfo) Access { return Access{like: info} }

// Usual returns what the system allows for a new file, as the umask has it: for
// what an analyst hands on to others.
func Usual() Access { return Access{usual: true} }

// mode is the mode that a file gets. Its owner can always read and write it.
func (a Access) mode() fs.FileMode {
	if a.like == nil {
		return private
	}
	return a.like.Mode().Perm() | private
}

// give gives an open file the access. A file system that has no modes of its
// own is no obstacle as long as nobody can open the file who may not.
func (a Access) give(file *os.File) error {
	if a.usual {
		return nil
	}
	info, err := file.Stat()
	if err != nil {
		return err
	}
	mode := a.mode()
	if a.like != nil && !takeOwner(file, info, a.like) {
		mode &^= 0o070 // it is another group's
	}
	if info.Mode().Perm() == mode {
		return nil
	}
	failed := file.Chmod(mode)
	if failed == nil {
		return nil
	}
	if info, err = file.Stat(); err != nil || info.Mode().Perm()&^mode&0o077 != 0 {
		return errors.Join(failed, err)
	}
	return nil
}

// Give gives the file at path the access.
func (a Access) Give(path string) error {
	file, err := Open(path, os.O_RDONLY)
	if err != nil {
		return err
	}
	return errors.Join(a.give(file), file.Close())
}

// Narrow takes an open file from everybody who has no access. It is of use for
// a file that was made when its project was open to more people; where it fails,
// the file belongs to somebody else.
func (a Access) Narrow(file *os.File) {
	info, err := file.Stat()
	if err != nil || a.usual {
		return
	}
	if mode := info.Mode().Perm(); mode&^a.mode()&0o077 != 0 {
		_ = file.Chmod(mode & a.mode())
	}
}

// giveFolder gives a folder the access; of one that was there before, it only
// takes away what the project's mode does not allow at all.
func (a Access) giveFolder(path string, info fs.FileInfo, made bool) error {
	mode := a.mode()
	for _, class := range []fs.FileMode{0o700, 0o070, 0o007} {
		if read := class & 0o444; mode&read != 0 {
			mode |= class & 0o111
		} else {
			mode &^= class
		}
	}
	if !made {
		closed := info.Mode().Perm()
		for _, class := range []fs.FileMode{0o070, 0o007} {
			if mode&class == 0 {
				closed &^= class
			}
		}
		if closed != info.Mode().Perm() {
			_ = os.Chmod(path, closed) // it may be somebody else's
		}
		return nil
	}
	folder, err := os.Open(path)
	if err != nil {
		return err
	}
	defer folder.Close()
	if a.like != nil && !takeOwner(folder, info, a.like) {
		mode &^= 0o070
	}
	if info.Mode().Perm() == mode {
		return nil
	}
	if err := folder.Chmod(mode); err != nil && info.Mode().Perm()&^mode&0o077 != 0 {
		return err
	}
	return nil
}
