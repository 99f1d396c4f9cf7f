package model

import "unicode"

// Hidden reports whether r is an invisible character that can change how the text
// around it looks: a direction mark, a line or paragraph separator, a joiner, a
// filler or another format character. It returns false for control characters.
func Hidden(r rune) bool {
	switch {
	case r < 0xAD:
		return false
	case unicode.Is(unicode.Prepended_Concatenation_Mark, r): // these are visible
		return false
	}
	return unicode.In(r, unicode.Cf, unicode.Zl, unicode.Zp, unicode.Other_Default_Ignorable_Code_Point)
}
