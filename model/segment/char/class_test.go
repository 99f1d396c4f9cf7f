package char

import (
	"testing"
	"unicode"
	"unicode/utf8"
)

// TestShortWaysOfDecoding compares the fast paths with the standard library, for
// every code point below U+10000, some of the others, and invalid bytes.
func TestShortWaysOfDecoding(t *testing.T) {
	var texts []string
	const tables, step = 0x10000, 0x101
	for r := rune(0); r <= unicode.MaxRune; r++ {
		texts = append(texts, string(r))
		if r >= tables {
			r += step
		}
	}
	texts = append(texts, "\x80", "\xc2", "\xc1\x80", "\xd0.", "\xe3\x80", "\xe0\x80\x80", "\xed\xa0\x80", "\xef\xbf", "\xf0\x9f\x98", "\xff")
	for _, text := range texts {
		for _, text := range []string{text, text + "a", "é" + text, "\x80" + text} {
			r, n := utf8.DecodeRuneInString(text)
			if gotRune, got := RuneAt(text, 0); gotRune != r || got != n {
				t.Fatalf("%q is %q in %d bytes, want %q in %d", text, gotRune, got, r, n)
			}
			r, n = utf8.DecodeLastRuneInString(text)
			if c, got := Before(text, len(text)); c != Of(r) || got != n {
				t.Fatalf("%q ends in class %d in %d bytes, want %d in %d", text, c, got, Of(r), n)
			}
		}
	}
}

func TestMembersLieInTheTables(t *testing.T) {
	for _, m := range members {
		for _, r := range m.chars {
			if Of(r) != m.Class {
				t.Errorf("%q has class %d, want %d", r, Of(r), m.Class)
			}
		}
	}
	for r := range rune(0x3000) {
		if isSpace := unicode.IsSpace(r); isSpace != (Of(r) == Space) {
			t.Errorf("%q: white space %v, class %d", r, isSpace, Of(r))
		}
	}
}
