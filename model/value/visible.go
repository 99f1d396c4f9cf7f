package value

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Invisible characters in names
//
// Two names that look the same should be the same, so invisible characters are
// removed: direction marks, zero-width spaces, soft hyphens, fillers. Three kinds
// stay where they have a meaning:
//
//   - the zero-width joiner and non-joiner between letters of scripts that join
//     them (Persian ی‌ها, Sinhala ශ්‍ර) and the joiner between the parts of an
//     emoji;
//   - a variation selector after an ideograph (the two forms of 葛 in Japanese
//     names) or a symbol;
//   - format characters that are visible, such as the Arabic number sign.

const (
	nonJoiner = '\u200C'
	joiner    = '\u200D'
)

// joined are the scripts whose letters join or form clusters.
var joined = []*unicode.RangeTable{
	unicode.Arabic, unicode.Syriac, unicode.Mongolian, unicode.Nko, unicode.Mandaic, unicode.Adlam, unicode.Hanifi_Rohingya,
	unicode.Devanagari, unicode.Bengali, unicode.Gurmukhi, unicode.Gujarati, unicode.Oriya, unicode.Tamil, unicode.Telugu,
	unicode.Kannada, unicode.Malayalam, unicode.Sinhala, unicode.Tibetan, unicode.Myanmar, unicode.Khmer, unicode.Balinese, unicode.Javanese,
}

// mostMarks is the greatest number of marks kept on one letter. After 30, NFC would
// insert an invisible character.
const mostMarks = 8

// look returns s in NFC, without the characters that visible removes.
func look(s string) string {
	if plain(s) {
		return s
	}
	return norm.NFC.String(visible(norm.NFC.String(s)))
}

// visible returns s without invisible characters, except where they have a meaning,
// and with at most mostMarks marks on a letter.
func visible(s string) string {
	var out strings.Builder
	out.Grow(len(s))
	before := rune(-1) // the last kept character; of marks, only those of joining scripts count
	pending := rune(0) // a joiner that stays if the next character joins
	marks := 0
	for _, r := range s {
		mark := unicode.In(r, unicode.Mn, unicode.Me)
		switch {
		case r == joiner || r == nonJoiner:
			if pending == 0 {
				pending = r
			}
			continue
		case unicode.Is(unicode.Variation_Selector, r):
			if !varies(before) {
				continue
			}
		case unseen(r), mark && marks == mostMarks:
			continue
		}
		if pending != 0 && joins(before, pending, r) {
			out.WriteRune(pending)
		}
		pending = 0
		out.WriteRune(r)
		if !mark || unicode.In(r, joined...) {
			before = r
		}
		marks++
		if !mark {
			marks = 0
		}
	}
	return out.String()
}

// unseen reports whether r is invisible in every place.
func unseen(r rune) bool {
	return unicode.Is(unicode.Cf, r) && !unicode.Is(unicode.Prepended_Concatenation_Mark, r) ||
		unicode.Is(unicode.Other_Default_Ignorable_Code_Point, r)
}

// joins reports whether a joiner between two characters has an effect.
func joins(before, between, after rune) bool {
	if unicode.In(before, joined...) && unicode.In(after, joined...) {
		return true
	}
	return between == joiner && isSymbol(before) && isSymbol(after)
}

// varies reports whether a variation selector after r may have an effect.
func varies(r rune) bool {
	return unicode.In(r, unicode.Han, unicode.Mongolian, unicode.Phags_Pa, unicode.Myanmar) || isSymbol(r)
}

// isSymbol reports whether r may be part of an emoji.
func isSymbol(r rune) bool {
	return r > unicode.MaxLatin1 && unicode.In(r, unicode.So, unicode.Sk, unicode.Sm) || r == '‼' || r == '⁉'
}
