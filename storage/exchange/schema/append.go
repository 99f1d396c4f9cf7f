package schema

import (
	"reflect"
	"strconv"
	"unicode/utf8"
)

// AppendArticle appends an article to dst as compact JSON, exactly as encoding/json
// writes it if it does not escape HTML. It returns an error if a time cannot be
// written.
func AppendArticle(dst []byte, a *Article) ([]byte, error) {
	return articleShape.append(dst, reflect.ValueOf(a).Elem())
}

func (s *shape) append(dst []byte, v reflect.Value) ([]byte, error) {
	switch s.kind {
	case aText:
		return AppendText(dst, v.String()), nil
	case aNumber:
		return strconv.AppendInt(dst, v.Int(), 10), nil
	case aFlag:
		return strconv.AppendBool(dst, v.Bool()), nil
	case aMoment:
		dst, err := v.Addr().Interface().(*Moment).AppendText(append(dst, '"'))
		return append(dst, '"'), err
	case aRecord:
		return s.appendRecord(dst, v)
	case aRaw:
		return append(dst, v.Bytes()...), nil
	case aPointer:
		if v.IsNil() {
			return append(dst, "null"...), nil
		}
		return s.elem.append(dst, v.Elem())
	}
	if s.kind == aList && v.IsNil() {
		return append(dst, "null"...), nil
	}
	var err error
	dst = append(dst, '[')
	for i := range v.Len() {
		if i > 0 {
			dst = append(dst, ',')
		}
		if dst, err = s.elem.append(dst, v.Index(i)); err != nil {
			return dst, err
		}
	}
	return append(dst, ']'), nil
}

func (s *shape) appendRecord(dst []byte, v reflect.Value) ([]byte, error) {
	var err error
	dst = append(dst, '{')
	any := false
	for i := range s.fields {
		f := &s.fields[i]
		value := v.Field(f.index)
		if f.leftOut(value) {
			continue
		}
		if any {
			dst = append(dst, ',')
		}
		any = true
		if dst, err = f.shape.append(append(dst, f.key...), value); err != nil {
			return dst, err
		}
	}
	return append(dst, '}'), nil
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

// plain has the ASCII characters that are written as they are, and escapes has how
// the others are written.
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
