package article

import (
	"errors"
	"fmt"
	"strings"

	"assay.app/assay/model"
)

// Input is a file to be read.
type Input struct {
	Raw      []byte
	Text     string // Raw decoded, for formats that are plain text underneath
	Encoding string // of Raw, where that is known already
}

// Format is a kind of file that articles are made of.
type Format interface {
	// Name is what the format is called in projects: "html".
	Name() string
	// Read gives the articles in a file, at least one, or an error that says
	// what to do: model.ErrDamaged, ErrBinary, ErrEncrypted, ErrEmptyFile,
	// ErrNoArticles or ErrTooLarge. The encoding is that of the file, "" where it
	// is not a text file. With texts there is an error where a part of the file was
	// LeftOut.
	Read(in Input, opts Options) (texts []Text, encoding string, err error)
}

// reader is a format made of a name and a function.
type reader struct {
	name string
	read func(Input, Options) ([]Text, string, error)
}

// NewFormat returns a format with a name and the function that reads its files.
func NewFormat(name string, read func(Input, Options) ([]Text, string, error)) Format {
	return reader{name, read}
}

// Name implements Format.
func (r reader) Name() string { return r.name }

// Read implements Format. The libraries beneath are given files that were
// made to break them, so a panic in one is taken for damage in the file.
func (r reader) Read(in Input, opts Options) (texts []Text, encoding string, err error) {
	defer func() {
		if p := recover(); p != nil {
			texts, err = nil, fmt.Errorf("%w: its inner form is wrong (%v)", model.ErrDamaged, p)
		}
	}()
	texts, encoding, err = r.read(in, opts)
	var left LeftOut
	if err != nil && !errors.As(err, &left) {
		return nil, "", err
	}
	kept := texts[:0]
	size := 0
	for _, t := range texts {
		if strings.TrimSpace(t.Text) != "" {
			kept = append(kept, t)
			size += len(t.Text)
		}
	}
	switch {
	case len(kept) == 0 && err != nil:
		return nil, "", err
	case len(kept) == 0:
		return nil, "", ErrNoText
	case size > MaxText:
		return nil, "", ErrTooLong
	}
	return kept, encoding, err
}

// MaxText is how much text a file may hold, in bytes.
const MaxText = 64 << 20

var ErrNoText = fmt.Errorf("%w: no text was found in it", model.ErrEmptyFile)

var ErrTooLong = fmt.Errorf("%w: it holds more than %d MiB of text; divide it first", model.ErrTooLarge, MaxText>>20)

// MaxArticles is how many articles one file may hold.
const MaxArticles = 100_000

// ErrTooMany refuses a file that holds more than MaxArticles.
var ErrTooMany = fmt.Errorf("%w: it holds more than %d articles; divide it first", model.ErrTooLarge, MaxArticles)

var ErrTooMuch = fmt.Errorf("%w: far too much text comes out of it; save the article alone", model.ErrTooLarge)

// NewRefusal is a format that is known and cannot be read.
func NewRefusal(name string, err error) Format {
	return NewFormat(name, func(Input, Options) ([]Text, string, error) { return nil, "", err })
}
