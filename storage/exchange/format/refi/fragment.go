package refi

import (
	"strings"
	"time"
	"unicode/utf8"
)

// fragment is a part of an XML document that grows.
type fragment []byte

// open begins an element. Attributes are pairs of a name and a value; those with an empty value are
// left out.
func (f *fragment) open(name string, attrs ...string) {
	f.tag(name, attrs)
	*f = append(*f, ">\n"...)
}

// empty adds an element without content.
func (f *fragment) empty(name string, attrs ...string) {
	f.tag(name, attrs)
	*f = append(*f, "/>\n"...)
}

func (f *fragment) tag(name string, attrs []string) {
	*f = append(append(*f, '<'), name...)
	for i := 0; i < len(attrs); i += 2 {
		if attrs[i+1] != "" {
			*f = append(append(append(*f, ' '), attrs[i]...), `="`...)
			*f = append(appendText(*f, attrs[i+1]), '"')
		}
	}
}

// end ends an element.
func (f *fragment) end(name string) {
	*f = append(append(append(*f, "</"...), name...), ">\n"...)
}

// text adds an element with a text.
func (f *fragment) text(name, text string) {
	*f = append(append(append(*f, '<'), name...), '>')
	*f = appendText(*f, text)
	f.end(name)
}

// appendText appends a text with everything escaped that XML treats specially. Characters that XML
// does not have become U+FFFD.
func appendText(dst []byte, s string) []byte {
	done := 0
	for i := 0; i < len(s); {
		c, width := utf8.DecodeRuneInString(s[i:])
		if escape := escaped(c, width); escape != "" {
			dst = append(append(dst, s[done:i]...), escape...)
			done = i + width
		}
		i += width
	}
	return append(dst, s[done:]...)
}

// escaped returns what stands for a character, or "" if it stands for itself.
func escaped(c rune, width int) string {
	switch c {
	case '&':
		return "&amp;"
	case '<':
		return "&lt;"
	case '>':
		return "&gt;"
	case '"':
		return "&#34;"
	case '\t':
		return "&#x9;"
	case '\n':
		return "&#xA;"
	case '\r':
		return "&#xD;"
	}
	if c < ' ' || c == 0xFFFE || c == 0xFFFF || c == utf8.RuneError && width == 1 {
		return "\uFFFD"
	}
	return ""
}

// moment returns a time in the form of XML Schema, or "" for the zero time.
func moment(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(time.RFC3339Nano)
}

// beginning returns at most so many code points of a text, with line ends as spaces and "…" in place
// of the rest.
func beginning(text string, most int) string {
	n := 0
	for at := range text {
		if n++; n > most {
			text = text[:at] + "…"
			break
		}
	}
	return strings.NewReplacer("\r\n", " ", "\n", " ", "\r", " ").Replace(text)
}
