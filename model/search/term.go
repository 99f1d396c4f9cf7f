package search

import (
	"regexp"
	"unicode"
	"unicode/utf8"

	"assay.app/assay/model"
	"assay.app/assay/model/search/token"
)

// Term is something that a sentence must have, or must not have: consecutive words,
// or a match of a regular expression.
type Term struct {
	// Words are the words into which token.QueryCutter cuts the term, folded. They
	// must follow one another in the sentence; punctuation may be between them.
	// Each must be a whole word, unless Open or Near allows more. In a script
	// without spaces, a last letter that the word before it includes is left out,
	// so that 東京 is found in 東京都. A regular expression has no words.
	Words []string
	// Others are alternatives to Words. A sentence needs Words or one of Others.
	// For a number typed in groups, such as 1,200, an alternative has each group as
	// a word. For a number that may still be incomplete, such as "20 00", an
	// alternative has its digits as one word.
	Others [][]string
	// Prefix says that the last word matches every word that begins with it.
	Prefix bool
	// Not says that a sentence must not have the term.
	Not bool
	// Regexp must match in the text of the sentence. It ignores case unless its
	// flags say otherwise.
	Regexp *regexp.Regexp
	// Near is the maximum number of edits by which a word may differ: 0, 1 or 2.
	// Edits returns the number for each word.
	Near int
	// Text is the term as typed, without quotes, star, slashes or minus.
	Text string
}

// Readings returns the alternatives of the term: one term with its Words, and one
// with each of Others instead of them.
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

// Open reports whether Words[i] matches every word that begins with it. Every word
// that ends in Hangul does, because Korean particles are attached to words.
func (t Term) Open(i int) bool {
	if t.Prefix && i == len(t.Words)-1 {
		return true
	}
	last, _ := utf8.DecodeLastRuneInString(t.Words[i])
	return token.IsHangul(last)
}

// Edits returns by how many edits a word may differ from Words[i]. The result is 0
// if Words[i] has up to three letters, a digit, or a letter of a script without
// spaces. It is 1 for up to seven letters and otherwise 2, but at most Near.
func (t Term) Edits(i int) int { return min(t.Near, edits(t.Words[i])) }

// edits returns the maximum number of edits for a word, by its length and letters.
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

// Found is what a query found in one article. Article is empty for notes on
// outlets, which belong to no article.
type Found struct {
	Article   model.ArticleID
	Sentences []Sentence
	Notes     []NoteHit
}

// Sentence is a sentence of an article that a query found.
type Sentence struct {
	Span  model.Span
	Text  string       // the text of the sentence
	Marks []model.Span // the matches, in bytes of Text
}

// NoteHit is a reliability note that a query found. For an outlet found by its
// name, Note has no ID and Text is the name.
type NoteHit struct {
	Note  model.Note
	Text  string       // the text that was searched
	Marks []model.Span // the matches, in bytes of Text
}
