// Package output writes articles, lists and messages for terminals and scripts.
package output

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"assay.app/assay/model"
)

// Text from files and projects is made safe before it is printed. Control
// characters, which could change the terminal, become U+FFFD. Characters that are
// invisible or change the direction of text are spelled out, as in <U+202E>. JSON
// has escapes instead; see layout.Write.

// OneLine returns text as one safe line with white space collapsed.
func OneLine(text string) string {
	return Printable(strings.Join(strings.Fields(Visible(text)), " "))
}

// Printable returns a name or message as one safe line and keeps its spaces.
func Printable(text string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n', r == '\t':
			return ' '
		case unicode.IsControl(r):
			return utf8.RuneError
		}
		return r
	}, Visible(text))
}

// Visible spells out invisible characters. It keeps joiners where they have an
// effect: inside an emoji, and between letters of scripts that join.
func Visible(text string) string {
	if strings.IndexFunc(text, model.Hidden) < 0 {
		return text
	}
	var b strings.Builder
	before := utf8.RuneError
	for i, r := range text {
		after, _ := utf8.DecodeRuneInString(text[i+utf8.RuneLen(r):])
		if model.Hidden(r) && !joins(before, r, after) {
			fmt.Fprintf(&b, "<U+%04X>", r)
		} else {
			b.WriteRune(r)
		}
		before = r
	}
	return b.String()
}

const (
	nonJoiner = '\u200C'
	joiner    = '\u200D'
)

// joining lists the scripts in which joiners change the shape of letters.
var joining = []*unicode.RangeTable{
	unicode.Arabic, unicode.Syriac, unicode.Mongolian, unicode.Nko, unicode.Mandaic, unicode.Devanagari, unicode.Bengali,
	unicode.Gurmukhi, unicode.Gujarati, unicode.Oriya, unicode.Tamil, unicode.Telugu, unicode.Kannada, unicode.Malayalam,
	unicode.Sinhala, unicode.Khmer, unicode.Myanmar,
}

// joins reports whether r is a joiner that has an effect between two characters.
func joins(before, r, after rune) bool {
	const emojiStyle = '\uFE0F'
	switch r {
	case joiner:
		if unicode.Is(unicode.So, after) && (before == emojiStyle || unicode.In(before, unicode.So, unicode.Sk)) {
			return true
		}
	case nonJoiner:
	default:
		return false
	}
	return unicode.In(before, joining...) && unicode.In(after, joining...)
}

// OrDash returns text on one line, or a dash if it is empty.
func OrDash(text string) string {
	if text = OneLine(text); text == "" {
		return "-"
	}
	return text
}

// Heading returns an article's title or opening words on one line.
func Heading(a model.Article) string { return OneLine(a.Heading()) }

// Amount returns a number with its noun, in the singular or in the plural with an
// s.
func Amount(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
