package format

import (
	"encoding/csv"
	"fmt"
	"io"
	"strings"

	"assay.app/assay/model"
)

// maxCells is how many cells a row of a table may have.
const maxCells = 1 << 16

// guessBytes is how much of a text is looked at to tell whether it is a table.
const guessBytes = 1 << 20

// rowReader reads the rows of a table, as long as they do not have absurdly many
// cells.
type rowReader struct {
	csv *csv.Reader
	in  *cellCounter
	cut bool // the last row goes on behind what is looked at
}

// rows reads all rows of a table.
func rows(text string, comma rune) *rowReader {
	in := &cellCounter{text: strings.NewReader(text), comma: byte(comma), quotes: comma != '\t'}
	r := &rowReader{csv: csv.NewReader(in), in: in}
	r.csv.Comma, r.csv.FieldsPerRecord, r.csv.LazyQuotes = comma, -1, comma == '\t'
	return r
}

// firstRows reads the rows that a table begins with.
func firstRows(text string, comma rune) *rowReader {
	r := rows(head(text, guessBytes), comma)
	r.in.goesOn = len(text) > guessBytes
	return r
}

// Read returns the next row, or io.EOF.
func (r *rowReader) Read() ([]string, error) {
	r.in.cells = 0
	row, err := r.csv.Read()
	r.cut = r.in.goesOn && r.in.text.Len() == 0 && r.csv.InputOffset() == r.in.text.Size()
	return row, err
}

// cellCounter passes a table on and counts its cells.
type cellCounter struct {
	text   *strings.Reader
	comma  byte
	quotes bool // quotation marks hold commas
	quoted bool
	cells  int
	goesOn bool
}

// Read implements io.Reader.
func (c *cellCounter) Read(p []byte) (int, error) {
	n, err := c.text.Read(p)
	for _, b := range p[:n] {
		switch {
		case b == '"' && c.quotes:
			c.quoted = !c.quoted
		case b == c.comma && !c.quoted:
			c.cells++
		}
	}
	if c.cells > maxCells+len(p) { // the reader is ahead by at most that
		return 0, fmt.Errorf("%w: it has more than %d cells", model.ErrTooLarge, maxCells)
	}
	return n, err
}

var _ io.Reader = (*cellCounter)(nil)

// rowBytes is what reading a table takes of memory beside its text, in bytes: the
// longest row is put together in one piece and then copied.
func rowBytes(text string) int64 {
	longest, from, quoted := 0, 0, false
	for i := range len(text) {
		switch text[i] {
		case '"':
			quoted = !quoted
		case '\n':
			if !quoted {
				longest, from = max(longest, i-from), i
			}
		}
	}
	longest = max(longest, len(text)-from)
	if longest < 1<<16 {
		return 0
	}
	return 3 * int64(longest)
}
