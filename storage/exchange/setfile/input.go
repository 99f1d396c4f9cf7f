package setfile

import (
	"bytes"
	"fmt"
	"io"

	"assay.app/assay/model"
)

// input counts the lines read through it, and limits the size of a record.
type input struct {
	r        io.Reader
	skim     *skimmer // the same reader as r
	read     int64    // bytes read
	skipped  int      // length in bytes of a byte order mark that was skipped
	recoded  bool     // the text was converted, so byte offsets in the file are unknown
	limit    int64
	left     int64 // bytes that the current record may still have
	newlines int
	any      bool
}

func (in *input) Read(p []byte) (int, error) {
	if in.left <= 0 {
		return 0, fmt.Errorf("%w: one record is larger than %d MiB", model.ErrTooLarge, in.limit>>20)
	}
	n, err := in.r.Read(p[:min(int64(len(p)), in.left)])
	in.left -= int64(n)
	in.read += int64(n)
	in.newlines += bytes.Count(p[:n], []byte{'\n'})
	in.any = in.any || n > 0
	return n, err
}
