package settings

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
)

// Folder reads and writes the settings files of a folder by name.
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

// file is a JSON file of settings that the analyst has made, such as saved
// searches. The settings are not in Fyne's preferences, because Fyne rewrites its
// file in place, and an interrupted write would lose them. The zero value saves
// nothing.
type file struct {
	in   Folder
	name string
}

// brokenSuffix is appended to the name of a damaged file, or of a copy of it.
const brokenSuffix = ".broken"

// Broken returns the path to which the damaged file was renamed or copied.
func (f file) Broken() string { return f.in.Path(f.name + brokenSuffix) }

// read unmarshals the file into content and returns its bytes, or no bytes if there
// is no file. If the file cannot be unmarshalled, or whole returns false, read
// renames the file and returns its new path as aside. Otherwise aside is "". The
// error says why the file could not be read or renamed.
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

// CopyAside copies the file to the path that Broken returns, so that rejected
// content is not lost when the file is written.
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
