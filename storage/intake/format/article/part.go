package article

import (
	"fmt"

	"assay.app/assay/model"
)

// Part is a section of a file that contains complete articles.
type Part struct {
	Start, End int64 // byte offsets in the file
	Line       int   // the line on which it begins, from 1
	N          int   // the number of its first row, object or message, from 1
}

// Parts are the parts that the survey of a file found.
type Parts struct {
	All      []Part
	Encoding string // of the messages in a mailbox; "" for others
	Left     error  // LeftOut errors for the parts of the file that cannot be read, or nil
	Table    Table  // the columns of a table, or the fields of objects

	// ReadPart reads the articles in a part. Read calls it and checks the result.
	ReadPart func(p Part, text string, opts Options) ([]Text, error)
}

// Read returns the articles in a part, or none if the part has no text. If it
// returns both articles and an error, the error names what was left out.
func (p *Parts) Read(part Part, text string, opts Options) ([]Text, error) {
	read := func(in Input, opts Options) ([]Text, string, error) {
		texts, err := p.ReadPart(part, in.Text, opts)
		return texts, "", err
	}
	texts, _, err := NewFormat("", read).Read(Input{Text: text}, opts)
	if err == ErrNoText { // not errors.Is, which also matches the error of a message that was left out
		return nil, nil // other parts may have text
	}
	return texts, err
}

// TooLong returns the error for a line or a record of more than most bytes. what
// stands before the line number in the message, such as "the row that begins on".
func TooLong(line int, what string, most int64) error {
	return fmt.Errorf("%w: %s line %d has more than %d MiB; divide it first", model.ErrTooLarge, what, line, most>>20)
}
