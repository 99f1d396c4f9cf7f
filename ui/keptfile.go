package ui

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// keptFile is a file of settings that are the analyst's own work, so they are
// not left to the preferences, which are rewritten in place and gone if that is
// interrupted: it is written aside and renamed. It is JSON, for people to read
// too. "" keeps nothing.
type keptFile string

// brokenSuffix is what the name of a file gets that could not be read and was
// put aside.
const brokenSuffix = ".broken"

// broken is where the file goes when it cannot be read.
func (f keptFile) broken() string { return string(f) + brokenSuffix }

// read reads the file into content, and gives its bytes; none when there is no
// file. What is not JSON, or what whole says no to, is put aside, and aside says
// where; err is why nothing could be read at all.
func (f keptFile) read(content any, whole func() bool) (data []byte, aside string, err error) {
	if f == "" {
		return nil, "", nil
	}
	data, err = os.ReadFile(string(f))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, "", nil
	}
	if err != nil {
		return nil, "", err
	}
	if json.Unmarshal(data, content) == nil && whole() {
		return data, "", nil
	}
	if err := os.Rename(string(f), f.broken()); err != nil {
		return nil, "", fmt.Errorf("put it aside, broken: %w", err)
	}
	return nil, f.broken(), nil
}

// copyAside keeps a copy of the file, some of which could not be obeyed.
func (f keptFile) copyAside() error {
	data, err := os.ReadFile(string(f))
	if err != nil {
		return err
	}
	return os.WriteFile(f.broken(), data, 0o644)
}

// write writes content, so that the file is there whole or as it was before.
func (f keptFile) write(content any) error {
	if f == "" {
		return nil
	}
	data, err := json.MarshalIndent(content, "", "  ")
	if err != nil {
		return err
	}
	return writeAside(string(f), append(data, '\n'))
}

// writeAside writes a file so that it is there whole or as it was before.
func writeAside(path string, data []byte) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	temp, err := os.CreateTemp(filepath.Dir(path), filepath.Base(path)+".*")
	if err != nil {
		return err
	}
	_, err = temp.Write(data)
	err = errors.Join(err, temp.Sync(), temp.Close())
	if err == nil {
		err = os.Rename(temp.Name(), path)
	}
	if err != nil {
		return errors.Join(err, os.Remove(temp.Name()))
	}
	return nil
}
