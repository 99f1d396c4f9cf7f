package article

import (
	"errors"
	"fmt"
	"strings"

	"assay.app/assay/model"
)

// Input is a file to read.
type Input struct {
	Raw      []byte
	Text     string // Raw decoded, for formats that are based on plain text
	Encoding string // of Raw, if known
}

// Format is a recognised file format.
type Format interface {
	// Name returns the short name of the format, such as "html".
	Name() string
	// Read returns the articles in a file, at least one, or an error. The error
	// usually wraps model.ErrDamaged, ErrBinary, ErrEncrypted, ErrEmptyFile,
	// ErrNoArticles or ErrTooLarge. The encoding is that of the file, or "" if it
	// is unknown or the format has none. If Read returns both articles and an
	// error, the error consists of LeftOut errors that name what was not read.
	Read(in Input, opts Options) (texts []Text, encoding string, err error)
}

type reader struct {
	name string
	read func(Input, Options) ([]Text, string, error)
}

// NewFormat returns a format with this name. Its Read calls read and checks the
// result.
func NewFormat(name string, read func(Input, Options) ([]Text, string, error)) Format {
	return reader{name, read}
}

// Name implements Format.
func (r reader) Name() string { return r.name }

// Read implements Format. If the function panics, as libraries may on a malformed
// file, Read returns an error that wraps model.ErrDamaged.
func (r reader) Read(in Input, opts Options) (texts []Text, encoding string, err error) {
	defer func() {
		if p := recover(); p != nil {
			texts, err = nil, fmt.Errorf("%w: its structure is invalid (%v)", model.ErrDamaged, p)
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

// MaxText is the maximum total size of the texts that Format.Read returns for a
// file, in bytes.
const MaxText = 64 << 20

var ErrNoText = fmt.Errorf("%w: no text was found in it", model.ErrEmptyFile)

var ErrTooLong = fmt.Errorf("%w: it holds more than %d MiB of text; divide it first", model.ErrTooLarge, MaxText>>20)

// MaxArticles is the maximum number of articles in a file.
const MaxArticles = 100_000

// ErrTooMany is the error for a file with more than MaxArticles articles.
var ErrTooMany = fmt.Errorf("%w: it holds more than %d articles; divide it first", model.ErrTooLarge, MaxArticles)

var ErrTooMuch = fmt.Errorf("%w: it contains far too much text; save the article on its own", model.ErrTooLarge)

// NewRefusal returns a format that is recognised but cannot be read. Its Read
// returns err.
func NewRefusal(name string, err error) Format {
	return NewFormat(name, func(Input, Options) ([]Text, string, error) { return nil, "", err })
}
