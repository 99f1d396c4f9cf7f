package segment

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/go-text/typesetting/segmenter"

	"assay.app/assay/model"
	"assay.app/assay/model/segment/char"
)

// Dividing by hand
//
// If the rules are wrong, the analyst divides a sentence by hand. A caret in the
// sentence shows where it will be divided. The caret moves by words or by grapheme
// clusters, so that no letter loses its accent. It starts where a division is most
// likely: after the mark of the highest rank or, if there are several, after the
// one nearest the middle. Examples of ranks:
//
//	“It held,” she said. nobody knew why; the dam, however, did not.
//	        , 1        . 3              ; 2      , 1      , 1

// WordStarts returns the byte offsets in sentence, in order, at which a word other
// than the first begins. In scripts without spaces between words, each letter, with
// its marks, counts as a word.
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
		return false // a mark belongs to the word before it, so no word begins here
	case b.IsTerminator() && (a == char.Upper || a == char.Opener): // a space is missing
		return true
	case b == char.Wide, before == '—', before == '―', before == '，', before == '、', before == '；':
		return true
	}
	return b != char.Opener && (spaceless(before) || spaceless(after)) && (b.IsWord() || b == char.Closer)
}

// spaceless reports whether r belongs to a script without spaces between words.
func spaceless(r rune) bool {
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar)
}

// hasWord reports whether text has a visible character.
func hasWord(text string) bool {
	return strings.ContainsFunc(text, func(r rune) bool { return unicode.IsGraphic(r) && !unicode.IsSpace(r) })
}

// Characters returns the byte offsets of the boundaries between the grapheme
// clusters of sentence (UAX #29), in order. The start and the end of sentence are
// not included.
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

// Words returns the spans of the words of a text (UAX #29), as byte offsets, in
// order. White space and punctuation belong to no word. A letter that UAX #29 counts
// to no word, as in Japanese, is a word of its own.
func Words(text string) (words []model.Span) {
	offsets := make([]int, 0, len(text)+1)
	for at := range text {
		offsets = append(offsets, at)
	}
	offsets = append(offsets, len(text))
	var s segmenter.Segmenter
	s.InitWithString(text)
	end := 0
	for all := s.WordIterator(); all.Next(); {
		w := all.Word()
		span := model.Span{Start: offsets[w.Offset], End: offsets[w.Offset+len(w.Text)]}
		words = append(appendLetters(words, text, model.Span{Start: end, End: span.Start}), span)
		end = span.End
	}
	return appendLetters(words, text, model.Span{Start: end, End: len(text)})
}

// appendLetters appends the spans of the characters in a part of a text that begin
// with a letter.
func appendLetters(words []model.Span, text string, part model.Span) []model.Span {
	if !strings.ContainsFunc(part.Of(text), unicode.IsLetter) {
		return words
	}
	start := part.Start
	for _, end := range append(Characters(part.Of(text)), part.Len()) {
		end += part.Start
		if r, _ := utf8.DecodeRuneInString(text[start:]); unicode.IsLetter(r) {
			words = append(words, model.Span{Start: start, End: end})
		}
		start = end
	}
	return words
}

// LikelyDivision returns the byte offset at which sentence most likely divides in
// two. It returns false if sentence has no second word.
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

// rankOf ranks a division between before and after, from 0 to 4. A higher rank is
// more likely.
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

// abbreviates guesses from the last word of before whether a full stop after it is
// part of an abbreviation: "Mr.", "U.S.", "J.".
func abbreviates(before string) bool {
	word := before[strings.LastIndexFunc(before, unicode.IsSpace)+1:]
	first, _ := utf8.DecodeRuneInString(word)
	return utf8.RuneCountInString(word) <= 3 && unicode.IsUpper(first)
}
