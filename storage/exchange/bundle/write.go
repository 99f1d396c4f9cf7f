package bundle

import (
	"archive/zip"
	"bufio"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
)

// Folder takes the files of a data set.
type Folder interface {
	// Create begins a file with a path that has slashes. What is written to the result is the file,
	// until the next call of Create. No two files may have one path.
	Create(name string) (io.Writer, error)
}

// WriteZIP writes the files that write creates to w as a ZIP archive. Equal files make equal
// archives.
func WriteZIP(w io.Writer, write func(Folder) error) error {
	z := zip.NewWriter(w)
	if err := write(zipped{z}); err != nil {
		return err
	}
	return z.Close()
}

type zipped struct{ *zip.Writer }

// Create implements Folder.
func (z zipped) Create(name string) (io.Writer, error) {
	return z.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate})
}

// ErrNotEmpty is the error for a folder that has files already.
var ErrNotEmpty = errors.New("the folder is not empty; choose a new one, so that no file of it is replaced")

// WriteFolder writes the files that write creates into a folder, which must be new or empty. After an
// error there is no new folder, and an empty one is as before.
func WriteFolder(path string, write func(Folder) error) (err error) {
	entries, err := os.ReadDir(path)
	switch {
	case err == nil && len(entries) > 0:
		return fmt.Errorf("%s: %w", path, ErrNotEmpty)
	case err != nil && !errors.Is(err, os.ErrNotExist):
		return err
	}
	part := filepath.Join(filepath.Dir(path), "."+filepath.Base(path)+"-"+rand.Text()[:8])
	if err := os.Mkdir(part, 0o777); err != nil {
		return err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, os.RemoveAll(part))
		}
	}()
	d := &folder{root: part}
	if err = write(d); err != nil {
		return errors.Join(err, d.end())
	}
	if err = d.end(); err != nil {
		return err
	}
	if len(entries) == 0 {
		if err = os.Remove(path); err != nil && !errors.Is(err, os.ErrNotExist) {
			return err
		}
	}
	return os.Rename(part, path)
}

// folder is the Folder on the disk.
type folder struct {
	root string
	file *os.File // the file that is being written, or nil
	w    *bufio.Writer
}

// Create implements Folder.
func (d *folder) Create(name string) (io.Writer, error) {
	if err := d.end(); err != nil {
		return nil, err
	}
	path := filepath.Join(d.root, filepath.FromSlash(name))
	if !filepath.IsLocal(filepath.FromSlash(name)) {
		return nil, fmt.Errorf("%q: %w", name, ErrUnsafeName)
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
		return nil, err
	}
	file, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if err != nil {
		return nil, err
	}
	d.file, d.w = file, bufio.NewWriterSize(file, 1<<16)
	return d.w, nil
}

// end completes the file that is being written.
func (d *folder) end() error {
	if d.file == nil {
		return nil
	}
	err := errors.Join(d.w.Flush(), d.file.Close())
	d.file = nil
	return err
}
