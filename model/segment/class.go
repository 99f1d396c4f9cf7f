package segment

import (
	"unicode"
	"unicode/utf8"
)

// class says what part a character plays at the edge of a sentence.
type class uint8

const (
	other    class = iota
	space          // white space of any kind
	lower          // a lower-case letter
	upper          // a capital
	letter         // a letter of a script without case
	digit          // a decimal digit
	opener         // an opening bracket or quotation mark, ¿ and ¡
	closer         // a closing bracket or quotation mark
	quote          // " and ', which open and close
	dash           // hyphens and dashes
	stop           // the full stop, which also abbreviates
	ellipsis       // …
	mark           // ! and ?, and their like in scripts that use spaces
	wide           // 。 and its like, which need no space after them
	bullet         // • and its like
	inner          // punctuation with which a sentence goes on: , ; : %
	picture        // an emoji or a part of one
	silent         // not seen: marks of direction, a byte order mark
)

// isWord reports whether the class is of letters or digits.
func (c class) isWord() bool { return lower <= c && c <= digit }

// isTerminator reports whether the class can end a sentence.
func (c class) isTerminator() bool { return stop <= c && c <= wide }

// members lists the characters of each class that Unicode's own properties do
// not give us.
var members = []struct {
	class class
	chars string
}{
	{opener, "([{“„«‹‚‘‟‛「『《〈（【〔［｛｢〝¿¡"},
	{closer, ")]}”»›’」』》〉）】〕］｝｣〞〟"},
	{quote, "\"'`＂＇"},
	{dash, "-‐‑‒–—―−"},
	{stop, "."},
	{ellipsis, "…⋯"},
	{mark, "!?‼⁇⁈⁉‽؟۔।॥։՜՞።፧፨။។៕᠃᠉܀܁܂"},
	{wide, "。！？｡．"},
	{bullet, "•‣◦⁃▪▫■●○►➢➤❖·"},
	{inner, ",;:%&/\\=+_，、；：،؛№"},
	{letter, "°\u200C\u00AD"}, // inside words: "N°.", joiners, soft hyphens
	{silent, "\u200B\u200E\u200F\u061C\u202A\u202B\u202C\u202D\u202E\u2060\u2066\u2067\u2068\u2069\uFEFF"},
}

// greekQuestion is the code point made for the Greek question mark. It looks
// like a semicolon, which most Greek texts use in its place.
const greekQuestion = '\u037E'

// common holds the classes of all characters before U+3100: every alphabet,
// the punctuation, kana. forms holds those from U+FE00 on, where the full-width
// punctuation of Chinese and Japanese is. No member lies elsewhere.
var common, forms = func() (low [0x3100]class, high [0x200]class) {
	for r := range low {
		low[r] = property(rune(r))
	}
	for r := range high {
		high[r] = property(rune(r) + firstForm)
	}
	low[greekQuestion] = mark
	for _, m := range members {
		for _, r := range m.chars {
			if int(r) < len(low) {
				low[r] = m.class
			} else {
				high[r-firstForm] = m.class
			}
		}
	}
	return low, high
}()

const firstForm = 0xFE00

// property gives the class that Unicode's properties alone give a character.
func property(r rune) class {
	switch {
	case unicode.IsLower(r):
		return lower
	case unicode.IsUpper(r) || unicode.IsTitle(r):
		return upper
	case isPicture(r):
		return picture
	case unicode.IsLetter(r) || unicode.IsMark(r):
		return letter
	case unicode.IsSpace(r):
		return space
	case unicode.IsDigit(r):
		return digit
	}
	return other
}

// classOf gives the class of any character. Bytes that are not UTF-8 arrive
// here as U+FFFD and are other.
func classOf(r rune) class {
	switch {
	case int(r) < len(common):
		return common[r]
	case 0x3400 <= r && r <= 0x9FFF || 0xAC00 <= r && r <= 0xD7A3:
		return letter // Han and Hangul
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

// at gives the class of the character that begins at byte i of text, and its
// width in bytes. Past the end it gives space and 0.
func at(text string, i int) (class, int) {
	if i >= len(text) {
		return space, 0
	}
	if c := text[i]; c < utf8.RuneSelf {
		return common[c], 1
	}
	r, n := runeAt(text, i)
	return classOf(r), n
}

// runeAt decodes the character of several bytes that begins at byte i. It is
// utf8.DecodeRuneInString with a short way for what is most common: two bytes
// (Greek, Cyrillic, Arabic), or three that are neither too few nor surrogates.
func runeAt(text string, i int) (rune, int) {
	const two, three, more = 0xC2, 0xE1, 0xED
	switch c := text[i]; {
	case two <= c && c < 0xE0 && i+1 < len(text) && isTrail(text[i+1]):
		return rune(c&0x1F)<<6 | rune(text[i+1]&0x3F), 2
	case three <= c && c < more && i+2 < len(text) && isTrail(text[i+1]) && isTrail(text[i+2]):
		return rune(c&0x0F)<<12 | rune(text[i+1]&0x3F)<<6 | rune(text[i+2]&0x3F), 3
	}
	return utf8.DecodeRuneInString(text[i:])
}

// isTrail reports whether c continues a character of several bytes.
func isTrail(c byte) bool { return c&0xC0 == 0x80 }

// before gives the class of the character that ends at byte i of text, and its
// width in bytes. At the start it gives space and 0.
func before(text string, i int) (class, int) {
	if i <= 0 {
		return space, 0
	}
	if c := text[i-1]; c < utf8.RuneSelf {
		return common[c], 1
	}
	if i >= 2 && text[i-2] >= 0xC2 && text[i-2] < 0xE0 {
		r, n := runeAt(text[:i], i-2)
		return classOf(r), n
	}
	r, n := utf8.DecodeLastRuneInString(text[:i])
	return classOf(r), n
}

// skipSpaceBack gives the end of the last character before byte i, and not
// before from, that is not white space.
func skipSpaceBack(text string, from, i int) int {
	for i > from {
		c, n := before(text, i)
		if c != space {
			break
		}
		i -= n
	}
	return i
}

// skipSpace gives the first byte at or after i that is not white space.
func skipSpace(text string, i int) int {
	for {
		c, n := at(text, i)
		if c != space || n == 0 {
			return i
		}
		i += n
	}
}
