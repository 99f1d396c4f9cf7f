package settings

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
)

// Folder is a folder of files, by their names. What is in it belongs to the
// analyst; no file of it is left half written.
type Folder interface {
	// Path returns where a file is, for messages.
	Path(name string) string
	// Read returns the content of a file. It returns fs.ErrNotExist if there is
	// none, and an error for what is too large for settings.
	Read(name string) ([]byte, error)
	// Write replaces a file, whole or not at all.
	Write(name string, data []byte) error
	// Rename gives a file another name in the folder.
	Rename(from, to string) error
}

// file is a file of settings that are the analyst's own work, so they are
// not left to the preferences, which are rewritten in place and gone if that is
// interrupted. It is JSON, for people to read too. The zero value keeps nothing.
type file struct {
	in   Folder
	name string
}

// brokenSuffix is what the name of a file gets that could not be read and was
// put aside.
const brokenSuffix = ".broken"

// Broken is where the file goes when it cannot be read.
func (f file) Broken() string { return f.in.Path(f.name + brokenSuffix) }

// read reads the file into content, and gives its bytes; none when there is no
// file. What is not JSON, or what whole says no to, is put aside, and aside says
// where; err is why nothing could be read at all.
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

// CopyAside keeps a copy of the file, some of which could not be obeyed.
func (f file) CopyAside() error {
	data, err := f.in.Read(f.name)
	if err != nil {
		return err
	}
	return f.in.Write(f.name+brokenSuffix, data)
}

// write writes content, so that the file is there whole or as it was before.
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
