// Package element reads XML from other programs strictly: elements, attributes and text in UTF-8 or a
// declared encoding, and no document type declarations, which can define entities.
package element

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"

	"golang.org/x/net/html/charset"

	"assay.app/assay/model"
)

// deepest is the greatest number of elements around an element.
const deepest = 500

// Reader reads the elements of a file one after the other. Its errors name the line and wrap
// model.ErrDamaged if the content is at fault.
type Reader struct {
	dec   *xml.Decoder
	depth int
}

// NewReader returns a reader of a file, which must be in UTF-8 or in the encoding that it declares. A
// file that declares UTF-16 must already be converted to UTF-8. Errors about an unknown encoding
// wrap unknown.
func NewReader(r io.Reader, unknown error) *Reader {
	dec := xml.NewDecoder(r)
	dec.CharsetReader = func(label string, in io.Reader) (io.Reader, error) {
		if strings.HasPrefix(strings.ToLower(label), "utf-16") {
			return in, nil
		}
		converted, err := charset.NewReaderLabel(label, in)
		if err != nil {
			err = fmt.Errorf("%w: its encoding %.40q is unknown; save it as UTF-8", unknown, label)
		}
		return converted, err
	}
	return &Reader{dec: dec}
}

// Root returns the start of the file's first element.
func (r *Reader) Root() (xml.StartElement, error) {
	for {
		token, err := r.next()
		if err != nil {
			return xml.StartElement{}, err
		}
		if root, ok := token.(xml.StartElement); ok {
			return root, nil
		}
	}
}

// Line returns the number of the current line, from 1.
func (r *Reader) Line() int {
	line, _ := r.dec.InputPos()
	return line
}

// Damaged returns an error that names the current line and wraps model.ErrDamaged.
func (r *Reader) Damaged(format string, args ...any) error {
	return fmt.Errorf("%w: line %d: %s", model.ErrDamaged, r.Line(), fmt.Sprintf(format, args...))
}

// next returns the next token that is the start or the end of an element, or text.
func (r *Reader) next() (xml.Token, error) {
	for {
		token, err := r.dec.Token()
		if err != nil {
			return nil, damaged(err)
		}
		switch t := token.(type) {
		case xml.StartElement:
			if r.depth++; r.depth > deepest {
				return nil, r.Damaged("more than %d elements are nested", deepest)
			}
			return t, nil
		case xml.EndElement:
			r.depth--
			return t, nil
		case xml.CharData:
			return bytes.Clone(t), nil
		case xml.Directive:
			return nil, r.Damaged("it has a document type declaration, which no such file needs; remove it")
		}
	}
}

// damaged returns an error of the decoder as an error about the contents of the file.
func damaged(err error) error {
	var syntax *xml.SyntaxError
	switch {
	case errors.As(err, &syntax):
		return fmt.Errorf("%w: line %d: %s", model.ErrDamaged, syntax.Line, syntax.Msg)
	case errors.Is(err, io.EOF):
		return fmt.Errorf("%w: it ends in the middle", model.ErrDamaged)
	}
	return err
}

// Each calls visit with each element inside the current one. visit must read the element to its
// end, with Each, Text or Skip.
func (r *Reader) Each(visit func(xml.StartElement) error) error {
	for {
		token, err := r.next()
		if err != nil {
			return err
		}
		switch t := token.(type) {
		case xml.StartElement:
			if err := visit(t); err != nil {
				return err
			}
		case xml.EndElement:
			return nil
		}
	}
}

// Skip reads to the end of the current element.
func (r *Reader) Skip() error {
	for depth := 1; depth > 0; {
		token, err := r.next()
		if err != nil {
			return err
		}
		switch token.(type) {
		case xml.StartElement:
			depth++
		case xml.EndElement:
			depth--
		}
	}
	return nil
}

// Text returns the text of the current element without that of the elements in it, and reads to its
// end.
func (r *Reader) Text() (string, error) {
	var b strings.Builder
	for {
		token, err := r.next()
		if err != nil {
			return "", err
		}
		switch t := token.(type) {
		case []byte:
			b.Write(t)
		case xml.StartElement:
			if err := r.Skip(); err != nil {
				return "", err
			}
		case xml.EndElement:
			return b.String(), nil
		}
	}
}

// Attr returns the value of an attribute, in any namespace, or "".
func Attr(start xml.StartElement, name string) string {
	for _, a := range start.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}
