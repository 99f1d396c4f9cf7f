package wording

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"assay.app/assay/model"
	"assay.app/assay/model/match"
	"assay.app/assay/model/search/token"
)

// Word is a word of a text.
type Word struct {
	Span model.Span // in bytes of the text
	Key  string     // equal for words that count as the same
}

// Words returns the words of a text, in order. They do not overlap.
func Words(text string) []Word {
	spans := spansOf(text)
	words := make([]Word, 0, len(spans))
	for _, s := range spans {
		if key := keyOf(s.Of(text)); key != "" {
			words = append(words, Word{s, key})
		}
	}
	return words
}

// Counted is like Words for a text in the language of a BCP 47 tag, but numbers of the same
// value are the same: "twelve" and "12". It reads at most the first 256 kB.
func Counted(s, language string) []Word { return read(s, language).words }

// keyOf returns the folded word without the marks inside it: "us" of "U.S.", "1200" of
// "1,200", "3.5" of "3,5".
func keyOf(word string) string {
	folded := token.Fold(word)
	if !strings.ContainsAny(folded, ".,'·:") {
		return folded
	}
	digits := strings.IndexFunc(folded, unicode.IsDigit) >= 0
	var b strings.Builder
	for i := 0; i < len(folded); i++ {
		switch c := folded[i]; {
		case c == '.' || c == ',' || c == '\'':
			if digits && !isGroup(folded[i+1:]) {
				b.WriteByte('.')
			}
		default:
			b.WriteByte(c)
		}
	}
	return strings.TrimRight(b.String(), ".")
}

// isGroup reports whether s begins with exactly three digits.
func isGroup(s string) bool {
	n := 0
	for n < len(s) && s[n] >= '0' && s[n] <= '9' {
		n++
	}
	return n == 3
}

// longestRead is how many bytes of a text are read for its figures. In a longer one, only
// words with digits are figures.
const longestRead = 16 << 10

// longestCompared is how many bytes of a text are compared. No sentence is as long.
const longestCompared = 256 << 10

// text is a text that was read.
type text struct {
	words  []Word
	figure []string // for each word, the value of the figure that it is part of, or ""
}

// read reads a text in the language of a BCP 47 tag.
func read(s, language string) text {
	if len(s) > longestCompared {
		s = s[:boundary(s, longestCompared)]
	}
	t := text{words: Words(s)}
	t.figure = make([]string, len(t.words))
	if len(s) > longestRead {
		for i, w := range t.words {
			if strings.ContainsAny(w.Key, "0123456789") {
				t.figure[i] = w.Key
			}
		}
		return t
	}
	at := 0
	for _, f := range match.Read(language, s).Figures() {
		for at < len(t.words) && t.words[at].Span.End <= f.Span.Start {
			at++
		}
		first := at
		for at < len(t.words) && t.words[at].Span.Start < f.Span.End {
			t.figure[at] = f.Value
			at++
		}
		if at == first+1 {
			t.words[first].Key = "\x00" + f.Value
		}
	}
	return t
}

// boundary returns the last boundary of a rune in s that is at most at.
func boundary(s string, at int) int {
	for at > 0 && !utf8.RuneStart(s[at]) {
		at--
	}
	return at
}
