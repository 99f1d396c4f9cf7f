package spreadsheet

import (
	"strings"
	"unicode/utf8"
)

// The texts of cells
//
// Text is always written as a string, never as a formula or a number, so texts that begin with =
// need no apostrophe, as they do in a CSV file. Three things cannot stand in a cell as they are:
//
//   - characters that XML forbids become U+FFFD;
//   - a text of more than MaxUnits UTF-16 units is cut, because Excel refuses the file otherwise;
//   - _x000D_ is an escape for a character, so a text that has such a sequence gets _x005F_ in the
//     place of its first underscore (ECMA-376, part 1, 22.9.2.19). Readers undo that.
//
// CR LF and CR become LF, as in CSV files.

const (
	// MaxUnits is the greatest length of a cell's text, in UTF-16 units.
	MaxUnits = 32767
	// cutMark is at the end of a text that was cut.
	cutMark = " … [cut]"
)

// changes says how the text of a cell was changed.
type changes struct {
	replaced int  // characters that XML forbids
	cut      bool // the text was longer than MaxUnits
}

// appendText appends the text of a cell as XML character data.
func appendText(b []byte, text string) ([]byte, changes) {
	if plain(text) {
		return append(b, text...), changes{}
	}
	var c changes
	text, c.cut = shortened(normal(text))
	for i, r := range text {
		switch {
		case r == '&':
			b = append(b, "&amp;"...)
		case r == '<':
			b = append(b, "&lt;"...)
		case r == '>':
			b = append(b, "&gt;"...)
		case r == '_' && escape(text[i:]):
			b = append(b, "_x005F_"...)
		case r == utf8.RuneError && !strings.HasPrefix(text[i:], "\uFFFD"), forbidden(r):
			b = append(b, "\uFFFD"...)
			c.replaced++
		default:
			b = utf8.AppendRune(b, r)
		}
	}
	return b, c
}

// plain reports whether the text can be written as it is. It is quick, and may return false for
// such a text, too.
func plain(text string) bool {
	if len(text) > MaxUnits {
		return false
	}
	for i := range len(text) {
		switch c := text[i]; {
		case c < ' ' && c != '\n' && c != '\t', c == '&', c == '<', c == '>', c == '_':
			return false
		case c == 0xEF: // may begin U+FFFE or U+FFFF
			return false
		case c >= utf8.RuneSelf:
			return utf8.ValidString(text[i:]) && !strings.ContainsAny(text[i:], "&<>_\uFFFE\uFFFF") && !controls(text[i:])
		}
	}
	return true
}

// controls reports whether a text has control characters other than LF and tabs.
func controls(text string) bool {
	for i := range len(text) {
		if c := text[i]; c < ' ' && c != '\n' && c != '\t' {
			return true
		}
	}
	return false
}

// forbidden reports whether XML 1.0 forbids a character.
func forbidden(r rune) bool {
	return r < ' ' && r != '\n' && r != '\t' || r == 0xFFFE || r == 0xFFFF
}

// normal returns the text with LF at the ends of lines.
func normal(text string) string {
	if !strings.ContainsRune(text, '\r') {
		return text
	}
	return strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\r", "\n")
}

// shortened cuts a text that is longer than MaxUnits, and reports whether it did.
func shortened(text string) (string, bool) {
	if len(text) <= MaxUnits {
		return text, false
	}
	room, n, at := MaxUnits-units(cutMark), 0, -1
	for i, r := range text {
		n += unitsOf(r)
		if n > room && at < 0 {
			at = i
		}
		if n > MaxUnits {
			return text[:at] + cutMark, true
		}
	}
	return text, false
}

// units returns the length of a text in UTF-16 units.
func units(text string) (n int) {
	for _, r := range text {
		n += unitsOf(r)
	}
	return n
}

func unitsOf(r rune) int {
	if r > 0xFFFF {
		return 2
	}
	return 1
}

// escape reports whether a text begins with an escape such as _x000D_.
func escape(text string) bool {
	const form = "_x000D_"
	if len(text) < len(form) || text[:2] != "_x" && text[:2] != "_X" || text[6] != '_' {
		return false
	}
	for _, c := range []byte(text[2:6]) {
		if !('0' <= c && c <= '9' || 'A' <= c && c <= 'F' || 'a' <= c && c <= 'f') {
			return false
		}
	}
	return true
}
