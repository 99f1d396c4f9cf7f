package segment

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/go-text/typesetting/segmenter"

	"assay.app/assay/model/segment/char"
)

// Dividing by hand
//
// What the rules have got wrong a person puts right: a caret is shown in the
// sentence and moved to where it is to be divided. It moves from word to word,
// or from character to character as they are seen, so that no letter loses its
// accent. It begins where a division is most likely:
//
//	“It held,” she said. nobody knew why; the dam, however, did not.
//	           ,  1     . 3          ;  2    , 1      , 1
//
// after the mark of the highest rank, and of those with the same rank after
// the one nearest the middle.

// WordStarts gives the byte offsets in sentence, in order, at which a word
// begins that has another before it. In scripts that put no spaces between
// words, every character counts as one.
func WordStarts(sentence string) []int {
	var out []int
	for _, at := range Characters(sentence) {
		before, _ := utf8.DecodeLastRuneInString(sentence[:at])
		after, _ := utf8.DecodeRuneInString(sentence[at:])
		if startsWord(before, after) && hasWord(sentence[:at]) && hasWord(sentence[at:]) {
			out = append(out, at)
		}
	}
	return out
}

func startsWord(before, after rune) bool {
	b, a := char.Of(before), char.Of(after)
	switch {
	case a == char.Space:
		return false
	case b == char.Space:
		return true
	case a != char.Letter && !a.IsWord() && a != char.Opener && a != char.Quote:
		return false // a mark belongs to what is before it
	case b.IsTerminator() && (a == char.Upper || a == char.Opener): // a space was forgotten
		return true
	case b == char.Wide, before == '—', before == '―', before == '，', before == '、', before == '；':
		return true
	}
	return b != char.Opener && (spaceless(before) || spaceless(after)) && (b.IsWord() || b == char.Closer)
}

// spaceless reports whether r is of a script without spaces between words.
func spaceless(r rune) bool {
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar)
}

// hasWord reports whether anything that can be seen is in text.
func hasWord(text string) bool {
	return strings.ContainsFunc(text, func(r rune) bool { return unicode.IsGraphic(r) && !unicode.IsSpace(r) })
}

// Characters gives the byte offsets in sentence, in order, between what people
// see as characters (the grapheme clusters of UAX #29), without its two ends.
func Characters(sentence string) []int {
	var offsets, out []int
	for at := range sentence {
		offsets = append(offsets, at)
	}
	var s segmenter.Segmenter
	s.InitWithString(sentence)
	for all := s.GraphemeIterator(); all.Next(); {
		if at := all.Grapheme().Offset; at > 0 {
			out = append(out, offsets[at])
		}
	}
	return out
}

// LikelyDivision gives the byte offset in sentence at which it is most likely
// to be divided in two, and false when it is one word.
func LikelyDivision(sentence string) (int, bool) {
	best, rank, distance := 0, -1, 0
	for _, at := range WordStarts(sentence) {
		d := at - len(sentence)/2
		if d < 0 {
			d = -d
		}
		if r := rankOf(sentence[:at], sentence[at:]); r > rank || r == rank && d < distance {
			best, rank, distance = at, r, d
		}
	}
	return best, rank >= 0
}

// rankOf says how likely a division between before and after is.
func rankOf(before, after string) int {
	before = strings.TrimRightFunc(before, func(r rune) bool {
		c := char.Of(r)
		return c == char.Space || c == char.Closer || c == char.Quote || c == char.Silent
	})
	last, size := utf8.DecodeLastRuneInString(before)
	next, _ := utf8.DecodeRuneInString(after)
	switch c := char.Of(last); {
	case c == char.Stop && abbreviates(before[:len(before)-size]):
		return 1
	case c == char.Inner && strings.ContainsRune(";；؛", last):
		return 2
	case c.IsTerminator() && c != char.Stop, c == char.Stop && char.Of(next) != char.Lower:
		return 4
	case c == char.Stop:
		return 3
	case c == char.Inner, c == char.Dash && last != '-':
		return 1
	}
	return 0
}

// abbreviates guesses whether a full stop after before abbreviates: "Mr.",
// "U.S.", "J.".
func abbreviates(before string) bool {
	word := before[strings.LastIndexFunc(before, unicode.IsSpace)+1:]
	first, _ := utf8.DecodeRuneInString(word)
	return utf8.RuneCountInString(word) <= 3 && unicode.IsUpper(first)
}
