package search

import (
	"regexp"
	"unicode"
	"unicode/utf8"

	"assay.app/assay/model"
	"assay.app/assay/model/search/token"
)

// Term is something a sentence must have, or must not: words that follow one
// another, or a regular expression.
type Term struct {
	// Words are what Tokenizer makes of the term: folded, one following the other
	// in the text whatever stands between them, each to be a whole word but for
	// what Open says.
	// Where the last ones are of a script without spaces, the lonely last letter
	// is left out, so that 東京 is found in 東京都. None for a regular
	// expression.
	Words []string
	// Others are words of which a sentence may have any instead of Words: the groups
	// of a number that is typed in groups, which in a text may be the parts of a
	// decimal or of an address; the digits so far of one that is still being typed.
	Others [][]string
	// Prefix says that the last word stands for all that begin with it.
	Prefix bool
	// Not says that a sentence must not have it.
	Not bool
	// Regexp is to be found in the sentence as it stands in the text. It minds
	// no case unless it says so.
	Regexp *regexp.Regexp
	// Near is the most edits by which a word may differ: 0, 1 or 2. How many
	// a word may differ by is for Edits to say.
	Near int
	// Text is the term as it was typed, without quotes, star, slashes or minus.
	Text string
}

// Readings returns the terms of which a sentence must have one: this one with its
// Words, and with each of Others in their place.
func (t Term) Readings() []Term {
	readings := make([]Term, 1+len(t.Others))
	for i := range readings {
		readings[i] = t
		readings[i].Others = nil
		if i > 0 {
			readings[i].Words = t.Others[i-1]
		}
	}
	return readings
}

// Open reports whether the word Words[i] stands for all that begin with it. A
// Korean word does, because particles are attached to it.
func (t Term) Open(i int) bool {
	if t.Prefix && i == len(t.Words)-1 {
		return true
	}
	last, _ := utf8.DecodeLastRuneInString(t.Words[i])
	return token.IsHangul(last)
}

// Edits gives by how many edits the word Words[i] may differ: of words without
// digits up to 1 from four letters on, up to 2 from eight letters on, and never
// more than Near.
func (t Term) Edits(i int) int { return min(t.Near, edits(t.Words[i])) }

// edits gives how many edits a word can bear.
func edits(word string) int {
	for _, r := range word {
		if unicode.IsNumber(r) || token.IsUnspaced(r) {
			return 0
		}
	}
	switch n := utf8.RuneCountInString(word); {
	case n < 4:
		return 0
	case n < 8:
		return 1
	}
	return 2
}

// Found is what a query found in one article. Of notes on outlets, which are no
// article's, Article is empty.
type Found struct {
	Article   model.ArticleID
	Sentences []Sentence
	Notes     []NoteHit
}

// Sentence is a stretch of an article that a query found.
type Sentence struct {
	Span  model.Span
	Text  string       // of the stretch
	Marks []model.Span // what matched, within Text
}

// NoteHit is a reliability note that a query found.
type NoteHit struct {
	Note  model.Note
	Text  string       // what was looked through: the note's text
	Marks []model.Span // what matched, within Text
}
