package archive

import (
	"archive/zip"
	"errors"
	"fmt"
	"io"

	"assay.app/assay/model"
)

// entryBytes is the number of bytes allowed for one entry of a ZIP directory: its
// fields and its name.
const entryBytes = 128

// OpenZIP reads the directory of a ZIP file. It returns an error that wraps
// ErrHarmful if the directory has more than most entries. A directory that is too
// long for that number is not read to its end.
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

// noLimit is the value of left after the directory has been read.
const noLimit = -1

var errDirectory = errors.New("the directory is too long")

// directory is a ReaderAt that fails after left bytes, unless left is noLimit.
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
