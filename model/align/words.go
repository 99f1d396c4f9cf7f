package align

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"assay.app/assay/model/compare/wording"
)

// word is a word of a sentence, or a piece of a very long one.
type word struct {
	number int32 // equal for words that count as the same
	weight int32 // how much it says about the sentence
}

// read reads the words of the sentences that are left and sets their keys to their words.
func (p *pairer) read() {
	p.repeats = map[int32]bool{}
	numbers := map[string]int32{} // of words
	for _, s := range []*side{&p.a, &p.b} {
		count := make([]int32, len(p.numbers))
		for _, key := range s.keys {
			count[key]++
		}
		seen := map[int32]bool{}
		for _, i := range s.left() {
			text, repeated := s.texts[i], count[s.keys[i]] > 1
			var key string
			s.words[i], key = wordsOf(text, numbers)
			s.sorted[i] = sorted(s.words[i])
			s.keys[i] = p.number(key)
			if repeated || seen[s.keys[i]] {
				p.repeats[s.keys[i]] = true
			}
			seen[s.keys[i]] = true
		}
	}
}

// wordsOf returns the words of a sentence, and a key that equals that of sentences with the
// same words. A sentence without words is its own key.
func wordsOf(text string, numbers map[string]int32) ([]word, string) {
	number := func(s string) int32 {
		n, ok := numbers[s]
		if !ok {
			n = int32(len(numbers))
			numbers[s] = n
		}
		return n
	}
	var words []word
	if len(text) > longest {
		for _, piece := range pieces(text) {
			words = append(words, word{number(piece.Key), int32(piece.Span.Len())})
		}
		return words, "\x01" + text
	}
	var key strings.Builder
	for i, w := range wording.Words(text) {
		words = append(words, word{number(w.Key), weigh(w.Span.Of(text), i == 0)})
		key.WriteString(w.Key)
		key.WriteByte(' ')
	}
	if len(words) == 0 {
		return nil, "\x01" + text
	}
	return words, key.String()
}

// leastWeight is the weight of words that say little: short ones and numbers.
const leastWeight = 2

// weigh returns how much a word says about its sentence. A name says little, since other
// sentences are about the same people, and a number least, since it may be corrected.
func weigh(w string, first bool) int32 {
	initial, _ := utf8.DecodeRuneInString(w)
	runes := utf8.RuneCountInString(w)
	switch {
	case strings.ContainsFunc(w, unicode.IsDigit):
		return leastWeight
	case unicode.Is(unicode.Han, initial):
		return 4
	case unicode.IsUpper(initial) && !first:
		return int32(max(leastWeight, min(runes, 8)-4))
	case runes <= 3:
		return leastWeight
	}
	return int32(2 * (min(runes, 8) - 2))
}
