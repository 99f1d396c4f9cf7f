// Package sidefile makes, replaces and removes projects and the files that Assay
// keeps beside them and in its settings folder.
//
// A project's folder may come from strangers or be open to them. An unpacked
// archive may hold a link or a pipe with the name of a file that Assay expects. So
// for a file beside a project:
//
//   - a symbolic link in the last part of its path is not followed;
//   - it is opened only if it is a regular file, and opening does not wait as it
//     would for a pipe;
//   - it is read only up to a given size;
//   - it is made with the access of the project (Access).
//
// Replacements are made under short temporary names, so that a project may have the
// longest name that the file system allows (work.go, name.go).
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

// ErrNotFolder is returned if something other than a folder is found where one is
// expected. List also accepts a link to a folder.
var ErrNotFolder = errors.New("not a folder; move it away")

// Open opens an existing regular file. It returns ErrNotRegular for anything else,
// such as a link. The flags are those of os.OpenFile; O_CREATE and O_TRUNC are
// ignored.
func Open(path string, flag int) (*os.File, error) {
	before, err := os.Lstat(path)
	if err != nil {
		return nil, err
	}
	return openRegular(path, flag|noFollow, before)
}

// OpenLinked is Open for a path chosen by the analyst: links are followed.
func OpenLinked(path string, flag int) (*os.File, error) {
	before, err := os.Stat(path)
	if err != nil {
		return nil, err
	}
	return openRegular(path, flag, before)
}

// openRegular opens the file that was just examined. It fails if another file has
// that name now.
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

func notRegular(path string) error { return fmt.Errorf("%s: %w", path, model.ErrNotRegular) }

// Read returns the content of the regular file at path, or ErrTooLarge if it has
// more than most bytes.
func Read(path string, most int64) ([]byte, error) {
	file, err := Open(path, os.O_RDONLY)
	if err != nil {
		return nil, err
	}
	return readAll(file, most)
}

// ReadLinked is Read with links followed.
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

// Create creates a file for reading and writing. It returns fs.ErrExist if the name
// is taken by anything. Unless the access is Usual, only the owner may open the
// file until the access has been applied.
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

// Write replaces the regular file at path or creates it. It is neither atomic nor
// synced: use it only for notes that may be lost.
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
		return errors.Join(err, os.Remove(path)) // a partial note is useless
	}
	return nil
}

// Replace makes path a file with the given content. After a crash the file is
// complete, either old or new. A link at path is replaced, not followed. If path is
// anything else, such as a folder, Replace returns model.ErrNotRegular.
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

// List returns the entries of a folder. The folder may be a link.
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

// MakeFolder creates a folder with the access of the project. If the folder exists,
// it takes away the permissions of a group or of others without access to the
// project.
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
