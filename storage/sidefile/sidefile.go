// Package sidefile opens, makes and removes the files that Assay keeps beside a
// project and in its folder of settings.
//
// Such a folder may come from strangers or be open to them, and whoever unpacks
// an archive may find a link or a pipe where Assay expects a file of its own.
// So everything here holds to four rules:
//
//   - no symbolic link is followed in the last part of a path that is written;
//   - only regular files are opened, and no open waits, as that of a pipe does;
//   - reading is bounded;
//   - a file is open to nobody to whom the project is closed (Access).
//
// Files are made under temporary names of a fixed length, so that a project may
// have the longest name that the file system allows (work.go, name.go).
package sidefile

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"assay.app/assay/model"
)

// ErrNotRegular is returned for a link, pipe, folder, socket or device where a
// regular file is expected. It is never opened, changed or removed.
var ErrNotRegular = errors.New("not a regular file; move it away")

// ErrNotFolder is returned for anything but a folder where one is expected,
// also for a link to a folder.
var ErrNotFolder = errors.New("not a folder; move it away")

// Open opens the regular file at path, which must exist. The flags are those
// of os.OpenFile without O_CREATE.
func Open(path string, flag int) (*os.File, error) {
	before, err := os.Lstat(path)
	if err != nil {
		return nil, err
	}
	return openRegular(path, flag|noFollow, before)
}

// OpenLinked is Open for a path that an analyst has chosen: links are followed.
func OpenLinked(path string, flag int) (*os.File, error) {
	before, err := os.Stat(path)
	if err != nil {
		return nil, err
	}
	return openRegular(path, flag, before)
}

// openRegular opens the file that was just looked at, unless another thing has
// taken its place.
func openRegular(path string, flag int, before fs.FileInfo) (*os.File, error) {
	if !before.Mode().IsRegular() {
		return nil, notRegular(path)
	}
	file, err := os.OpenFile(path, flag&^(os.O_CREATE|os.O_TRUNC)|noWait, 0)
	if err != nil {
		return nil, err
	}
	after, err := file.Stat()
	if err == nil && !os.SameFile(before, after) {
		err = notRegular(path)
	}
	if err != nil {
		return nil, errors.Join(err, file.Close())
	}
	return file, nil
}

func notRegular(path string) error { return fmt.Errorf("%s: %w", path, ErrNotRegular) }

// Read returns the content of the regular file at path, or ErrTooLarge if it
// has more than most bytes.
func Read(path string, most int64) ([]byte, error) {
	file, err := Open(path, os.O_RDONLY)
	if err != nil {
		return nil, err
	}
	return readAll(file, most)
}

// ReadLinked is Read for a path whose links are followed.
func ReadLinked(path string, most int64) ([]byte, error) {
	file, err := OpenLinked(path, os.O_RDONLY)
	if err != nil {
		return nil, err
	}
	return readAll(file, most)
}

func readAll(file *os.File, most int64) ([]byte, error) {
	data, err := io.ReadAll(io.LimitReader(file, most+1))
	if err = errors.Join(err, file.Close()); err != nil {
		return nil, err
	}
	if int64(len(data)) > most {
		return nil, fmt.Errorf("%s: %w: it has more than %d bytes", file.Name(), model.ErrTooLarge, most)
	}
	return data, nil
}

// Create makes a new file for reading and writing. It returns fs.ErrExist when
// anything has that name. Until the file has the given access only its owner
// may open it.
func Create(path string, access Access) (*os.File, error) {
	if access.usual {
		return os.OpenFile(path, os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o666)
	}
	file, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE|os.O_EXCL, private)
	if err != nil {
		return nil, err
	}
	if err := access.give(file); err != nil {
		return nil, errors.Join(err, file.Close(), os.Remove(path))
	}
	return file, nil
}

// Write puts a new file in the place of the regular one at path, if there is
// one. It is not atomic and not synced: it is for notes that may be lost.
func Write(path string, data []byte, access Access) error {
	if err := Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	file, err := Create(path, access)
	if err != nil {
		return err
	}
	_, err = file.Write(data)
	if err = errors.Join(err, file.Close()); err != nil {
		return errors.Join(err, os.Remove(path)) // half a note is worth nothing
	}
	return nil
}

// Replace makes path a file with that content: after a crash it is the old file
// or the new one, whole. A link of that name is replaced and not followed. What
// is no file stays, and is ErrNotRegular.
func Replace(path string, data []byte, access Access) error {
	if info, err := os.Lstat(path); err == nil && !info.Mode().IsRegular() && info.Mode()&fs.ModeSymlink == 0 {
		return notRegular(path)
	}
	part, err := NewPart(filepath.Dir(path), access)
	if err != nil {
		return err
	}
	_, err = part.Write(data)
	return part.End(path, err)
}

// Remove removes the regular file at path.
func Remove(path string) error {
	info, err := os.Lstat(path)
	if err != nil {
		return err
	}
	if !info.Mode().IsRegular() {
		return notRegular(path)
	}
	return os.Remove(path)
}

// List returns what is in a folder, which may be a link to one.
func List(folder string) ([]fs.DirEntry, error) {
	info, err := os.Stat(folder)
	if err != nil {
		return nil, err
	}
	if !info.IsDir() {
		return nil, fmt.Errorf("%s: %w", folder, ErrNotFolder)
	}
	return os.ReadDir(folder)
}

// MakeFolder makes a folder that those may look into who may read the project.
// One that is there is closed to everybody to whom the project is closed.
func MakeFolder(path string, access Access) error {
	err := os.Mkdir(path, private|0o100)
	made := err == nil
	if err != nil && !errors.Is(err, fs.ErrExist) {
		return err
	}
	info, err := os.Lstat(path)
	if err != nil {
		return err
	}
	if !info.IsDir() {
		return fmt.Errorf("%s: %w", path, ErrNotFolder)
	}
	return access.giveFolder(path, info, made)
}
