// Package char classifies characters by their role at the boundary of a sentence,
// and reads words.
package char

import (
	"unicode"
	"unicode/utf8"
)

// Class is the role of a character at the boundary of a sentence.
type Class uint8

const (
	Other    Class = iota
	Space          // white space of any kind
	Lower          // a lower-case letter
	Upper          // a capital
	Letter         // a letter of a script without case, or a mark on a letter
	Digit          // a decimal digit
	Opener         // an opening bracket or quotation mark, ¿ or ¡
	Closer         // a closing bracket or quotation mark
	Quote          // " ' and similar marks, which both open and close
	Dash           // hyphens and dashes
	Stop           // the full stop, which also marks abbreviations
	Ellipsis       // …
	Mark           // ! and ?, and similar marks of scripts that use spaces
	Wide           // 。 and similar marks, which need no space after them
	Bullet         // • and similar marks
	Inner          // punctuation inside a sentence: , ; : %
	Picture        // an emoji or a part of one
	Silent         // an invisible character such as a direction mark or a byte order mark
)

// IsWord reports whether characters of the class are letters or digits.
func (c Class) IsWord() bool { return Lower <= c && c <= Digit }

// IsTerminator reports whether a character of the class can end a sentence.
func (c Class) IsTerminator() bool { return Stop <= c && c <= Wide }

// members lists, by class, the characters that Unicode's properties do not classify
// as we need.
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
	{Letter, "°\u200C\u00AD"}, // inside words: "N°.", the zero-width non-joiner, soft hyphens
	{Silent, "\u200B\u200E\u200F\u061C\u202A\u202B\u202C\u202D\u202E\u2060\u2066\u2067\u2068\u2069\uFEFF"},
}

// Listed returns the characters of class c in the table members, or "" if it has
// none.
func Listed(c Class) string {
	for _, m := range members {
		if m.Class == c {
			return m.chars
		}
	}
	return ""
}

// greekQuestion is the code point of the Greek question mark, which looks like a
// semicolon.
const greekQuestion = '\u037E'

// common holds the classes of the characters before U+3100: most alphabets,
// punctuation and kana. forms holds those from U+FE00 to U+FFFF, which include the
// full-width punctuation of Chinese and Japanese. Every character in members is in
// one of the two.
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

// property returns the class of a character that is not in members.
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

// Of returns the class of r. U+FFFD, which stands for bytes that are not UTF-8, is
// Other.
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

// isPicture reports whether r is an emoji or a part of one, such as a joiner or a
// variation selector.
func isPicture(r rune) bool {
	return 0x1F000 <= r && r <= 0x1FAFF || 0x2600 <= r && r <= 0x27BF ||
		r == 0x200D || 0xFE00 <= r && r <= 0xFE0F || r == 0x20E3 || r == 0x2B50
}

// At returns the class and the width in bytes of the character that begins at byte
// i of text. Past the end it returns Space and 0.
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

// RuneAt decodes the character that begins at byte i, and returns it with its width
// in bytes. It is utf8.DecodeRuneInString with fast paths for the most common
// characters of several bytes: those of two bytes (Greek, Cyrillic, Arabic), and
// those of three whose first byte rules out overlong forms and surrogates. i must
// be less than len(text).
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

// IsTrail reports whether c is a continuation byte of UTF-8.
func IsTrail(c byte) bool { return c&0xC0 == 0x80 }

// Before returns the class and the width in bytes of the character that ends at
// byte i of text. At the start it returns Space and 0.
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

// SkipSpaceBack returns the offset of the first byte of the white space that ends
// at byte i, but at least from. It returns i if there is no white space.
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

// SkipSpace returns the offset of the first byte at or after i that is not white
// space, or len(text) if there is none.
func SkipSpace(text string, i int) int {
	for {
		c, n := At(text, i)
		if c != Space || n == 0 {
			return i
		}
		i += n
	}
}
