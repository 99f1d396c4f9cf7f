package record

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// readCode reads a field code of two or three capitals or digits, or a tag of
// EndNote, and its value after a tab, spaces, a hyphen or a colon. It returns false
// if there is no known code.
func readCode(s string, l *line) bool {
	n := 1
	if s[0] == '%' && len(s) > 1 {
		n = 2
	}
	for n < len(s) && n < 4 && s[0] != '%' && (s[n] >= 'A' && s[n] <= 'Z' || s[n] >= '0' && s[n] <= '9') {
		n++
	}
	if n < 2 || n > 3 {
		return false
	}
	f, known := codes[s[:n]]
	if !known {
		return false
	}
	rest := strings.TrimPrefix(s[n:], ":")
	value := strings.TrimLeft(rest, " \t\u00a0")
	if rest != "" && value == rest {
		return false
	}
	if after, ok := strings.CutPrefix(value, "-"); ok && rest[0] == ' ' {
		value = strings.TrimLeft(after, " \t\u00a0")
	}
	l.kind, l.field, l.value = codeLine, f, uint16(len(s)-len(value)&0xFFFF)
	if len(s)-len(value) > 64 {
		l.value = uint16(n)
	}
	return true
}

// readLabel sets the form of a line such as "Title: Bridge fails". It leaves l
// unchanged if the line has no known label.
func readLabel(s string, l *line) {
	front := s[:min(len(s), labelBytes+2)]
	colon := strings.IndexByte(front, ':')
	if colon < 0 {
		if len(s) <= labelBytes {
			if f := lookUp(alone, s); f != noField {
				l.kind, l.field, l.value = labelLine, f, uint16(len(s))
			}
		}
		return
	}
	if colon < 2 {
		return
	}
	name := strings.TrimRight(s[:colon], " \t\u00a0*")
	f := lookUp(labels, name)
	if f == noField {
		f = lookUp(labels, shorter(name))
	}
	if f == noField {
		return
	}
	rest := s[colon+1:]
	value := strings.TrimLeft(rest, " \t\u00a0*")
	if strings.HasPrefix(rest, "//") || len(s)-len(value) > 1<<10 {
		return
	}
	l.kind, l.field, l.value = labelLine, f, uint16(len(s)-len(value))
}

// lookUp returns the field of a label, or noField if the label is unknown. It
// ignores case, and allocates nothing for ASCII labels.
func lookUp(in map[string]field, s string) field {
	s = strings.TrimLeft(s, "* \t")
	if len(s) > labelBytes || s == "" || strings.Count(s, " ") > 5 {
		return noField
	}
	first, _ := utf8.DecodeRuneInString(s)
	if !unicode.IsLetter(first) {
		return noField
	}
	var small [labelBytes]byte
	for i := range len(s) {
		c := s[i]
		if c >= utf8.RuneSelf {
			return in[strings.ReplaceAll(strings.ToLower(s), "’", "'")]
		}
		if 'A' <= c && c <= 'Z' {
			c += 'a' - 'A'
		}
		small[i] = c
	}
	return in[string(small[:len(s)])]
}

// shorter returns a label of two to four words without filler words such as "News",
// which some providers add: "Headline" for "News Headline". It returns "" for
// labels of any other length.
func shorter(name string) string {
	words := strings.Fields(name)
	if len(words) < 2 || len(words) > 4 {
		return ""
	}
	kept := slices.DeleteFunc(words, func(word string) bool {
		switch strings.ToLower(word) {
		case "news", "article", "full", "name", "document", "original", "story", "item", "clip", "the", "of":
			return true
		}
		return false
	})
	return strings.Join(kept, " ")
}

// IsCode reports whether a text is a field code.
func IsCode(s string) bool { return codes[s] != noField }

// IsLabel reports whether a text is the name of a field, or begins with one and a
// colon.
func IsLabel(s string) bool {
	var l line
	if s != "" {
		if readLabel(s, &l); l.kind == plainLine && len(s) < labelBytes {
			readLabel(s+":", &l)
		}
	}
	return l.kind == labelLine
}
