// Package bundle reads and writes data sets of several files, in a folder or in a ZIP archive.
package bundle

import (
	"archive/zip"
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"assay.app/assay/model"
	"assay.app/assay/storage/intake/archive"
)

// Limits of what Open and Read accept.
const (
	// MostFiles is the greatest number of files.
	MostFiles = 100_000
	// MostBytes is the greatest size of all files together, unpacked.
	MostBytes = 1 << 30
	// mostRatio is the greatest ratio of the size of all files to that of a packed archive, once
	// the files have more than slack bytes.
	mostRatio, slack = 200, 64 << 20
)

// ErrUnsafeName is the error for a file in an archive whose name leads out of it.
var ErrUnsafeName = fmt.Errorf("its name leads out of the archive: %w", model.ErrHarmful)

// Files are the files of a data set: a single file, the files of a folder, or those of a ZIP
// archive.
type Files struct {
	name   string // of the file, folder or archive, without its folder
	single bool
	names  []string
	open   map[string]func() (io.ReadCloser, error)
	left   int64 // how many bytes may still be read
	packed bool  // in a ZIP archive
	closer io.Closer
}

// Open opens a file, a folder or a ZIP archive. The error is ErrUnsafeName if an archive has a file
// whose name is absolute or has "..", and model.ErrTooLarge if it exceeds a limit. Files whose
// names begin with a dot, and symbolic links in folders, are ignored.
func Open(from string) (*Files, error) {
	info, err := os.Stat(from)
	if err != nil {
		return nil, err
	}
	if info.IsDir() {
		return openFolder(from)
	}
	if !info.Mode().IsRegular() {
		return nil, fmt.Errorf("%s is neither a file nor a folder", from)
	}
	file, err := os.Open(from)
	if err != nil {
		return nil, err
	}
	front := make([]byte, 4)
	if n, _ := file.ReadAt(front, 0); string(front[:n]) == "PK\x03\x04" || string(front[:n]) == "PK\x05\x06" {
		f, err := openZIP(filepath.Base(from), file, info.Size())
		if err != nil {
			return nil, errors.Join(err, file.Close())
		}
		f.closer = file
		return f, nil
	}
	if err := file.Close(); err != nil {
		return nil, err
	}
	f := newFiles(filepath.Base(from), info.Size())
	f.single = true
	f.add(f.name, func() (io.ReadCloser, error) { return os.Open(from) })
	return f, nil
}

// Of returns the files of a data set that is in memory: those of a ZIP archive if data is one, and
// otherwise a single file with the given name.
func Of(name string, data []byte) (*Files, error) {
	if bytes.HasPrefix(data, []byte("PK\x03\x04")) || bytes.HasPrefix(data, []byte("PK\x05\x06")) {
		return openZIP(name, bytes.NewReader(data), int64(len(data)))
	}
	f := newFiles(name, int64(len(data)))
	f.single = true
	f.add(name, func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(data)), nil })
	return f, nil
}

func newFiles(name string, size int64) *Files {
	return &Files{name: name, open: map[string]func() (io.ReadCloser, error){}, left: min(MostBytes, max(slack, mostRatio*size))}
}

func (f *Files) add(name string, open func() (io.ReadCloser, error)) {
	f.names = append(f.names, name)
	f.open[name] = open
}

func openFolder(root string) (*Files, error) {
	f := newFiles(filepath.Base(root), MostBytes)
	err := filepath.WalkDir(root, func(at string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case at != root && strings.HasPrefix(entry.Name(), "."):
			if entry.IsDir() {
				return fs.SkipDir
			}
			return nil
		case !entry.Type().IsRegular():
			return nil
		case len(f.names) == MostFiles:
			return tooMany()
		}
		name, err := filepath.Rel(root, at)
		if err == nil {
			f.add(filepath.ToSlash(name), func() (io.ReadCloser, error) { return os.Open(at) })
		}
		return err
	})
	slices.Sort(f.names)
	return f, err
}

func tooMany() error {
	return fmt.Errorf("it has more than %d files: %w", MostFiles, model.ErrTooLarge)
}

func openZIP(name string, r io.ReaderAt, size int64) (*Files, error) {
	z, err := archive.OpenZIP(r, size, MostFiles)
	if err != nil {
		return nil, err
	}
	f := newFiles(name, size)
	f.packed = true
	for _, entry := range z.File {
		clean := path.Clean(strings.ReplaceAll(entry.Name, `\`, "/"))
		switch base := path.Base(clean); {
		case !filepath.IsLocal(clean) || strings.Contains(entry.Name, ".."+"/") || strings.Contains(entry.Name, `..\`):
			return nil, fmt.Errorf("%q: %w", entry.Name, ErrUnsafeName)
		case entry.FileInfo().IsDir(), strings.HasPrefix(base, "."), strings.HasPrefix(clean, "__MACOSX/"):
			continue
		case f.open[clean] != nil:
			return nil, fmt.Errorf("%q is in the archive twice: %w", entry.Name, model.ErrDamaged)
		}
		f.add(clean, func() (io.ReadCloser, error) { return opened(entry) })
	}
	slices.Sort(f.names)
	return f, nil
}

func opened(entry *zip.File) (io.ReadCloser, error) {
	r, err := entry.Open()
	if err != nil {
		err = fmt.Errorf("%w: %w", err, model.ErrDamaged)
	}
	return r, err
}

// Name returns the name of the file, folder or archive, without its folder.
func (f *Files) Name() string { return f.name }

// Single reports whether the data set is one file that is neither a folder nor an archive.
func (f *Files) Single() bool { return f.single }

// Names returns the paths of the files in the folder or archive, with slashes, sorted.
func (f *Files) Names() []string { return f.names }

// Named returns the paths whose extension, such as ".ann", is one of those given, ignoring case.
func (f *Files) Named(exts ...string) (names []string) {
	for _, name := range f.names {
		if slices.ContainsFunc(exts, func(e string) bool { return strings.EqualFold(path.Ext(name), e) }) {
			names = append(names, name)
		}
	}
	return names
}

// Has reports whether there is a file with a path.
func (f *Files) Has(name string) bool { return f.open[name] != nil }

// Read returns the content of a file. The error wraps fs.ErrNotExist if there is no such file,
// model.ErrTooLarge if it exceeds a limit, and model.ErrDamaged if it cannot be unpacked.
func (f *Files) Read(name string) ([]byte, error) {
	open := f.open[name]
	if open == nil {
		return nil, fmt.Errorf("%s: %w", name, fs.ErrNotExist)
	}
	r, err := open()
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	data, err := io.ReadAll(io.LimitReader(r, f.left+1))
	if closed := r.Close(); err == nil {
		err = closed
	}
	if int64(len(data)) > f.left {
		return nil, fmt.Errorf("%s: all files together are too large: %w", name, model.ErrTooLarge)
	}
	if f.left -= int64(len(data)); err != nil {
		if f.packed {
			err = fmt.Errorf("%w: %w", err, model.ErrDamaged)
		}
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return data, nil
}

// Open opens a file, for those that are better read in parts. What is read counts towards the limits.
// The errors are those of Read.
func (f *Files) Open(name string) (io.ReadCloser, error) {
	open := f.open[name]
	if open == nil {
		return nil, fmt.Errorf("%s: %w", name, fs.ErrNotExist)
	}
	r, err := open()
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return &metered{r, f}, nil
}

// metered is a file that is being read.
type metered struct {
	io.ReadCloser
	files *Files
}

// Read implements io.Reader.
func (m *metered) Read(p []byte) (int, error) {
	n, err := m.ReadCloser.Read(p)
	if m.files.left -= int64(n); m.files.left < 0 {
		return 0, fmt.Errorf("all files together are too large: %w", model.ErrTooLarge)
	}
	if err != nil && err != io.EOF && m.files.packed {
		err = fmt.Errorf("%w: %w", err, model.ErrDamaged)
	}
	return n, err
}

// First returns the only file, or the first one with one of the given extensions. The error wraps
// model.ErrDamaged if there is no such file.
func (f *Files) First(exts ...string) (name string, data []byte, err error) {
	names := f.names
	if !f.single {
		names = f.Named(exts...)
	}
	if len(names) == 0 {
		return "", nil, fmt.Errorf("it has no file that ends in %s: %w", cmp.Or(strings.Join(exts, " or "), "anything"), model.ErrDamaged)
	}
	data, err = f.Read(names[0])
	return names[0], data, err
}

// Front returns the beginning of the only file, or of the first one with one of the given extensions:
// at most 64 KiB. It is empty if there is no such file.
func (f *Files) Front(exts ...string) ([]byte, error) {
	names := f.names
	if !f.single {
		names = f.Named(exts...)
	}
	if len(names) == 0 {
		return nil, nil
	}
	r, err := f.open[names[0]]()
	if err != nil {
		return nil, fmt.Errorf("%s: %w", names[0], err)
	}
	front, err := io.ReadAll(io.LimitReader(r, 1<<16))
	return front, errors.Join(err, r.Close())
}

// Stream opens the only file, or the first one with one of the given extensions, for files that are too large to
// be in memory. The error wraps model.ErrDamaged if there is no such file.
func (f *Files) Stream(exts ...string) (name string, r io.ReadCloser, err error) {
	names := f.names
	if !f.single {
		names = f.Named(exts...)
	}
	if len(names) == 0 {
		return "", nil, fmt.Errorf("it has no file that ends in %s: %w", strings.Join(exts, " or "), model.ErrDamaged)
	}
	r, err = f.open[names[0]]()
	return names[0], r, err
}

// Close closes the archive.
func (f *Files) Close() error {
	if f.closer == nil {
		return nil
	}
	return f.closer.Close()
}
