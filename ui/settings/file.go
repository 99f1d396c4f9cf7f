package settings

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
)

// Folder is a folder of settings files, by name. The files are the analyst's work,
// so none may be left half written.
type Folder interface {
	// Path returns the path of a file, for messages.
	Path(name string) string
	// Read returns the content of a file. It returns fs.ErrNotExist if there is no
	// such file, model.ErrNotRegular if it is not a regular file, and
	// model.ErrTooLarge if it is too large for settings.
	Read(name string) ([]byte, error)
	// Write replaces a file atomically.
	Write(name string, data []byte) error
	// Rename renames a file within the folder.
	Rename(from, to string) error
}

// file is a JSON file of settings that are the analyst's own work. They are not
// kept in Fyne's preferences, which are rewritten in place and lost if the write is
// interrupted. The zero value keeps nothing.
type file struct {
	in   Folder
	name string
}

// brokenSuffix is appended to the name of a file that cannot be read when the file
// is put aside.
const brokenSuffix = ".broken"

// Broken returns the path that the file is renamed to if it cannot be read.
func (f file) Broken() string { return f.in.Path(f.name + brokenSuffix) }

// read unmarshals the file into content and returns its bytes, or no bytes if there
// is no file. A file that is not JSON, or that whole rejects, is renamed, and aside
// is its new path. The error says why the file could not be read or renamed.
func (f file) read(content any, whole func() bool) (data []byte, aside string, err error) {
	if f.in == nil {
		return nil, "", nil
	}
	data, err = f.in.Read(f.name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, "", nil
	}
	if err != nil {
		return nil, "", err
	}
	if json.Unmarshal(data, content) == nil && whole() {
		return data, "", nil
	}
	if err := f.in.Rename(f.name, f.name+brokenSuffix); err != nil {
		return nil, "", fmt.Errorf("put it aside, broken: %w", err)
	}
	return nil, f.Broken(), nil
}

// CopyAside copies the file to the path that Broken returns, for a file of which
// some content was rejected.
func (f file) CopyAside() error {
	data, err := f.in.Read(f.name)
	if err != nil {
		return err
	}
	return f.in.Write(f.name+brokenSuffix, data)
}

// write replaces the file atomically with content as JSON.
func (f file) write(content any) error {
	if f.in == nil {
		return nil
	}
	data, err := json.MarshalIndent(content, "", "  ")
	if err != nil {
		return err
	}
	return f.in.Write(f.name, append(data, '\n'))
}
