package model

import "unicode"

// Hidden reports whether a character cannot be seen but changes what is seen,
// or hides something in it: marks that turn the direction of text, line and
// paragraph separators, joiners, fillers and other format characters. Control
// characters are not among them.
func Hidden(r rune) bool {
	switch {
	case r < 0xAD:
		return false
	case unicode.Is(unicode.Prepended_Concatenation_Mark, r): // signs around numbers, which are seen
		return false
	}
	return unicode.In(r, unicode.Cf, unicode.Zl, unicode.Zp, unicode.Other_Default_Ignorable_Code_Point)
}
