package exchange

import (
	"bytes"
	"encoding/json"
	"io"
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
// line.
func WriteJSON(w io.Writer, value any) error {
	var e encoder
	compact, err := e.compact(value)
	if err != nil {
		return err
	}
	_, err = w.Write(append(appendLaidOut(nil, compact, 0), '\n'))
	return err
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
