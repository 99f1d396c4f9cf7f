package article

import (
	"fmt"

	"assay.app/assay/model"
)

// Part is a stretch of a file with whole articles.
type Part struct {
	Start, End int64 // bytes of the file
	Line       int   // the line that it begins with, from 1
	N          int   // the number of its first row, object or mail, from 1
}

// Parts is a file that was surveyed.
type Parts struct {
	All      []Part
	Encoding string // of the mails in a mailbox; "" for others
	Left     error  // what of the file cannot be read, as LeftOut
	Table    Table  // of a table, or the fields of objects

	// ReadPart reads a part, without what Read adds.
	ReadPart func(p Part, text string, opts Options) ([]Text, error)
}

// Read reads the articles in a part. With them there is an error where some were
// LeftOut.
func (p *Parts) Read(part Part, text string, opts Options) ([]Text, error) {
	read := func(in Input, opts Options) ([]Text, string, error) {
		texts, err := p.ReadPart(part, in.Text, opts)
		return texts, "", err
	}
	texts, _, err := NewFormat("", read).Read(Input{Text: text}, opts)
	if err == ErrNoText { // and not of a mail that was left out
		return nil, nil // other parts have some
	}
	return texts, err
}

// TooLong refuses a line, or what begins on it, that is longer than an article may be.
func TooLong(line int, what string, most int64) error {
	return fmt.Errorf("%w: %s line %d has more than %d MiB; divide it first", model.ErrTooLarge, what, line, most>>20)
}
