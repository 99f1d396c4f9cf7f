package model

import "unicode"

// Hidden reports whether a character is invisible but changes what is visible, or
// hides something: marks that change the direction of text, line and paragraph
// separators, joiners, fillers and other format characters. Control characters are
// not among them.
func Hidden(r rune) bool {
	switch {
	case r < 0xAD:
		return false
	case unicode.Is(unicode.Prepended_Concatenation_Mark, r): // signs around numbers, which are visible
		return false
	}
	return unicode.In(r, unicode.Cf, unicode.Zl, unicode.Zp, unicode.Other_Default_Ignorable_Code_Point)
}
