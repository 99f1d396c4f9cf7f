package loose

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"assay.app/assay/model"
)

// Walk calls visit with each element of a file, counted from 1, and returns its first error. The
// elements are those of the list that the file consists of. If the file is an object, they are the
// elements of the lists at the given paths, such as "rows" and "first.items", or else the object
// itself. Several values, one on each line, are the elements of their lists in turn. Walk holds one
// element at a time in memory. The error wraps model.ErrDamaged and names the line if the file is
// not JSON in UTF-8.
func Walk(data []byte, paths []string, visit func(n int, element Value) error) error {
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	if !utf8.Valid(data) {
		return model.Damaged("it is not text in UTF-8")
	}
	w := walker{data: data, dec: json.NewDecoder(bytes.NewReader(data)), paths: paths, visit: visit}
	w.dec.UseNumber()
	for w.next() != 0 {
		if err := w.top(); err != nil {
			return err
		}
	}
	if rest := bytes.TrimSpace(data[w.dec.InputOffset():]); len(rest) > 0 {
		return w.damaged(errors.New("text follows the end"))
	}
	if !w.any {
		return model.Damaged("it is empty")
	}
	return nil
}

// walker reads the values of a file.
type walker struct {
	data  []byte
	dec   *json.Decoder
	paths []string
	visit func(int, Value) error
	n     int  // the number of elements
	any   bool // there was a value
}

// next returns the first byte of the next token that is not a colon or a comma, and 0 at the end.
func (w *walker) next() byte {
	for _, c := range w.data[w.dec.InputOffset():] {
		if !strings.ContainsRune(" \t\r\n:,", rune(c)) {
			return c
		}
	}
	return 0
}

// top reads a value that is not in any other.
func (w *walker) top() error {
	w.any = true
	switch w.next() {
	case '[':
		return w.list()
	case '{':
		if len(w.paths) == 0 {
			return w.element()
		}
		start := w.dec.InputOffset()
		found, err := w.object("")
		if err != nil || found {
			return err
		}
		whole, err := Parse(w.data[start:w.dec.InputOffset()])
		if err != nil {
			return err
		}
		w.n++
		return w.visit(w.n, whole)
	default:
		return w.damaged(errors.New("it is neither a list nor an object"))
	}
}

// list reads a list and visits its elements.
func (w *walker) list() error {
	if _, err := w.dec.Token(); err != nil {
		return w.damaged(err)
	}
	for w.dec.More() {
		if err := w.element(); err != nil {
			return err
		}
	}
	_, err := w.dec.Token()
	return w.damaged(err)
}

// element reads a value and visits it.
func (w *walker) element() error {
	var v any
	if err := w.dec.Decode(&v); err != nil {
		return w.damaged(err)
	}
	w.n++
	return w.visit(w.n, Value{v})
}

// object reads an object at a path and visits the elements of the lists in it. It reports whether
// there is such a list.
func (w *walker) object(at string) (found bool, err error) {
	if _, err := w.dec.Token(); err != nil {
		return false, w.damaged(err)
	}
	for w.dec.More() {
		key, err := w.dec.Token()
		if err != nil {
			return false, w.damaged(err)
		}
		name, _ := key.(string)
		below, err := w.field(at + name)
		if err != nil {
			return false, err
		}
		found = found || below
	}
	_, err = w.dec.Token()
	return found, w.damaged(err)
}

// field reads the value of the field at a path.
func (w *walker) field(at string) (found bool, err error) {
	within := func(path string) bool { return strings.HasPrefix(path, at+".") }
	switch next := w.next(); {
	case slices.Contains(w.paths, at) && next == '[':
		return true, w.list()
	case slices.Contains(w.paths, at) && next == '{' && !slices.ContainsFunc(w.paths, within):
		return true, w.element()
	case next == '{' && slices.ContainsFunc(w.paths, within):
		return w.object(at + ".")
	default:
		var skipped json.RawMessage
		return false, w.damaged(w.dec.Decode(&skipped))
	}
}

// damaged returns an error of the decoder with the line at which it occurred.
func (w *walker) damaged(err error) error {
	if err == nil {
		return nil
	}
	line := 1 + bytes.Count(w.data[:min(int64(len(w.data)), w.dec.InputOffset())], []byte("\n"))
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return model.Damaged("line %d: it ends in the middle", line)
	}
	return model.Damaged("line %d: %v", line, err)
}

// Parse returns the JSON value that a text consists of. The error wraps model.ErrDamaged.
func Parse(data []byte) (Value, error) {
	dec := json.NewDecoder(bytes.NewReader(data))
	dec.UseNumber()
	var v any
	if err := dec.Decode(&v); err != nil {
		return Value{}, model.Damaged("%v", err)
	}
	return Value{v}, nil
}

// Fields returns the names of the fields of the first object of a file, of which front is the
// beginning: of the file itself, or of the first element of the list that it consists of. It
// returns as many as it can read, and nil if there is no such object.
func Fields(front []byte) (names []string) {
	dec := json.NewDecoder(bytes.NewReader(bytes.TrimPrefix(front, []byte("\ufeff"))))
	dec.UseNumber()
	token, err := dec.Token()
	if err == nil && token == json.Delim('[') {
		token, err = dec.Token()
	}
	if err != nil || token != json.Delim('{') {
		return nil
	}
	for depth, name := 1, true; depth > 0; {
		if token, err = dec.Token(); err != nil {
			break
		}
		delim, _ := token.(json.Delim)
		switch {
		case delim == '{' || delim == '[':
			depth++
		case delim != 0:
			depth--
			name = true
		case depth == 1 && name:
			names = append(names, token.(string))
			name = false
		case depth == 1:
			name = true
		}
	}
	return names
}
