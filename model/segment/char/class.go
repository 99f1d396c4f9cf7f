// Package char classifies characters by the part they play at the edge of a
// sentence, and reads the words they make.
package char

import (
	"unicode"
	"unicode/utf8"
)

// Class says what part a character plays at the edge of a sentence.
type Class uint8

const (
	Other    Class = iota
	Space          // white space of any kind
	Lower          // a lower-case letter
	Upper          // a capital
	Letter         // a letter of a script without case
	Digit          // a decimal digit
	Opener         // an opening bracket or quotation mark, ¿ and ¡
	Closer         // a closing bracket or quotation mark
	Quote          // " and ', which open and close
	Dash           // hyphens and dashes
	Stop           // the full stop, which also abbreviates
	Ellipsis       // …
	Mark           // ! and ?, and their like in scripts that use spaces
	Wide           // 。 and its like, which need no space after them
	Bullet         // • and its like
	Inner          // punctuation with which a sentence goes on: , ; : %
	Picture        // an emoji or a part of one
	Silent         // not seen: marks of direction, a byte order mark
)

// IsWord reports whether the class is of letters or digits.
func (c Class) IsWord() bool { return Lower <= c && c <= Digit }

// IsTerminator reports whether the class can end a sentence.
func (c Class) IsTerminator() bool { return Stop <= c && c <= Wide }

// members lists the characters of each class that Unicode's own properties do
// not give us.
var members = []struct {
	Class Class
	chars string
}{
	{Opener, "([{“„«‹‚‘‟‛「『《〈（【〔［｛｢〝¿¡"},
	{Closer, ")]}”»›’」』》〉）】〕］｝｣〞〟"},
	{Quote, "\"'`＂＇"},
	{Dash, "-‐‑‒–—―−"},
	{Stop, "."},
	{Ellipsis, "…⋯"},
	{Mark, "!?‼⁇⁈⁉‽؟۔।॥։՜՞።፧፨။។៕᠃᠉܀܁܂"},
	{Wide, "。！？｡．"},
	{Bullet, "•‣◦⁃▪▫■●○►➢➤❖·"},
	{Inner, ",;:%&/\\=+_，、；：،؛№"},
	{Letter, "°\u200C\u00AD"}, // inside words: "N°.", joiners, soft hyphens
	{Silent, "\u200B\u200E\u200F\u061C\u202A\u202B\u202C\u202D\u202E\u2060\u2066\u2067\u2068\u2069\uFEFF"},
}

// Listed returns the characters that members lists for a class.
func Listed(c Class) string {
	for _, m := range members {
		if m.Class == c {
			return m.chars
		}
	}
	return ""
}

// greekQuestion is the code point made for the Greek question mark. It looks
// like a semicolon, which most Greek texts use in its place.
const greekQuestion = '\u037E'

// common holds the classes of all characters before U+3100: every alphabet,
// the punctuation, kana. forms holds those from U+FE00 on, where the full-width
// punctuation of Chinese and Japanese is. No member lies elsewhere.
var common, forms = func() (low [0x3100]Class, high [0x200]Class) {
	for r := range low {
		low[r] = property(rune(r))
	}
	for r := range high {
		high[r] = property(rune(r) + firstForm)
	}
	low[greekQuestion] = Mark
	for _, m := range members {
		for _, r := range m.chars {
			if int(r) < len(low) {
				low[r] = m.Class
			} else {
				high[r-firstForm] = m.Class
			}
		}
	}
	return low, high
}()

const firstForm = 0xFE00

// property gives the class that Unicode's properties alone give a character.
func property(r rune) Class {
	switch {
	case unicode.IsLower(r):
		return Lower
	case unicode.IsUpper(r) || unicode.IsTitle(r):
		return Upper
	case isPicture(r):
		return Picture
	case unicode.IsLetter(r) || unicode.IsMark(r):
		return Letter
	case unicode.IsSpace(r):
		return Space
	case unicode.IsDigit(r):
		return Digit
	}
	return Other
}

// Of gives the class of any character. Bytes that are not UTF-8 arrive
// here as U+FFFD and are other.
func Of(r rune) Class {
	switch {
	case int(r) < len(common):
		return common[r]
	case 0x3400 <= r && r <= 0x9FFF || 0xAC00 <= r && r <= 0xD7A3:
		return Letter // Han and Hangul
	}
	if i := int(r) - firstForm; 0 <= i && i < len(forms) {
		return forms[i]
	}
	return property(r)
}

// isPicture reports whether r is drawn as an emoji or joins or colours one.
func isPicture(r rune) bool {
	return 0x1F000 <= r && r <= 0x1FAFF || 0x2600 <= r && r <= 0x27BF ||
		r == 0x200D || 0xFE00 <= r && r <= 0xFE0F || r == 0x20E3 || r == 0x2B50
}

// At gives the class of the character that begins at byte i of text, and its
// width in bytes. Past the end it gives space and 0.
func At(text string, i int) (Class, int) {
	if i >= len(text) {
		return Space, 0
	}
	if c := text[i]; c < utf8.RuneSelf {
		return common[c], 1
	}
	r, n := RuneAt(text, i)
	return Of(r), n
}

// RuneAt decodes the character of several bytes that begins at byte i. It is
// utf8.DecodeRuneInString with a short way for what is most common: two bytes
// (Greek, Cyrillic, Arabic), or three that are neither too few nor surrogates.
func RuneAt(text string, i int) (rune, int) {
	const two, three, more = 0xC2, 0xE1, 0xED
	switch c := text[i]; {
	case two <= c && c < 0xE0 && i+1 < len(text) && IsTrail(text[i+1]):
		return rune(c&0x1F)<<6 | rune(text[i+1]&0x3F), 2
	case three <= c && c < more && i+2 < len(text) && IsTrail(text[i+1]) && IsTrail(text[i+2]):
		return rune(c&0x0F)<<12 | rune(text[i+1]&0x3F)<<6 | rune(text[i+2]&0x3F), 3
	}
	return utf8.DecodeRuneInString(text[i:])
}

// IsTrail reports whether c continues a character of several bytes.
func IsTrail(c byte) bool { return c&0xC0 == 0x80 }

// Before gives the class of the character that ends at byte i of text, and its
// width in bytes. At the start it gives space and 0.
func Before(text string, i int) (Class, int) {
	if i <= 0 {
		return Space, 0
	}
	if c := text[i-1]; c < utf8.RuneSelf {
		return common[c], 1
	}
	if i >= 2 && text[i-2] >= 0xC2 && text[i-2] < 0xE0 {
		r, n := RuneAt(text[:i], i-2)
		return Of(r), n
	}
	r, n := utf8.DecodeLastRuneInString(text[:i])
	return Of(r), n
}

// SkipSpaceBack gives the end of the last character before byte i, and not
// before from, that is not white space.
func SkipSpaceBack(text string, from, i int) int {
	for i > from {
		c, n := Before(text, i)
		if c != Space {
			break
		}
		i -= n
	}
	return i
}

// SkipSpace gives the first byte at or after i that is not white space.
func SkipSpace(text string, i int) int {
	for {
		c, n := At(text, i)
		if c != Space || n == 0 {
			return i
		}
		i += n
	}
}
