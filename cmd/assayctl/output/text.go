package main

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"assay.app/assay/model"
)

// What others wrote is printed so that a terminal shows what is there: control
// characters, which could change the terminal, are replaced by U+FFFD, and
// characters that cannot be seen, or that turn the order of others, are written
// as <U+202E>. JSON has all of them as escapes; see exchange.WriteJSON.

// oneLine makes text fit for one line of a terminal, with white space
// collapsed.
func oneLine(text string) string {
	return printable(strings.Join(strings.Fields(visible(text)), " "))
}

// printable makes text fit for a terminal and leaves its spaces as they are:
// a name or a message.
func printable(text string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n', r == '\t':
			return ' '
		case unicode.IsControl(r):
			return utf8.RuneError
		}
		return r
	}, visible(text))
}

// visible writes out characters that cannot be seen. Joiners stay where they do
// their work: in an emoji, and between letters of scripts that join.
func visible(text string) string {
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

// The joiners.
const (
	nonJoiner = '\u200C'
	joiner    = '\u200D'
)

// joining are the scripts in which joiners change how letters look.
var joining = []*unicode.RangeTable{
	unicode.Arabic, unicode.Syriac, unicode.Mongolian, unicode.Nko, unicode.Mandaic, unicode.Devanagari, unicode.Bengali,
	unicode.Gurmukhi, unicode.Gujarati, unicode.Oriya, unicode.Tamil, unicode.Telugu, unicode.Kannada, unicode.Malayalam,
	unicode.Sinhala, unicode.Khmer, unicode.Myanmar,
}

// joins reports whether r is a joiner that does its work between two characters.
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

// orDash stands a dash in for what is not known.
func orDash(text string) string {
	if text = oneLine(text); text == "" {
		return "-"
	}
	return text
}

// baseName cuts the folders off an import path of any system.
func baseName(path string) string {
	return path[strings.LastIndexAny(path, `/\`)+1:]
}

// heading is what an article is called in a list.
func heading(a model.Article) string { return oneLine(a.Heading()) }
