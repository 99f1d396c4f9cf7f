// Package symbol maps the characters of pictorial fonts (Symbol, Wingdings,
// Webdings, Zapf Dingbats) to Unicode. Word, RTF, OpenDocument and PDF files all
// store such a character as a letter plus a font, so all of them look it up here.
package symbol

import (
	"strings"
	"unicode"
)

// Table is one font: what its codes from 0x00 to 0xFF mean.
type Table struct {
	texts   [256]string
	letters bool // the font has letters among its signs
}

// Unknown stands for a sign that Unicode does not have, or that no table lists.
const Unknown = "\uFFFD"

// private is where fonts of signs are placed in Unicode: code c is private+c.
const private = 0xF000

// Of returns the table of a font by its name, or nil for a font of letters.
// Subset tags ("ABCDEF+"), spaces and case do not matter.
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

// Text returns the meaning of a code: 0x20–0xFF, or the same in the private use
// area from U+F020 on. It returns Unknown for signs that no table lists, and r
// itself where r is a character of its own.
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

// Map maps all characters of s.
func (t *Table) Map(s string) string {
	var b strings.Builder
	for _, r := range s {
		b.WriteString(t.Text(r))
	}
	return b.String()
}

// Mapped corrects a text that a file claims for a sign of the font. Many files
// claim the private code, or, for fonts that have no letters, the letter whose
// key the sign is on. Any other claim is believed.
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

// IsPrivate reports whether r is the private code of a sign.
func IsPrivate(r rune) bool { return r >= private+' ' && r <= private+0xFF }
