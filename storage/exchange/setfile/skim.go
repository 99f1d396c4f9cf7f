package setfile

import (
	"bytes"
	"encoding/json"
	"io"
	"reflect"
	"slices"
	"sort"
	"strings"

	"assay.app/assay/storage/exchange/schema"
)

// Unknown fields
//
// A field that the format does not have makes a file invalid, wherever it is, and
// the error names the field. Its value does not matter and may be long, so it is
// not kept in memory: the skimmer passes the set to the decoder with a 0 in place
// of the value.
//
//	{"format": …, "extra": [1, 2, … 200 MB], "articles": …     the file
//	{"format": …, "extra": 0, "articles": …                    what is decoded
//
// The skimmer follows the braces and quotation marks of the file and knows the
// fields of each object. If the file is not JSON, it passes on the rest, and the
// decoder reports the error.

// skimmer is an io.Reader that replaces the values of unknown fields with 0.
type skimmer struct {
	r   io.Reader
	err error  // from r
	in  []byte // read but not processed
	out []byte // to be passed on

	state   skimState
	escaped bool     // the last byte of the name or string was a backslash
	depth   int      // nesting in a value that is passed on or left out as a whole
	name    []byte   // the name that is being read, or was read last
	long    bool     // name is longer than the name of any known field
	open    []*shape // the enclosing objects and lists whose fields are known
	field   *shape   // of the next value; nil for a leaf

	passed int64 // bytes that were passed on
	gaps   []gap
}

// gap is a place where bytes were left out.
type gap struct {
	at    int64 // byte offset in the output
	lines int   // newlines left out
	bytes int64 // bytes left out, less those written in their place
}

// maxGaps is how many gaps are recorded. Later ones are added to the last gap, so
// line numbers and offsets in errors may then be too high.
const maxGaps = 1 << 12

// skimState is the state of the skimmer between two bytes.
type skimState int

const (
	beforeValue skimState = iota
	beforeName
	inName
	beforeColon
	afterValue
	inText   // a string that is passed on
	inScalar // a number or a word that is passed on
	inLeaf   // a list or an object that is passed on as a whole
	leafText // a string in such a list or object
	unknownValue
	unknownText
	unknownScalar
	unknownList
	unknownListText
	broken // not JSON: the rest is passed on
)

// longestName is how many bytes of a name are kept. Every known field has a shorter
// name.
const longestName = 64

// Read implements io.Reader.
func (s *skimmer) Read(p []byte) (int, error) {
	for len(s.out) == 0 {
		if len(s.in) == 0 {
			if s.err != nil {
				return 0, s.err
			}
			if cap(s.in) == 0 {
				s.in = make([]byte, 0, 32<<10)
			}
			n := 0
			n, s.err = s.r.Read(s.in[:cap(s.in)])
			s.in = s.in[:n]
			s.out = s.out[:0]
			if cap(s.out) < n {
				s.out = make([]byte, 0, cap(s.in)+longestName)
			}
		}
		whole := s.in
		for len(s.in) > 0 {
			s.step()
		}
		s.in = whole[:0]
	}
	n := copy(p, s.out)
	s.out = s.out[n:]
	return n, nil
}

// pass passes on the next n bytes.
func (s *skimmer) pass(n int) {
	s.out = append(s.out, s.in[:n]...)
	s.passed += int64(n)
	s.in = s.in[n:]
}

// leave skips the next n bytes and adds them to the last gap.
func (s *skimmer) leave(n int) {
	g := &s.gaps[len(s.gaps)-1]
	g.lines += bytes.Count(s.in[:n], []byte{'\n'})
	g.bytes += int64(n)
	s.in = s.in[n:]
}

func (s *skimmer) step() {
	switch s.state {
	case broken:
		s.pass(len(s.in))
	case inName:
		s.readName()
	case inText, leafText, unknownText, unknownListText:
		s.text()
	case inLeaf, unknownList:
		s.within()
	case inScalar, unknownScalar:
		s.scalar()
	default:
		s.between()
	}
}

// between processes a byte outside names and values.
func (s *skimmer) between() {
	c := s.in[0]
	switch {
	case c == ' ' || c == '\t' || c == '\n' || c == '\r':
		if s.state == unknownValue {
			s.leave(1)
			return
		}
	case s.state == unknownValue:
		s.beginUnknown(c)
		return
	case s.state == beforeColon && c == ':':
		s.colon()
		return
	case s.state == beforeName && c == '"':
		s.state, s.name, s.long, s.escaped = inName, s.name[:0], false, false
	case s.state == beforeValue && c != ']' && c != '}' && c != ',' && c != ':':
		s.begin(c)
		return
	case (s.state == afterValue || s.state == beforeName || s.state == beforeValue) && (c == '}' || c == ']') && len(s.open) > 0:
		s.open = s.open[:len(s.open)-1]
		s.state = afterValue
	case s.state == afterValue && c == ',' && len(s.open) > 0:
		if around := s.open[len(s.open)-1]; around.elem != nil {
			s.state, s.field = beforeValue, around.elem
		} else {
			s.state = beforeName
		}
	default:
		s.state = broken
	}
	s.pass(1)
}

// begin begins a value that is passed on, at its first byte c.
func (s *skimmer) begin(c byte) {
	known := s.field
	switch {
	case c == '"':
		s.state, s.escaped = inText, false
	case c == '{' && known != nil && known.fields != nil:
		s.open, s.state = append(s.open, known), beforeName
	case c == '[' && known != nil && known.elem != nil:
		s.open, s.state, s.field = append(s.open, known), beforeValue, known.elem
	case c == '{' || c == '[':
		s.state, s.depth = inLeaf, 1
	default:
		s.state = inScalar
		return
	}
	s.pass(1)
}

// colon processes the colon between a name and its value. An unknown field gets the
// value 0.
func (s *skimmer) colon() {
	s.pass(1)
	if field, known := s.open[len(s.open)-1].fieldCalled(s.name); known && !s.long {
		s.state, s.field = beforeValue, field
		return
	}
	s.out = append(s.out, '0')
	s.passed++
	if len(s.gaps) < maxGaps {
		s.gaps = append(s.gaps, gap{at: s.passed})
	}
	s.gaps[len(s.gaps)-1].bytes--
	s.state = unknownValue
}

// beginUnknown begins a value that is left out, at its first byte c.
func (s *skimmer) beginUnknown(c byte) {
	switch c {
	case '"':
		s.state, s.escaped = unknownText, false
	case '{', '[':
		s.state, s.depth = unknownList, 1
	case '}', ']', ',', ':':
		s.state = broken
		return
	default:
		s.state = unknownScalar
		return
	}
	s.leave(1)
}

// move passes on n bytes of the current value, or leaves them out.
func (s *skimmer) move(n int) {
	if s.state >= unknownValue && s.state != broken {
		s.leave(n)
	} else {
		s.pass(n)
	}
}

// text processes the next part of a string.
func (s *skimmer) text() {
	n := 0
	if s.escaped {
		s.escaped, n = false, 1
	}
	at := bytes.IndexAny(s.in[n:], `"\`)
	if at < 0 {
		s.move(len(s.in))
		return
	}
	n += at
	if s.in[n] == '\\' {
		s.escaped = true
		s.move(n + 1)
		return
	}
	s.move(n + 1)
	switch s.state {
	case leafText:
		s.state = inLeaf
	case unknownListText:
		s.state = unknownList
	default:
		s.state = afterValue
	}
}

// within processes part of an object or list that is passed on or left out as a
// whole, up to the next bracket or string.
func (s *skimmer) within() {
	at := bytes.IndexAny(s.in, `"{}[]`)
	if at < 0 {
		s.move(len(s.in))
		return
	}
	c := s.in[at]
	s.move(at + 1)
	switch c {
	case '"':
		s.escaped = false
		s.state++ // leafText, or unknownListText
	case '{', '[':
		s.depth++
	default:
		if s.depth--; s.depth == 0 {
			s.state = afterValue
		}
	}
}

// scalar processes the next part of a number or a word.
func (s *skimmer) scalar() {
	at := bytes.IndexAny(s.in, " \t\r\n,:{}[]\"")
	if at < 0 {
		s.move(len(s.in))
		return
	}
	s.move(at)
	s.state = afterValue
}

// readName processes a byte of a field's name, or several bytes of a name that is
// too long. Only the beginning of such a name is passed on.
func (s *skimmer) readName() {
	if s.long && !s.escaped {
		if n := bytes.IndexAny(s.in, `"\`); n != 0 {
			if n < 0 {
				n = len(s.in)
			}
			s.leave(n)
			return
		}
	}
	c := s.in[0]
	switch {
	case s.escaped:
		s.escaped = false
	case c == '\\':
		s.escaped = true
	case c == '"':
		s.state = beforeColon
		s.pass(1)
		return
	}
	if !s.long && len(s.name) == longestName && c < 0x80 && !s.escaped {
		s.long = true
		if len(s.gaps) < maxGaps {
			s.gaps = append(s.gaps, gap{at: s.passed})
		}
	}
	if s.long {
		s.leave(1)
		return
	}
	if len(s.name) < longestName {
		s.name = append(s.name, c)
	}
	s.pass(1)
}

// left returns how many lines and bytes were left out before a byte offset of the
// output.
func (s *skimmer) left(before int64) (lines int, bytes int64) {
	n := sort.Search(len(s.gaps), func(i int) bool { return s.gaps[i].at > before })
	for _, g := range s.gaps[:n] {
		lines, bytes = lines+g.lines, bytes+g.bytes
	}
	return lines, bytes
}

// shape describes a value with known fields: an object by its fields, or a list by
// its elements. All other values are leaves.
type shape struct {
	fields map[string]*shape
	elem   *shape
}

// fieldCalled returns the shape of the field with the given name, and reports
// whether the field is known. The name is as written in the file, with escapes. As
// in the decoder, case does not matter.
func (s *shape) fieldCalled(written []byte) (field *shape, known bool) {
	if field, known = s.fields[string(written)]; known {
		return field, true
	}
	var name string
	if json.Unmarshal(slices.Concat([]byte{'"'}, written, []byte{'"'}), &name) != nil {
		return nil, true // the decoder reports the error
	}
	for is, field := range s.fields {
		if strings.EqualFold(is, name) {
			return field, true
		}
	}
	return nil, false
}

func setShape() *shape {
	return &shape{fields: map[string]*shape{
		"format": nil, "version": nil, "exported": nil, "generator": nil, "labelled": nil, "analysts": nil, "analystIds": nil,
		"project":    shapeOf(reflect.TypeFor[schema.Project]()),
		"selection":  shapeOf(reflect.TypeFor[schema.Selection]()),
		"records":    shapeOf(reflect.TypeFor[[]schema.Record]()),
		"codebook":   shapeOf(reflect.TypeFor[[]schema.Label]()),
		"voices":     shapeOf(reflect.TypeFor[[]schema.Voice]()),
		"statements": shapeOf(reflect.TypeFor[[]schema.Statement]()),
		"outlets":    shapeOf(reflect.TypeFor[[]schema.Outlet]()),
		"articles":   shapeOf(reflect.TypeFor[[]schema.Article]()),
	}}
}

// shapeOf returns the shape of the values of a type, or nil for a leaf.
func shapeOf(t reflect.Type) *shape {
	switch t.Kind() {
	case reflect.Pointer:
		return shapeOf(t.Elem())
	case reflect.Slice:
		if elem := shapeOf(t.Elem()); elem != nil {
			return &shape{elem: elem}
		}
		return nil
	case reflect.Struct:
		s := &shape{fields: map[string]*shape{}}
		for i := range t.NumField() {
			f := t.Field(i)
			name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
			if name == "" || name == "-" || f.Anonymous || !f.IsExported() {
				return nil // the type has its own decoder
			}
			s.fields[name] = shapeOf(f.Type)
		}
		if len(s.fields) == 0 {
			return nil
		}
		return s
	}
	return nil
}
