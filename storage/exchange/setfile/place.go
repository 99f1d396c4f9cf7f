package setfile

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"strconv"
	"strings"
	"unicode/utf8"

	"assay.app/assay/model"
	"assay.app/assay/storage/exchange/schema"
)

// Naming the place of an error
//
// A set written by another program may be one line of many megabytes, so a line
// number does not help. Errors about a value therefore also have its path in the
// article, such as sentences[3].span.bytes.

// place returns the byte offset in raw at which the wrong value ends, or 0 if that
// is unknown, and a message for err, which is an error from decoding raw.
func place(raw []byte, err error) (at int, says string) {
	var kind *json.UnmarshalTypeError
	if errors.As(err, &kind) {
		field := kind.Field
		if field == "" {
			field = "this"
		}
		return int(kind.Offset), fmt.Sprintf("%s is a JSON %s instead of %s", field, kind.Value, kindWord(kind.Type))
	}
	var wrong schema.ValueError
	if errors.As(err, &wrong) {
		return onlyEnd(raw, []byte(wrong.Text)), wrong.Error()
	}
	return 0, err.Error()
}

// onlyEnd returns the byte offset in raw at which the JSON value ends, or 0 if raw
// seems to have it in several places.
func onlyEnd(raw, value []byte) (end int) {
	for from := 0; ; {
		i := bytes.Index(raw[from:], value)
		if i < 0 {
			return end
		}
		from += i + len(value)
		before, after := bytes.TrimRight(raw[:from-len(value)], " \t\r\n"), bytes.TrimLeft(raw[from:], " \t\r\n")
		switch {
		case !bytes.ContainsAny(before[max(0, len(before)-1):], ":,[") || !bytes.ContainsAny(after[:min(1, len(after))], ",]}"):
			// part of another value
		case end > 0:
			return 0
		default:
			end = from
		}
	}
}

// kindWord returns a description of the JSON value from which a type is decoded.
func kindWord(t reflect.Type) string {
	switch t.Kind() {
	case reflect.Int, reflect.Int64, reflect.Uint8, reflect.Uint32, reflect.Uint64:
		return "a whole number"
	case reflect.String:
		return "a text"
	case reflect.Bool:
		return "true or false"
	case reflect.Slice, reflect.Array:
		return "a list"
	}
	return "an object"
}

// pathTo returns the path of the value that ends at the byte offset end of the JSON
// value raw. It returns "" for raw itself, and if there is no such value.
func pathTo(raw []byte, end int) string {
	type level struct {
		list bool
		n    int    // tokens read: the elements of a list, or the keys and values of an object
		key  string // the last key of an object
	}
	var open []level
	dec := json.NewDecoder(bytes.NewReader(raw))
	for {
		token, err := dec.Token()
		if err != nil {
			return ""
		}
		closes := token == json.Delim('}') || token == json.Delim(']')
		if closes {
			open = open[:len(open)-1]
		} else if len(open) > 0 {
			in := &open[len(open)-1]
			if !in.list && in.n%2 == 0 {
				in.key, _ = token.(string)
			}
			in.n++
		}
		if dec.InputOffset() >= int64(end) {
			break
		}
		if token == json.Delim('{') || token == json.Delim('[') {
			open = append(open, level{list: token == json.Delim('[')})
		}
	}
	var path strings.Builder
	for i, l := range open {
		switch {
		case l.list:
			path.WriteString("[" + strconv.Itoa(l.n-1) + "]")
		case i > 0:
			path.WriteString("." + l.key)
		default:
			path.WriteString(l.key)
		}
	}
	return path.String()
}

// notUTF8 returns the byte offset of the first byte that is not UTF-8, or -1.
func notUTF8(raw []byte) int {
	if utf8.Valid(raw) {
		return -1
	}
	at := 0
	for {
		r, n := utf8.DecodeRune(raw[at:])
		if r == utf8.RuneError && n <= 1 {
			return at
		}
		at += n
	}
}

// damagedAt returns an error about a line of the file. It wraps model.ErrDamaged.
func damagedAt(line int, format string, args ...any) error {
	return fmt.Errorf("line %d: %s: %w", line, fmt.Sprintf(format, args...), model.ErrDamaged)
}
