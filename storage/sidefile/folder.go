package sidefile

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
)

// mostSettings bounds a file of settings, in bytes; they have some kilobytes.
const mostSettings = 8 << 20

// Settings is a folder with files of settings. Only their owner may open them.
type Settings string

// Path returns the path of a file.
func (s Settings) Path(name string) string { return filepath.Join(string(s), name) }

// Read returns the content of a file, fs.ErrNotExist if there is none. The file
// may be a link, for those who keep their settings elsewhere.
func (s Settings) Read(name string) ([]byte, error) {
	return ReadLinked(s.Path(name), mostSettings)
}

// Write replaces a file, so that after a crash it is the old one or the new
// one, whole. A link of that name is replaced by a file. The folder is made if
// it is missing.
func (s Settings) Write(name string, data []byte) error {
	if err := os.MkdirAll(string(s), private|0o100); err != nil {
		return err
	}
	return Replace(s.Path(name), data, Access{})
}

// Rename gives a file another name in the folder, whatever it is.
func (s Settings) Rename(from, to string) error {
	if info, err := os.Lstat(s.Path(to)); err == nil && info.IsDir() {
		return notRegular(s.Path(to))
	} else if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return os.Rename(s.Path(from), s.Path(to))
}
