// Package codebook reads and writes codebooks as files of their own.
package codebook

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"

	"assay.app/assay/model"
	"assay.app/assay/model/value"
	"assay.app/assay/storage/exchange/bundle"
	"assay.app/assay/storage/exchange/recode"
	"assay.app/assay/storage/intake/coding"
	"assay.app/assay/storage/sidefile"
)

// mostBytes is the largest size of a codebook, in bytes of UTF-8. Of an annotation set,
// it limits the part up to the end of the codebook.
const mostBytes = 64 << 20

// format is a file format of codebooks.
type format struct {
	model.ExchangeFormat
	encode func(w io.Writer, book model.Codebook) error
}

func formats() []format {
	return []format{
		{model.ExchangeFormat{Name: "a codebook", Ext: ".json", Loads: true}, encodeJSON},
		{model.ExchangeFormat{Name: "a REFI-QDA codebook", Ext: ".qdc", Loads: true, Loses: []string{"the times of the definitions"}}, encodeQDC},
	}
}

// Formats returns the formats that Write can write. Read reads them, too.
func Formats() model.ExchangeFormats {
	var list model.ExchangeFormats
	for _, f := range formats() {
		list = append(list, f.ExchangeFormat)
	}
	return list
}

// Write writes the codebook to the file at path, in the format that its extension names.
// The file is written completely or not at all. A codebook without labels is refused.
func Write(path string, book model.Codebook) error {
	for _, f := range formats() {
		if f.Is(path) {
			return write(path, book, f)
		}
	}
	return fmt.Errorf("a codebook can be written as .json or .qdc, and not as %q", path)
}

func write(path string, book model.Codebook, f format) error {
	var content bytes.Buffer
	err := notEmpty(book)
	if err == nil {
		err = f.encode(&content, book)
	}
	if err == nil && content.Len() > mostBytes {
		err = tooLarge()
	}
	if err != nil {
		return fmt.Errorf("export to %s: %w", path, err)
	}
	return bundle.WriteFile(path, func(w io.Writer) error {
		_, err := w.Write(content.Bytes())
		return err
	})
}

// Read reads the codebook in the file at path, which may be a codebook in any of the
// Formats or an annotation set. Files are recognised by content. The error names the file
// and, if one label is wrong, that label. It wraps model.ErrUnknownBook, ErrNewerVersion,
// ErrEmptyFile, ErrTooLarge, ErrNotRegular or ErrDamaged, a *value.Error for labels that
// no codebook can have, or an error of package fs.
func Read(path string) (book model.Codebook, err error) {
	file, err := sidefile.OpenLinked(path, os.O_RDONLY)
	if err != nil {
		return nil, fmt.Errorf("read the codebook: %w", err)
	}
	book, err = Parse(file)
	if err = errors.Join(err, file.Close()); err != nil {
		return nil, fmt.Errorf("read the codebook %s: %w", path, err)
	}
	return book, nil
}

// Parse is Read for the content of a file.
func Parse(r io.Reader) (model.Codebook, error) {
	raw := bufio.NewReader(r)
	const head = 512
	start, err := raw.Peek(head)
	switch kind := coding.KindOf(start); {
	case err != nil && err != io.EOF:
		return nil, err
	case len(start) == 0:
		return nil, model.ErrEmptyFile
	case kind != "":
		return nil, fmt.Errorf("%w: this looks like %s", model.ErrUnknownBook, kind)
	}
	text, _, _, err := recode.UTF8(raw)
	if err != nil {
		return nil, fmt.Errorf("%w: it is neither in UTF-8 nor in UTF-16; save it as UTF-8", model.ErrUnknownBook)
	}
	book, err := parse(bufio.NewReader(&limited{text, mostBytes}))
	if err != nil {
		return nil, err
	}
	if err := notEmpty(book); err != nil {
		return nil, err
	}
	return value.AcceptCodebook(book, nil)
}

// parse reads a codebook as JSON or XML, depending on the first character that is not
// white space.
func parse(r *bufio.Reader) (model.Codebook, error) {
	for {
		first, err := r.ReadByte()
		switch {
		case err == io.EOF:
			return nil, model.ErrEmptyFile
		case err != nil:
			return nil, err
		case first == ' ', first == '\t', first == '\r', first == '\n':
			continue
		}
		_ = r.UnreadByte() // it cannot fail after ReadByte
		switch first {
		case '{':
			return decodeJSON(r)
		case '<':
			return decodeQDC(r)
		}
		return nil, fmt.Errorf("%w: it begins neither as JSON nor as XML", model.ErrUnknownBook)
	}
}

func notEmpty(book model.Codebook) error {
	if len(book) == 0 {
		return fmt.Errorf("%w: it has no labels", model.ErrUnknownBook)
	}
	return nil
}

// limited is an io.Reader that returns ErrTooLarge after so many bytes.
type limited struct {
	r    io.Reader
	left int64
}

// Read implements io.Reader.
func (l *limited) Read(p []byte) (int, error) {
	if l.left <= 0 {
		return 0, tooLarge()
	}
	n, err := l.r.Read(p[:min(int64(len(p)), l.left)])
	l.left -= int64(n)
	return n, err
}

func tooLarge() error {
	return fmt.Errorf("%w for a codebook: it has more than %d MiB", model.ErrTooLarge, mostBytes>>20)
}
