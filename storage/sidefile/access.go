package sidefile

import (
	"errors"
	"io/fs"
	"os"
)

// private is the mode of files that only their owner may open.
const private fs.FileMode = 0o600

// Access is who may read and write a file: its mode and, where the system has them,
// its owner and group. The zero value admits only the owner.
type Access struct {
	like  fs.FileInfo
	usual bool
}

// AccessOf returns the access of the file at path, following links. If the file
// cannot be examined, only the owner has access.
func AccessOf(path string) Access {
	info, err := os.Stat(path)
	if err != nil {
		return Access{}
	}
	return Like(info)
}

// Like returns the access of a file that has been examined.
func Like(info fs.FileInfo) Access { return Access{like: info} }

// Usual returns the system's default for new files, as set by the umask.
func Usual() Access { return Access{usual: true} }

// mode returns the mode for a new file. The owner can always read and write it.
func (a Access) mode() fs.FileMode {
	if a.like == nil {
		return private
	}
	return a.like.Mode().Perm() | private
}

// give applies the access to an open file. If the mode cannot be set, as on a file
// system without modes, it returns an error only if the file is then open to more
// people than it should be.
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
		mode &^= 0o070 // the file belongs to another group
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

// Give applies the access to the file at path.
func (a Access) Give(path string) error {
	file, err := Open(path, os.O_RDONLY)
	if err != nil {
		return err
	}
	return errors.Join(a.give(file), file.Close())
}

// Narrow takes permissions of an open file away from a group or others whom the
// access does not admit. It ignores errors, because the file may belong to another
// user.
func (a Access) Narrow(file *os.File) {
	info, err := file.Stat()
	if err != nil || a.usual {
		return
	}
	if mode := info.Mode().Perm(); mode&^a.mode()&0o077 != 0 {
		_ = file.Chmod(mode & a.mode())
	}
}

// giveFolder applies the access to a folder. If the folder existed before, it only
// takes away the permissions of a group or of others who cannot read the project.
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
			_ = os.Chmod(path, closed) // the folder may belong to another user
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
