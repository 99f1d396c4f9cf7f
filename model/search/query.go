package search

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"assay.app/assay/model"
)

// Query is what is looked for: sentences that have all of the terms, in any
// order, and pass all of the filters. Terms and filters that say Not are to be
// missing; a query may be made of these alone. Case, accents and the kind of
// quotes and dashes make no difference.
type Query struct {
	Terms   []Term
	Filters []Filter

	terms []string // folded
}

// ParseQuery reads a query as people type it. A quote that is not closed
// reaches to the end.
func ParseQuery(s string) Query {
	var q Query
	for i, part := range strings.Split(Fold(s), `"`) {
		words := strings.FieldsFunc(part, separates)
		if i%2 == 1 && len(words) > 0 {
			words = []string{strings.Join(words, " ")}
		}
		q.terms = append(q.terms, words...)
	}
	return q
}

// Empty reports whether the query asks for nothing.
func (q Query) Empty() bool { return len(q.terms) == 0 && len(q.Terms) == 0 && len(q.Filters) == 0 }

// Scanner looks for a query in one text after another. It is for one
// goroutine.
type Scanner struct {
	query  Query
	folded []byte
}

// NewScanner makes a scanner for the query.
func NewScanner(q Query) *Scanner { return &Scanner{query: q} }

// Maybe reports whether an article's text can hold a sentence that is looked
// for: all the words are somewhere in it. It is quick and says no to most
// texts, so that little more than the texts has to be read.
func (s *Scanner) Maybe(text []byte) bool {
	if s.query.Empty() {
		return false
	}
	s.folded = appendFold(s.folded[:0], text)
	return s.all()
}

// Sentences gives the units of a text that have all the words of the query.
func (s *Scanner) Sentences(text string, units []model.Unit) []Sentence {
	var out []Sentence
	if s.query.Empty() {
		return nil
	}
	for _, u := range units {
		sentence := u.Span.Of(text)
		// Most sentences lack a word; that is seen without knowing where the
		// others are.
		s.folded = appendFold(s.folded[:0], sentence)
		if !s.all() {
			continue
		}
		if marks := s.query.in(sentence); marks != nil {
			out = append(out, Sentence{Span: u.Span, Text: sentence, Marks: marks})
		}
	}
	return out
}

// all reports whether all the words are somewhere in what was folded last.
func (s *Scanner) all() bool {
	for _, term := range s.query.terms {
		// The words of a phrase may stand on two lines.
		for word := range strings.SplitSeq(term, " ") {
			if !bytes.Contains(s.folded, []byte(word)) {
				return false
			}
		}
	}
	return true
}

// in gives what of a sentence matches the query, or nil if it lacks a word.
func (q Query) in(sentence string) []model.Span {
	folded, from := foldMap(sentence)
	folded = onOneLine(folded)
	var marks []model.Span
	for _, term := range q.terms {
		any := false
		for at := 0; ; {
			i := strings.Index(folded[at:], term)
			if i < 0 {
				break
			}
			start := at + i
			at = start + len(term)
			if !begins(folded, start) {
				continue
			}
			any = true
			first, last := original(from, start, at)
			marks = append(marks, model.Span{Start: first, End: last})
		}
		if !any {
			return nil
		}
	}
	return joined(marks)
}

// onOneLine makes each white space a space, so that a phrase is found across
// line ends. Lengths stay as they are.
func onOneLine(s string) string {
	if strings.IndexFunc(s, func(r rune) bool { return r < ' ' }) < 0 {
		return s
	}
	return strings.Map(func(r rune) rune {
		if r < ' ' {
			return ' '
		}
		return r
	}, s)
}

// begins reports whether a word begins at a place in folded text. In scripts
// that put no spaces between words, one may begin anywhere.
func begins(folded string, at int) bool {
	first, _ := utf8.DecodeRuneInString(folded[at:])
	if !wordRune(first) || unspaced(first) {
		return true
	}
	before, size := utf8.DecodeLastRuneInString(folded[:at])
	return size == 0 || !wordRune(before) || unspaced(before)
}

func wordRune(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) }
