package search

import (
	"slices"

	"assay.app/assay/model"
)

// sequence is the words of a text, one after another. Its memory is used again.
type sequence struct {
	text  []byte       // the words
	ends  []int        // of each, in text
	spans []model.Span // of each, in what was cut
	joins []jointWord  // which of them are joined words
}

// jointWord is where a joined word is among the words, and the first of its pieces.
type jointWord struct{ at, first int }

// cut cuts a text into words, joined ones behind their pieces.
func (s *sequence) cut(t *Tokenizer, text string) {
	s.keep(0)
	s.joins = s.joins[:0]
	t.EachIn(text, func(word []byte, span model.Span) {
		if t.join != noJoint {
			s.joins = append(s.joins, jointWord{len(s.ends), len(s.ends) - t.pieces})
		}
		s.add(word, span)
	})
}

// cutUsual cuts a text into words as a query is read: instead of a joined word
// and its pieces it has one of the two.
func (s *sequence) cutUsual(t *Tokenizer, text string) {
	s.keep(0)
	s.joins = s.joins[:0]
	t.EachIn(text, func(word []byte, span model.Span) {
		switch t.join {
		case inPieces:
			return
		case inOne:
			s.keep(len(s.ends) - t.pieces)
		}
		s.add(word, span)
	})
}

func (s *sequence) add(word []byte, span model.Span) {
	s.text = append(s.text, word...)
	s.ends, s.spans = append(s.ends, len(s.text)), append(s.spans, span)
}

// keep forgets all but the first n words.
func (s *sequence) keep(n int) {
	s.ends, s.spans = s.ends[:n], s.spans[:n]
	s.text = s.text[:s.start(n)]
}

// start returns where a word begins in text.
func (s *sequence) start(i int) int {
	if i == 0 {
		return 0
	}
	return s.ends[i-1]
}

// word returns a word.
func (s *sequence) word(i int) []byte { return s.text[s.start(i):s.ends[i]] }

// following calls visit with each word that can follow word i: the next one that
// is not joined, and the joined ones whose first piece that is. It stops when
// visit returns true, and reports whether it did.
func (s *sequence) following(i int, visit func(int) bool) bool {
	next := i + 1
	if len(s.joins) == 0 {
		return next < len(s.ends) && visit(next)
	}
	for slices.ContainsFunc(s.joins, func(j jointWord) bool { return j.at == next }) {
		next++
	}
	return next < len(s.ends) && visit(next) ||
		slices.ContainsFunc(s.joins, func(j jointWord) bool { return j.first == next && visit(j.at) })
}
