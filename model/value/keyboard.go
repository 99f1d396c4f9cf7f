package value

import (
	"strings"
	"unicode"
)

// commandLetters are the letters that run commands of the window when they are pressed
// alone. A label cannot have one. Some are for commands that are planned.
const commandLetters = "AGJKLMNORSTWXY"

// RunsCommand reports whether a letter runs a command of the window when its key is
// pressed alone, so that no label can have it.
func RunsCommand(letter rune) bool {
	return strings.ContainsRune(commandLetters, unicode.ToUpper(LatinKey(unicode.ToLower(letter))))
}

// LetterKey returns what two letters have in common that the same key types, whatever
// script the keyboard has: "c" for C and for С. Only one label can have such a letter.
func LetterKey(letter string) string { return strings.Map(LatinKey, Folded(letter)) }

// LatinKey returns the Latin letter, sign or digit on the key that types a lower-case
// character of another script. It returns other characters unchanged.
func LatinKey(r rune) rune {
	if latin, other := latinOn[r]; other {
		return latin
	}
	return r
}

// latinOn maps characters of other scripts to the Latin letter, sign or digit on
// the same key of the standard layouts: Ukrainian and Russian ЙЦУКЕН, Greek, and
// Arabic 101.
var latinOn = layouts(
	"йцукенгшщзхїъфівапролдячсмитьы", "qwertyuiop[]]asdfghjklzxcvbnms",
	"ςερτυθιοπασδφγηξκλζχψωβνμ", "wertyuiopasdfghjklzxcvbnm",
	"ضصثقفغعهخحشسيبلاتنمئءؤرىة", "qwertyuiopasdfghjklzxcvnm",
	"٠١٢٣٤٥٦٧٨٩", "0123456789", // digits of Arabic and of Persian
	"۰۱۲۳۴۵۶۷۸۹", "0123456789",
)

// layouts takes pairs of strings. It maps each character of the first string of a
// pair to the character at the same index of the second. If a character occurs more
// than once, its first mapping counts.
func layouts(pairs ...string) map[rune]rune {
	m := make(map[rune]rune)
	for i := 0; i < len(pairs); i += 2 {
		latin := []rune(pairs[i+1])
		for j, r := range []rune(pairs[i]) {
			if _, seen := m[r]; !seen {
				m[r] = latin[j]
			}
		}
	}
	return m
}
