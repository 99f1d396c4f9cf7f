package schema

import (
	"errors"
	"reflect"
	"strconv"
	"unicode/utf8"

	"assay.app/assay/storage/exchange/layout"
)

// AppendArticle appends an article to dst as compact JSON, exactly as encoding/json
// writes it without escaping HTML. It returns an error if a time cannot be written.
func AppendArticle(dst []byte, a *Article) ([]byte, error) {
	w := writer{buf: dst}
	err := w.line(articleShape, reflect.ValueOf(a).Elem())
	return w.buf, err
}

// LayOutArticle appends an article to dst in the layout of sets, indented for depth
// levels of nesting. The result is that of AppendArticle followed by layout.Append. It
// returns an error if a time cannot be written.
func LayOutArticle(dst []byte, a *Article, depth int) ([]byte, error) {
	w := writer{buf: dst, spaced: true}
	err := w.lines(articleShape, reflect.ValueOf(a).Elem(), depth)
	return w.buf, err
}

// writer appends values to buf. To lay out a list or an object, it first tries to write
// it on one line. If that is too long, it starts again with a line for each part. It does
// not try if every value of the shape is too long.
type writer struct {
	buf    []byte
	spaced bool // write a space after each comma and colon
	spaces int  // number of these spaces in buf
	most   int  // the greatest length of buf without these spaces, while trying; otherwise 0
}

// errLong reports that a value does not fit on one line.
var errLong = errors.New("too long for a line")

// lines appends a value in the layout of sets.
func (w *writer) lines(s *shape, v reflect.Value, depth int) error {
	if s.kind == aPointer && !v.IsNil() {
		return w.lines(s.elem, v.Elem(), depth)
	}
	if s.kind == aRaw {
		w.buf = layout.Append(w.buf, v.Bytes(), depth)
		return nil
	}
	if s.brackets == "" || s.kind == aList && v.IsNil() {
		return w.line(s, v)
	}
	if s.least <= layout.LineLimit {
		start, spaces := len(w.buf), w.spaces
		w.most = start - spaces + layout.LineLimit
		err := w.line(s, v)
		w.most = 0
		if err != errLong {
			return err
		}
		w.buf, w.spaces = w.buf[:start], spaces
	}
	w.buf = append(w.buf, s.brackets[0])
	first := true
	err := s.each(v, func(key string, part *shape, v reflect.Value) error {
		if !first {
			w.buf = append(w.buf, ',')
		}
		first = false
		w.buf = layout.AppendLine(w.buf, depth+1)
		w.key(key)
		return w.lines(part, v, depth+1)
	})
	w.buf = append(layout.AppendLine(w.buf, depth), s.brackets[1])
	return err
}

// line appends a value on one line. It returns errLong as soon as buf is too long.
func (w *writer) line(s *shape, v reflect.Value) error {
	var err error
	switch s.kind {
	case aText:
		w.buf = AppendText(w.buf, v.String())
	case aNumber:
		w.buf = strconv.AppendInt(w.buf, v.Int(), 10)
	case aFlag:
		w.buf = strconv.AppendBool(w.buf, v.Bool())
	case aMoment:
		w.buf, err = v.Addr().Interface().(*Moment).AppendText(append(w.buf, '"'))
		w.buf = append(w.buf, '"')
	case aRaw:
		w.raw(v.Bytes())
	case aPointer:
		if !v.IsNil() {
			return w.line(s.elem, v.Elem())
		}
		w.buf = append(w.buf, "null"...)
	default:
		if s.kind == aList && v.IsNil() {
			w.buf = append(w.buf, "null"...)
			break
		}
		w.buf = append(w.buf, s.brackets[0])
		first := true
		err = s.each(v, func(key string, part *shape, v reflect.Value) error {
			if !first {
				w.buf = append(w.buf, ',')
				w.space()
			}
			first = false
			w.key(key)
			return w.line(part, v)
		})
		w.buf = append(w.buf, s.brackets[1])
	}
	if err == nil && w.most > 0 && len(w.buf)-w.spaces > w.most {
		err = errLong
	}
	return err
}

// key appends the key of a field. It does nothing for "", which is not a field's.
func (w *writer) key(key string) {
	if key != "" {
		w.buf = append(w.buf, key...)
		w.space()
	}
}

// raw appends compact JSON.
func (w *writer) raw(compact []byte) {
	if !w.spaced {
		w.buf = append(w.buf, compact...)
		return
	}
	start := len(w.buf)
	w.buf = layout.AppendSpaced(w.buf, compact)
	w.spaces += len(w.buf) - start - len(compact)
}

func (w *writer) space() {
	if w.spaced {
		w.buf = append(w.buf, ' ')
		w.spaces++
	}
}

// each calls do with the parts of a list or an object, and with their keys in an
// object. It stops at the first error and returns it.
func (s *shape) each(v reflect.Value, do func(key string, part *shape, v reflect.Value) error) error {
	if s.kind != aRecord {
		for i := range v.Len() {
			if err := do("", s.elem, v.Index(i)); err != nil {
				return err
			}
		}
		return nil
	}
	for i := range s.fields {
		f := &s.fields[i]
		value := v.Field(f.index)
		if f.leftOut(value) {
			continue
		}
		if err := do(f.key, f.shape, value); err != nil {
			return err
		}
	}
	return nil
}

// leftOut reports whether a field with this value is omitted. See the options
// omitempty and omitzero of encoding/json.
func (f *field) leftOut(v reflect.Value) bool {
	switch {
	case f.omit == "omitzero":
		return v.IsZero()
	case f.omit == "", f.shape.kind == aRecord, f.shape.kind == aMoment, f.shape.kind == aRange:
		return false
	case f.shape.kind == aList, f.shape.kind == aRaw:
		return v.Len() == 0
	}
	return v.IsZero()
}

// AppendText appends a string to dst as JSON, in quotation marks. Like encoding/json
// it escapes U+2028 and U+2029, and replaces each byte that is not UTF-8 with
// U+FFFD. It does not escape HTML.
func AppendText(dst []byte, text string) []byte {
	dst = append(dst, '"')
	done := 0 // text[:done] has been appended
	for i := 0; i < len(text); {
		c := text[i]
		if plain[c] {
			i++
			continue
		}
		size, escape := 1, escapes[c]
		if c >= utf8.RuneSelf {
			var r rune
			r, size = utf8.DecodeRuneInString(text[i:])
			switch {
			case r == utf8.RuneError && size == 1:
				escape = `\ufffd`
			case r == '\u2028':
				escape = `\u2028`
			case r == '\u2029':
				escape = `\u2029`
			default:
				i += size
				continue
			}
		}
		dst = append(append(dst, text[done:i]...), escape...)
		i += size
		done = i
	}
	return append(append(dst, text[done:]...), '"')
}

// plain has the ASCII characters that need no escape, and escapes has the escapes of the
// others.
var plain, escapes = func() (plain [256]bool, escapes [utf8.RuneSelf * 2]string) {
	const digits = "0123456789abcdef"
	for c := range byte(utf8.RuneSelf) {
		plain[c] = c >= ' ' && c != '"' && c != '\\'
		escapes[c] = `\u00` + string(digits[c>>4]) + string(digits[c&15])
	}
	for c, escape := range map[byte]string{
		'"': `\"`, '\\': `\\`, '\b': `\b`, '\f': `\f`, '\n': `\n`, '\r': `\r`, '\t': `\t`,
	} {
		escapes[c] = escape
	}
	return plain, escapes
}()
