package wording

import (
	"unicode/utf8"

	"assay.app/assay/model"
	"assay.app/assay/model/segment"
)

// class is what the rules of UAX #29 for words distinguish among plain characters.
type class uint8

const (
	other  class = iota
	letter       // ALetter
	digit        // Numeric
	amidDigits
	amidBoth // between letters or between digits
	unknown  // not a plain character
)

// classOf returns the class of a plain character: ASCII, a letter of Latin-1 or Latin
// Extended-A, Cyrillic, or a mark that is usual in print.
func classOf(r rune) class {
	switch {
	case 'a' <= r && r <= 'z', 'A' <= r && r <= 'Z', 0xC0 <= r && r <= 0x17F && r != 0xD7 && r != 0xF7, 0x400 <= r && r <= 0x481:
		return letter
	case '0' <= r && r <= '9':
		return digit
	case r == ',', r == ';':
		return amidDigits
	case r == '.', r == '\'', r == '‘', r == '’':
		return amidBoth
	case r == ':', r == '_', r < ' ':
		return unknown
	case r < utf8.RuneSelf, r == '“', r == '”', r == '„', r == '«', r == '»', r == '–', r == '—', r == '…':
		return other
	}
	return unknown
}

// spansOf returns what segment.Words returns. If all characters of the text are plain, it
// finds the words itself, which is about ten times as fast.
func spansOf(text string) []model.Span {
	words := make([]model.Span, 0, len(text)/5)
	span := model.Span{Start: -1} // the word begun
	last, gap := other, other     // its last class, and that of the mark after it
	end := func() {
		if span.Start >= 0 {
			words = append(words, span)
		}
		span.Start, gap = -1, other
	}
	for i, r := range text {
		switch c := classOf(r); c {
		case unknown:
			return segment.Words(text)
		case letter, digit:
			if gap != other && (last != c || gap == amidDigits && c != digit) {
				end()
			}
			if span.Start < 0 {
				span.Start = i
			}
			span.End, last, gap = i+utf8.RuneLen(r), c, other
		case amidDigits, amidBoth:
			if span.Start < 0 || gap != other || c == amidDigits && last != digit {
				end()
			} else {
				gap = c
			}
		default:
			end()
		}
	}
	end()
	return words
}
