package sidefile

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
)

// mostSettings is the greatest size of a settings file that is read, in bytes.
const mostSettings = 8 << 20

// Settings is the path of a folder of settings files. Only the owner may open the
// files that Write makes there.
type Settings string

// Path returns the path of a settings file.
func (s Settings) Path(name string) string { return filepath.Join(string(s), name) }

// Read returns the content of a settings file, or fs.ErrNotExist if there is none.
// The file may be a link, for users who keep their settings elsewhere.
func (s Settings) Read(name string) ([]byte, error) {
	return ReadLinked(s.Path(name), mostSettings)
}

// Write replaces a settings file. After a crash the file is complete, either old or
// new. A link is replaced by a file. The folder is created if missing.
func (s Settings) Write(name string, data []byte) error {
	if err := os.MkdirAll(string(s), private|0o100); err != nil {
		return err
	}
	return Replace(s.Path(name), data, Access{})
}

// Rename renames a file of any kind in the folder. It replaces a file named to, but
// returns an error if to is a folder.
func (s Settings) Rename(from, to string) error {
	if info, err := os.Lstat(s.Path(to)); err == nil && info.IsDir() {
		return notRegular(s.Path(to))
	} else if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return os.Rename(s.Path(from), s.Path(to))
}
