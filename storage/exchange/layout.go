package exchange

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

// How a set is laid out
//
// encoding/json puts every number of every span on a line of its own, which
// makes a file of forty lines a sentence that nobody can read. Here a value
// whose compact form is short stays on one line:
//
//	"span": {"bytes": [0, 31], "codePoints": [0, 29]},
//	"annotations": [],
//
// and everything else opens up, two spaces a level. Every container looks at
// most lineLimit bytes ahead to find its end, so the cost is linear.

// lineLimit is the longest compact form, in bytes, that stays on one line.
const lineLimit = 100

// WriteJSON writes one value laid out as annotation sets are, and ends the
// line. It is made for terminals: see EscapeJSON.
func WriteJSON(w io.Writer, value any) error {
	var e encoder
	compact, err := e.compact(value)
	if err != nil {
		return err
	}
	_, err = w.Write(append(appendLaidOut(nil, EscapeJSON(compact), 0), '\n'))
	return err
}

// WriteJSONLine is WriteJSON on one line.
func WriteJSONLine(w io.Writer, value any) error {
	var e encoder
	compact, err := e.compact(value)
	if err != nil {
		return err
	}
	_, err = w.Write(append(EscapeJSON(compact), '\n'))
	return err
}

// EscapeJSON writes as escapes what stands in JSON and is not for a terminal:
// control characters, and characters that cannot be seen or that turn the order
// of others. What the JSON says stays the same. It may return src.
func EscapeJSON(src []byte) []byte {
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

// encoder gives values as compact JSON. It keeps its buffer from one value to
// the next.
type encoder struct{ buf bytes.Buffer }

// compact gives the value as JSON on one line, "<" left as it is. The result
// is good until the next call.
func (e *encoder) compact(value any) ([]byte, error) {
	e.buf.Reset()
	enc := json.NewEncoder(&e.buf)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(value); err != nil {
		return nil, err
	}
	return bytes.TrimSuffix(e.buf.Bytes(), []byte("\n")), nil
}

// appendLaidOut appends the compact JSON value src to dst, laid out as if it
// stood depth levels deep.
func appendLaidOut(dst, src []byte, depth int) []byte {
	for i := 0; i < len(src); {
		switch c := src[i]; c {
		case '"':
			n := stringLen(src[i:])
			dst = append(dst, src[i:i+n]...)
			i += n
			continue
		case '{', '[':
			if n := shortLen(src[i:]); n > 0 {
				dst = appendSpaced(dst, src[i:i+n])
				i += n
				continue
			}
			depth++
			dst = appendLine(append(dst, c), depth)
		case '}', ']':
			depth--
			dst = append(appendLine(dst, depth), c)
		case ',':
			dst = appendLine(append(dst, c), depth)
		case ':':
			dst = append(dst, ": "...)
		default:
			dst = append(dst, c)
		}
		i++
	}
	return dst
}

// appendLine starts a new line depth levels deep.
func appendLine(dst []byte, depth int) []byte {
	dst = append(dst, '\n')
	for range depth {
		dst = append(dst, "  "...)
	}
	return dst
}

// appendSpaced appends a compact value on one line with a space after each
// comma and colon.
func appendSpaced(dst, src []byte) []byte {
	for i := 0; i < len(src); {
		if src[i] == '"' {
			n := stringLen(src[i:])
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

// stringLen gives the length of the JSON string that src begins with, with
// its quotes.
func stringLen(src []byte) int {
	for i := 1; i < len(src); {
		n := bytes.IndexAny(src[i:], `"\`)
		if n < 0 {
			break
		}
		i += n
		if src[i] == '"' {
			return i + 1
		}
		i += 2
	}
	return len(src)
}

// shortLen gives the length of the object or array that src begins with, or
// 0 when it is longer than lineLimit.
func shortLen(src []byte) int {
	depth := 0
	for i := 0; i < len(src) && i < lineLimit; i++ {
		switch src[i] {
		case '"':
			i += stringLen(src[i:min(len(src), lineLimit)]) - 1
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
