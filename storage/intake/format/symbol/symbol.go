// Package symbol maps the characters of symbol fonts (Symbol, Wingdings, Webdings,
// Zapf Dingbats) to Unicode. Word, RTF, OpenDocument and PDF files may store such a
// character as a code in a font.
package symbol

import (
	"strings"
	"unicode"
)

// Table maps the codes of a symbol font to Unicode characters.
type Table struct {
	texts   [256]string
	letters bool // the font also has letters
}

// Unknown is the text for a symbol whose Unicode character is not known.
const Unknown = "\uFFFD"

// private is the base of symbol fonts in Unicode's private use area: code c is
// private+c.
const private = 0xF000

// Of returns the table of a symbol font, found by the beginning of its name, or nil
// for any other font. It ignores subset tags ("ABCDEF+"), case, spaces, hyphens,
// underscores and quotation marks.
func Of(font string) *Table {
	if _, name, ok := strings.Cut(font, "+"); ok {
		font = name
	}
	name := strings.Map(func(r rune) rune {
		if r == ' ' || r == '-' || r == '_' || r == '"' || r == '\'' {
			return -1
		}
		return unicode.ToLower(r)
	}, font)
	for _, known := range tables {
		if strings.HasPrefix(name, known.name) {
			return known.table
		}
	}
	return nil
}

// Text returns the Unicode character for a code from 0x20 to 0xFF, or for its
// counterpart in the private use area. It returns Unknown if the table has none. It
// does not change white space or characters outside these ranges.
func (t *Table) Text(r rune) string {
	if r >= private && r <= private+0xFF {
		r -= private
	}
	if r < ' ' || r > 0xFF || unicode.IsSpace(r) {
		return string(r)
	}
	if s := t.texts[r]; s != "" {
		return s
	}
	return Unknown
}

// Map returns s with each character replaced with its Text.
func (t *Table) Map(s string) string {
	var b strings.Builder
	for _, r := range s {
		b.WriteString(t.Text(r))
	}
	return b.String()
}

// Mapped returns the text for a symbol of the font, given the text that a file
// states for it. Many files state the code in the private use area or, for fonts
// without letters, the letter on the symbol's key. Mapped replaces these and
// returns any other text unchanged.
func (t *Table) Mapped(claimed string) string {
	runes := []rune(claimed)
	if len(runes) != 1 {
		return claimed
	}
	r := runes[0]
	if IsPrivate(r) || !t.letters && r > ' ' && r <= 0xFF {
		return t.Text(r)
	}
	return claimed
}

// IsPrivate reports whether r is the code of a symbol in the private use area.
func IsPrivate(r rune) bool { return r >= private+' ' && r <= private+0xFF }
