package token

import (
	"slices"

	"assay.app/assay/model"
)

// Sequence is the list of the words of a text. It reuses its memory.
type Sequence struct {
	Text  []byte       // the folded words, one after the other
	Ends  []int        // the end of each word in Text
	Spans []model.Span // the place of each word in the text that was cut
	joins []jointWord  // the joined words
}

// jointWord has the index of a joined word and that of its first piece.
type jointWord struct{ at, first int }

// Cut cuts a text into words. Joined words follow their pieces.
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

// cutAsQuery cuts a text into words as queries are read: for a joined word it keeps
// either that word or its pieces.
func (s *Sequence) cutAsQuery(t *Tokenizer, text string) {
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

// keep drops all but the first n words.
func (s *Sequence) keep(n int) {
	s.Ends, s.Spans = s.Ends[:n], s.Spans[:n]
	s.Text = s.Text[:s.start(n)]
}

// start returns where word i begins in Text.
func (s *Sequence) start(i int) int {
	if i == 0 {
		return 0
	}
	return s.Ends[i-1]
}

// Word returns word i, which is valid until the next call of Cut.
func (s *Sequence) Word(i int) []byte { return s.Text[s.start(i):s.Ends[i]] }

// Following calls visit with the index of each word that can follow word i: the
// next one that is not a joined word, and the joined words beginning with it. It
// stops if visit returns true, and reports whether visit did.
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
