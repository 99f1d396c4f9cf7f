package token

import (
	"bytes"
	"unicode"
	"unicode/utf8"
)

// role is what a folded code point does to a word.
type role uint8

const (
	between role = iota // ends words
	nothing             // is left out, and belongs to the letter before it
	inWord              // is part of a word
	mark                // is part of the letter before it
	alone               // is a letter of an unspaced script
	lonely              // is a mark of an unspaced script
	joiner              // ends a piece of a word, as an apostrophe that is a letter does
)

// roleOf returns the role of a folded code point.
func roleOf(r rune) role {
	isMark := unicode.IsMark(r)
	switch {
	case !IsWordRune(r):
		return between
	case IsUnspaced(r) && isMark:
		return lonely
	case IsUnspaced(r):
		return alone
	case isMark:
		return mark
	}
	return inWord
}

// IsWordRune reports whether a code point is a letter, a number or a mark. Words
// consist of these.
func IsWordRune(r rune) bool { return unicode.In(r, unicode.L, unicode.N, unicode.M) }

// IsUnspaced reports whether a letter belongs to a script without spaces between
// words. That includes some signs of Japanese that belong to no script.
func IsUnspaced(r rune) bool {
	return r >= 0x0e00 && (unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar) ||
		r == 'ー' || r == '〆' || '〱' <= r && r <= '〵')
}

// firstHangul is the first code point of the Korean letters.
const firstHangul = '\u1100'

// IsHangul reports whether a folded letter is a Korean syllable, or part of one.
func IsHangul(r rune) bool {
	return '가' <= r && r <= 0xd7ff || firstHangul <= r && r <= 0x11ff || 0xa960 <= r && r <= 0xa97f
}

// apart is how a code point forms a piece of its own within a word.
type apart uint8

const (
	flat    apart = iota // not a piece of its own
	raised               // ¹ ² ³; adjacent ones form one piece
	lowered              // ₁ ₂ ₃; adjacent ones form one piece
	single               // ½ ① ㎏ ™; each is a piece
)

// apartOf returns how a code point is set apart. Most code points that stand for
// other digits or letters are “other numbers” (½, ①) or “other symbols” (㎏, ™) in
// Unicode. Letters and decimal digits of another script or style are neither.
func apartOf(r rune) apart {
	switch {
	case r == '¹' || r == '²' || r == '³' || r == '⁰' || '⁴' <= r && r <= '⁹':
		return raised
	case '₀' <= r && r <= '₉':
		return lowered
	case r < utf8.RuneSelf || !unicode.In(r, unicode.No, unicode.So):
		return flat
	}
	first, _ := utf8.DecodeRune(FoldRune(nil, r))
	if first != r && roleOf(first) == inWord {
		return single
	}
	return flat
}

// IsApart reports whether a code point forms a piece of its own within a word, as ²
// and ㎏ do.
func IsApart(r rune) bool { return apartOf(r) != flat }

// fractionSlash is part of the decomposition of ½.
var fractionSlash = []byte("⁄")

// isFraction reports whether the folded form of a sign is a fraction.
func isFraction(folded []byte) bool { return bytes.Contains(folded, fractionSlash) }

// sign packs what is known about a code point: its folded form, the role of that
// form, how it is set apart, and whether it has been looked up at all.
type sign uint32

const (
	signKnown   sign = 1 << 31
	signSeveral sign = 1 << 30 // folded to several code points, each with its own role
	signHyphen  sign = 1 << 29 // may divide a word at the end of a line
	signApart        = 27      // the number of bits below it
	signRole         = 24      // the number of bits below it
	signRune    sign = 1<<21 - 1
)

func (s sign) role() role   { return role(s>>signRole) & 7 }
func (s sign) apart() apart { return apart(s>>signApart) & 3 }

func (t *Tokenizer) of(r rune) sign {
	if r > 0xffff {
		return t.find(r)
	}
	page := t.signs[r>>8]
	if page == nil {
		page = new([256]sign)
		t.signs[r>>8] = page
	}
	s := page[r&0xff]
	if s == 0 {
		s = t.find(r)
		page[r&0xff] = s
	}
	return s
}

// find looks a code point up in the tables of Unicode.
func (t *Tokenizer) find(r rune) sign {
	s := signKnown | sign(apartOf(r))<<signApart
	if isLineHyphen(r) {
		s |= signHyphen
	}
	t.spill = FoldRune(t.spill[:0], r)
	if len(t.spill) == 0 {
		return s | sign(nothing)<<signRole
	}
	to, size := utf8.DecodeRune(t.spill)
	switch {
	case size < len(t.spill):
		return s | signSeveral
	case isApostropheLetter(r):
		return s | sign(joiner)<<signRole | sign(to)
	}
	return s | sign(roleOf(to))<<signRole | sign(to)
}
