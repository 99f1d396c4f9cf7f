package archive

import (
	"archive/zip"
	"errors"
	"fmt"
	"io"

	"assay.app/assay/model"
)

// entryBytes bounds the directory of a ZIP file, in bytes an entry: its fields and
// a name.
const entryBytes = 128

// OpenZIP reads the directory of a ZIP file. It reports ErrHarmful where that has
// more than most entries, before they take memory.
func OpenZIP(r io.ReaderAt, size int64, most int) (*zip.Reader, error) {
	in := &directory{r: r, left: entryBytes*int64(most) + 1<<20}
	z, err := zip.NewReader(in, size)
	if errors.Is(err, errDirectory) {
		return nil, fmt.Errorf("%w: more than %d files; %s", model.ErrSwells, most, unpackYourself)
	}
	if z != nil && len(z.File) > most {
		return nil, fmt.Errorf("%w: %d files; %s", model.ErrSwells, len(z.File), unpackYourself)
	}
	in.left = noLimit
	return z, err
}

// noLimit lets the files of an archive be read after its directory was.
const noLimit = -1

var errDirectory = errors.New("the directory is too long")

// directory reads a ZIP file, and fails where its directory never ends.
type directory struct {
	r    io.ReaderAt
	left int64
}

// ReadAt implements io.ReaderAt.
func (d *directory) ReadAt(p []byte, at int64) (int, error) {
	if d.left == noLimit {
		return d.r.ReadAt(p, at)
	}
	if d.left < int64(len(p)) {
		return 0, errDirectory
	}
	n, err := d.r.ReadAt(p, at)
	d.left -= int64(n)
	return n, err
}
