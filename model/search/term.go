package search

import (
	"regexp"
	"unicode"
	"unicode/utf8"

	"assay.app/assay/model"
)

// Term is something a sentence must have, or must not: words that follow one
// another, or a regular expression.
type Term struct {
	// Words are what Tokenizer makes of the term: folded, each to be the whole
	// word, one following the other in the text whatever stands between them.
	// Where the last ones are of a script without spaces, the lonely last letter
	// is left out, so that 東京 is found in 東京都. None for a regular
	// expression.
	Words []string
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

// Edits gives by how many edits the word Words[i] may differ: of words without
// digits up to 1 from four letters on, up to 2 from eight letters on, and never
// more than Near.
func (t Term) Edits(i int) int { return min(t.Near, edits(t.Words[i])) }

// edits gives how many edits a word can bear.
func edits(word string) int {
	for _, r := range word {
		if unicode.IsNumber(r) || unspaced(r) {
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
