package token

import (
	"slices"

	"assay.app/assay/model"
)

// Sequence is the words of a text, one after another. Its memory is used again.
type Sequence struct {
	Text  []byte       // the words
	Ends  []int        // of each, in text
	Spans []model.Span // of each, in what was cut
	joins []jointWord  // which of them are joined words
}

// jointWord is where a joined word is among the words, and the first of its pieces.
type jointWord struct{ at, first int }

// Cut cuts a text into words, joined ones behind their pieces.
func (s *Sequence) Cut(t *Tokenizer, text string) {
	s.keep(0)
	s.joins = s.joins[:0]
	t.EachIn(text, func(word []byte, span model.Span) {
		if t.join != noJoint {
			s.joins = append(s.joins, jointWord{len(s.Ends), len(s.Ends) - t.pieces})
		}
		s.add(word, span)
	})
}

// cutUsual cuts a text into words as a query is read: instead of a joined word
// and its pieces it has one of the two.
func (s *Sequence) cutUsual(t *Tokenizer, text string) {
	s.keep(0)
	s.joins = s.joins[:0]
	t.EachIn(text, func(word []byte, span model.Span) {
		switch t.join {
		case inPieces:
			return
		case inOne:
			s.keep(len(s.Ends) - t.pieces)
		}
		s.add(word, span)
	})
}

func (s *Sequence) add(word []byte, span model.Span) {
	s.Text = append(s.Text, word...)
	s.Ends, s.Spans = append(s.Ends, len(s.Text)), append(s.Spans, span)
}

// keep forgets all but the first n words.
func (s *Sequence) keep(n int) {
	s.Ends, s.Spans = s.Ends[:n], s.Spans[:n]
	s.Text = s.Text[:s.start(n)]
}

// start returns where a word begins in text.
func (s *Sequence) start(i int) int {
	if i == 0 {
		return 0
	}
	return s.Ends[i-1]
}

// Word returns a word.
func (s *Sequence) Word(i int) []byte { return s.Text[s.start(i):s.Ends[i]] }

// Following calls visit with each word that can follow word i: the next one that
// is not joined, and the joined ones whose first piece that is. It stops when
// visit returns true, and reports whether it did.
func (s *Sequence) Following(i int, visit func(int) bool) bool {
	next := i + 1
	if len(s.joins) == 0 {
		return next < len(s.Ends) && visit(next)
	}
	for slices.ContainsFunc(s.joins, func(j jointWord) bool { return j.at == next }) {
		next++
	}
	return next < len(s.Ends) && visit(next) ||
		slices.ContainsFunc(s.joins, func(j jointWord) bool { return j.first == next && visit(j.at) })
}
