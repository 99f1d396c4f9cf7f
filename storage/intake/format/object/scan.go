package object

import (
	"encoding/json"
	"iter"
	"strings"
	"unsafe"

	"assay.app/assay/model"
	"assay.app/assay/storage/intake/format/article"
)

// The functions below scan JSON. Values are substrings of the text; strings keep
// their quotes. If the JSON is cut off or invalid, some values may be missing or
// wrong.

// skipSpace returns the byte offset of the first character from at on that is not
// white space, or len(s).
func skipSpace(s string, at int) int {
	for at < len(s) && (s[at] == ' ' || s[at] == '\n' || s[at] == '\t' || s[at] == '\r') {
		at++
	}
	return at
}

// skipValue returns the byte offset after the value that begins at byte at, or
// len(s) if the value is cut off.
func skipValue(s string, at int) int {
	switch s[at] {
	case '"':
		return skipString(s, at)
	case '{', '[':
	default:
		for at++; at < len(s) && strings.IndexByte(" \t\r\n,:{}[]\"", s[at]) < 0; {
			at++
		}
		return at
	}
	for depth := 0; at < len(s); {
		switch s[at] {
		case '"':
			at = skipString(s, at)
			continue
		case '{', '[':
			depth++
		case '}', ']':
			if depth--; depth == 0 {
				return at + 1
			}
		}
		at++
	}
	return len(s)
}

// skipString returns the byte offset after the string that begins at byte at, or
// len(s) if the string is cut off.
func skipString(s string, at int) int {
	for at++; at < len(s); at++ {
		switch s[at] {
		case '\\':
			at++
		case '"':
			return at + 1
		}
	}
	return len(s)
}

// Elements yields the values in a list.
func Elements(list string) iter.Seq[string] {
	return func(yield func(string) bool) {
		for at := skipSpace(list, 1); at < len(list) && list[at] != ']'; {
			end := skipValue(list, at)
			if !yield(list[at:end]) {
				return
			}
			if at = skipSpace(list, end); at < len(list) && list[at] == ',' {
				at = skipSpace(list, at+1)
			}
		}
	}
}

// members yields the names and values of an object. The names keep their quotes.
func members(object string) iter.Seq2[string, string] {
	return func(yield func(name, value string) bool) {
		for at := skipSpace(object, 1); at < len(object) && object[at] == '"'; {
			end := skipString(object, at)
			name := object[at:end]
			at = skipSpace(object, skipSpace(object, end)+1) // after the colon
			if at >= len(object) {
				return // cut off
			}
			end = skipValue(object, at)
			if !yield(name, object[at:end]) {
				return
			}
			if at = skipSpace(object, end); at < len(object) && object[at] == ',' {
				at = skipSpace(object, at+1)
			}
		}
	}
}

// FieldOf returns the value of a field, or "" if it is missing. The name
// "data.text" also finds the field text of a nested object data. If a name occurs
// several times, the last one counts.
func FieldOf(object, name string) (value string) {
	first, _, dotted := strings.Cut(name, ".")
	for n, v := range members(object) {
		switch {
		case len(n) < len(first)+2:
		case Unquoted(n) == name:
			value = v
		case dotted && KindOf(v) == '{' && strings.HasPrefix(name, Unquoted(n)+"."):
			if within := FieldOf(v, name[len(Unquoted(n))+1:]); within != "" {
				value = within
			}
		}
	}
	return value
}

// KindOf returns the first character of a value, '0' for any number, or 0 if there
// is no value.
func KindOf(value string) byte {
	switch {
	case value == "":
		return 0
	case value[0] == '-' || value[0] >= '0' && value[0] <= '9':
		return '0'
	}
	return value[0]
}

// Unquoted returns the text of a JSON string, or "" if the string is shorter than
// its quotes or has invalid escapes.
func Unquoted(s string) string {
	if len(s) < 2 {
		return ""
	}
	inner := s[1 : len(s)-1]
	if strings.IndexByte(inner, '\\') < 0 {
		return inner
	}
	var text string
	if json.Unmarshal(article.BytesOf(s), &text) != nil {
		return ""
	}
	return text
}

// placeOf returns the byte span of an object in text, or an empty span if the
// object is a copy outside text.
func placeOf(object, text string) model.Span {
	at := uintptr(unsafe.Pointer(unsafe.StringData(object))) - uintptr(unsafe.Pointer(unsafe.StringData(text)))
	if at > uintptr(len(text)-len(object)) {
		return model.Span{}
	}
	return model.Span{Start: int(at), End: int(at) + len(object)}
}
