package model

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// MaxFileName is the greatest length of a file name, in bytes, that nearly all file
// systems allow.
const MaxFileName = 255

// FileName returns stem followed by tail. If the two are longer than `most` bytes,
// it cuts the stem, between grapheme clusters if possible, and trims spaces and
// dots from its end. It never cuts the tail, even if the tail alone is longer than
// `most`.
func FileName(stem, tail string, most int) string {
	room := max(most-len(tail), 0)
	if len(stem) <= room {
		return stem + tail
	}
	cut := lastBefore(stem, room, startsCharacter)
	if cut == 0 { // no boundary between characters is within the room
		cut = lastBefore(stem, room, func(text string, at int) bool { return utf8.RuneStart(text[at]) })
	}
	if cut == 0 {
		cut = room
	}
	return strings.TrimRight(stem[:cut], " .") + tail
}

// IsFileName reports whether a name can be that of a file on every system: Windows
// reserves some signs and names, and drops spaces and dots at the end.
func IsFileName(name string) bool {
	if name == "" || len(name) > MaxFileName || strings.ContainsAny(name, `/\:*?"<>|`) || name != strings.Trim(name, " ") || strings.HasSuffix(name, ".") || strings.HasPrefix(name, ".") {
		return false
	}
	if strings.ContainsFunc(name, unicode.IsControl) || !utf8.ValidString(name) {
		return false
	}
	stem, _, _ := strings.Cut(strings.ToUpper(name), ".")
	switch stem {
	case "CON", "PRN", "AUX", "NUL":
		return false
	}
	isPort := len(stem) == 4 && (strings.HasPrefix(stem, "COM") || strings.HasPrefix(stem, "LPT")) && stem[3] >= '0' && stem[3] <= '9'
	return !isPort
}

// lastBefore returns the greatest byte offset up to at for which good returns true,
// or 0 if there is none.
func lastBefore(text string, at int, good func(text string, at int) bool) int {
	for at > 0 && !good(text, at) {
		at--
	}
	return at
}

// startsCharacter reports whether a grapheme cluster may begin at a byte offset.
func startsCharacter(text string, at int) bool {
	if !utf8.RuneStart(text[at]) {
		return false
	}
	const joiner = '\u200d'
	next, _ := utf8.DecodeRuneInString(text[at:])
	last, _ := utf8.DecodeLastRuneInString(text[:at])
	isTone := next >= 0x1F3FB && next <= 0x1F3FF // an emoji's skin tone
	isFlag := isRegional(next) && isRegional(last)
	return !unicode.Is(unicode.M, next) && next != joiner && last != joiner && !isTone && !isFlag
}

// isRegional reports whether a rune is a regional indicator; two of them make a
// flag.
func isRegional(r rune) bool { return r >= 0x1F1E6 && r <= 0x1F1FF }
