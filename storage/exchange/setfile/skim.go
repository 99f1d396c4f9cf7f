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

// Fields that no set has
//
// A field that is not of the format makes a file no set, wherever it stands, and
// the error names it. What is in the field makes no difference, so it is not held,
// however long it is: the skimmer passes a set on to the decoder with a 0 in its
// place.
//
//	{"format": …, "extra": [1, 2, … 200 MB], "articles": …     the file
//	{"format": …, "extra": 0, "articles": …                    what is decoded
//
// It follows the braces and quotation marks of the file and knows which fields each
// object has. Where the file is no JSON, it passes on all that follows, and the
// decoder says what is wrong.

// skimmer leaves out what is in unknown fields. It is an io.Reader.
type skimmer struct {
	r   io.Reader
	err error  // of r
	in  []byte // read and not looked at
	out []byte // to be passed on

	state   skimState
	escaped bool     // the last byte of the string was a backslash
	depth   int      // of a value that is passed on, or left out, as a whole
	name    []byte   // that is being read, or has been
	long    bool     // it is too long for a field's
	open    []*shape // the objects and lists around, of which the fields are known
	field   *shape   // of the value that comes next; nil where it is a leaf

	passed int64 // bytes that were passed on
	gaps   []gap
}

// gap is where something was left out.
type gap struct {
	at    int64 // behind so many bytes of what was passed on
	lines int   // that are left out
	bytes int64 // by which what was left out is longer than what stands for it
}

// maxGaps is how many gaps are remembered: lines that are named after them may be
// too low.
const maxGaps = 1 << 12

// skimState is where in the JSON the skimmer is.
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
	leafText // a string in it
	unknownValue
	unknownText
	unknownScalar
	unknownList
	unknownListText
	broken // no JSON: all is passed on
)

// longestName is longer than the name of any field.
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

// pass passes on the first n bytes of what was read.
func (s *skimmer) pass(n int) {
	s.out = append(s.out, s.in[:n]...)
	s.passed += int64(n)
	s.in = s.in[n:]
}

// leave leaves out the first n bytes of what was read.
func (s *skimmer) leave(n int) {
	g := &s.gaps[len(s.gaps)-1]
	g.lines += bytes.Count(s.in[:n], []byte{'\n'})
	g.bytes += int64(n)
	s.in = s.in[n:]
}

// step takes one byte, or a stretch of them.
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

// between takes what stands between names and values.
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

// begin begins a value that is passed on.
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

// colon goes from a name to its value.
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

// beginUnknown begins a value that is left out.
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

// move passes on n bytes or leaves them out, as the value is.
func (s *skimmer) move(n int) {
	if s.state >= unknownValue && s.state != broken {
		s.leave(n)
	} else {
		s.pass(n)
	}
}

// text takes a string up to its end.
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

// within takes a list or an object as a whole, up to its end or a string in it.
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

// scalar takes a number or a word up to its end.
func (s *skimmer) scalar() {
	at := bytes.IndexAny(s.in, " \t\r\n,:{}[]\"")
	if at < 0 {
		s.move(len(s.in))
		return
	}
	s.move(at)
	s.state = afterValue
}

// readName takes a byte of the name of a field, or a stretch of a name that is too
// long. Only the beginning of such a name is passed on.
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

// left returns how many lines and bytes were left out before a place in what was
// passed on.
func (s *skimmer) left(before int64) (lines int, bytes int64) {
	n := sort.Search(len(s.gaps), func(i int) bool { return s.gaps[i].at > before })
	for _, g := range s.gaps[:n] {
		lines, bytes = lines+g.lines, bytes+g.bytes
	}
	return lines, bytes
}

// shape is what is known of a value: the fields of an object, or the elements of a
// list. Of all others nothing is known: they are leaves.
type shape struct {
	fields map[string]*shape
	elem   *shape
}

// fieldCalled returns the shape of a field whose name is written like that. The
// decoder takes capitals for small letters.
func (s *shape) fieldCalled(written []byte) (field *shape, known bool) {
	if field, known = s.fields[string(written)]; known {
		return field, true
	}
	var name string
	if json.Unmarshal(slices.Concat([]byte{'"'}, written, []byte{'"'}), &name) != nil {
		return nil, true // the decoder says what is wrong with it
	}
	for is, field := range s.fields {
		if strings.EqualFold(is, name) {
			return field, true
		}
	}
	return nil, false
}

// setShape is the shape of a set.
func setShape() *shape {
	return &shape{fields: map[string]*shape{
		"format": nil, "version": nil, "exported": nil, "generator": nil, "analysts": nil,
		"project":   shapeOf(reflect.TypeFor[schema.Project]()),
		"selection": shapeOf(reflect.TypeFor[schema.Selection]()),
		"codebook":  shapeOf(reflect.TypeFor[[]schema.Label]()),
		"outlets":   shapeOf(reflect.TypeFor[[]schema.Outlet]()),
		"articles":  shapeOf(reflect.TypeFor[[]schema.Article]()),
	}}
}

// shapeOf returns the shape of values of a type.
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
				return nil // it is read in a way of its own
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
