package charset_test

import (
	"strings"

	"golang.org/x/text/unicode/norm"
)

// vietnamese returns r with its tone mark as a separate character.
func vietnamese(r rune) string {
	const tones = "\u0300\u0301\u0303\u0309\u0323"
	letter, tone := "", ""
	for _, c := range norm.NFD.String(string(r)) {
		if strings.ContainsRune(tones, c) {
			tone += string(c)
		} else {
			letter += string(c)
		}
	}
	return norm.NFC.String(letter) + tone
}
