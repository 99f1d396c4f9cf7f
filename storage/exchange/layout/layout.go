// Package layout writes values as JSON in the layout of annotation sets.
package layout

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	"assay.app/assay/model"
)

// The layout
//
// With the indentation of encoding/json, each number of each span has its own line.
// Here an object or list whose compact form is short stays on one line:
//
//	"span": {"bytes": [0, 31], "codePoints": [0, 29]},
//	"annotations": [],
//
// Longer objects and lists have a line for each field or element, indented by two
// spaces a level. At most LineLimit bytes are read ahead to find out whether an
// object or list is short, so the cost is linear.

// LineLimit is the size in bytes of the largest compact object or list that stays on
// one line.
const LineLimit = 100

// Write writes a value and a line ending to w. The output is safe for terminals:
// see Escape.
func Write(w io.Writer, value any) error {
	var e Encoder
	compact, err := e.Compact(value)
	if err != nil {
		return err
	}
	_, err = w.Write(append(Append(nil, Escape(compact), 0), '\n'))
	return err
}

// WriteLine writes a value on one line, and a line ending, to w. The output is safe
// for terminals: see Escape.
func WriteLine(w io.Writer, value any) error {
	var e Encoder
	compact, err := e.Compact(value)
	if err != nil {
		return err
	}
	_, err = w.Write(append(Escape(compact), '\n'))
	return err
}

// Escape returns the JSON in src with escapes for characters that are unsafe on a
// terminal: control characters, invisible ones, and those that change the
// direction of text. The value stays the same. Escape may return src itself.
func Escape(src []byte) []byte {
	escaped := func(r rune) bool { return unicode.IsControl(r) && r >= 0x7F || model.Hidden(r) }
	if bytes.IndexFunc(src, escaped) < 0 {
		return src
	}
	dst := make([]byte, 0, len(src)+64)
	for len(src) > 0 {
		r, n := utf8.DecodeRune(src)
		if escaped(r) {
			for _, unit := range utf16.AppendRune(nil, r) {
				dst = fmt.Appendf(dst, `\u%04x`, unit)
			}
		} else {
			dst = append(dst, src[:n]...)
		}
		src = src[n:]
	}
	return dst
}

// Encoder encodes values as compact JSON and reuses its buffer. The zero value is
// ready to use.
type Encoder struct{ buf bytes.Buffer }

// Compact returns the value as JSON on one line, without escaping HTML. The result
// is valid until the next call.
func (e *Encoder) Compact(value any) ([]byte, error) {
	e.buf.Reset()
	enc := json.NewEncoder(&e.buf)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(value); err != nil {
		return nil, err
	}
	return bytes.TrimSuffix(e.buf.Bytes(), []byte("\n")), nil
}

// Append appends the compact JSON value src to dst, indented for depth levels of
// nesting.
func Append(dst, src []byte, depth int) []byte {
	for i := 0; i < len(src); {
		switch c := src[i]; c {
		case '"':
			n := StringLen(src[i:])
			dst = append(dst, src[i:i+n]...)
			i += n
			continue
		case '{', '[':
			if n := shortLen(src[i:]); n > 0 {
				dst = AppendSpaced(dst, src[i:i+n])
				i += n
				continue
			}
			depth++
			dst = AppendLine(append(dst, c), depth)
		case '}', ']':
			depth--
			dst = append(AppendLine(dst, depth), c)
		case ',':
			dst = AppendLine(append(dst, c), depth)
		case ':':
			dst = append(dst, ": "...)
		default:
			dst = append(dst, c)
		}
		i++
	}
	return dst
}

// AppendLine appends a line ending to dst, and the indentation of depth levels.
func AppendLine(dst []byte, depth int) []byte {
	dst = append(dst, '\n')
	for range depth {
		dst = append(dst, "  "...)
	}
	return dst
}

// AppendSpaced appends a compact value to dst on one line, with a space after each comma
// and colon.
func AppendSpaced(dst, src []byte) []byte {
	for i := 0; i < len(src); {
		if src[i] == '"' {
			n := StringLen(src[i:])
			dst = append(dst, src[i:i+n]...)
			i += n
			continue
		}
		dst = append(dst, src[i])
		if src[i] == ',' || src[i] == ':' {
			dst = append(dst, ' ')
		}
		i++
	}
	return dst
}

// StringLen returns the length in bytes, with quotes, of the JSON string at the
// beginning of src. If the string has no end, it returns the length of src.
func StringLen(src []byte) int {
	if n := StringEnd(src); n >= 0 {
		return n
	}
	return len(src)
}

// StringEnd returns the byte offset just after the JSON string at the beginning of src,
// or -1 if the string has no end.
func StringEnd(src []byte) int {
	for i := 1; i < len(src); i++ {
		n := bytes.IndexByte(src[i:], '"')
		if n < 0 {
			break
		}
		i += n
		// The quotation mark is escaped if an odd number of backslashes precedes it.
		before := i
		for src[before-1] == '\\' {
			before--
		}
		if (i-before)%2 == 0 {
			return i + 1
		}
	}
	return -1
}

// shortLen returns the length in bytes of the object or array at the beginning of
// src, or 0 if it is longer than LineLimit.
func shortLen(src []byte) int {
	depth := 0
	for i := 0; i < len(src) && i < LineLimit; i++ {
		switch src[i] {
		case '"':
			i += StringLen(src[i:min(len(src), LineLimit)]) - 1
		case '{', '[':
			depth++
		case '}', ']':
			if depth--; depth == 0 {
				return i + 1
			}
		}
	}
	return 0
}
