package index

import (
	"bytes"
	"cmp"
	"slices"
	"unicode"
	"unicode/utf8"

	"assay.app/assay/model"
	"assay.app/assay/model/search"
	"assay.app/assay/model/search/token"
)

// Plan has the parts of a query's terms that an index can check. It is the same for
// every segment.
type Plan struct {
	terms []plannedTerm
	exact bool
}

// plannedTerm is a term with the letter sequences that its regular expression
// requires.
type plannedTerm struct {
	search.Term
	needs [][]byte // each is within one word
}

// NewPlan returns the plan of a query.
func NewPlan(q search.Query) *Plan {
	p := &Plan{exact: true}
	for _, t := range q.Terms {
		planned := plannedTerm{Term: t}
		if t.Regexp != nil && !t.Not {
			for _, letters := range t.Needs() {
				planned.needs = appendNeeds(planned.needs, letters)
			}
			planned.needs = longestNeeds(planned.needs)
		}
		if t.Regexp != nil || len(t.Words) > 1 || len(t.Others) > 0 {
			p.exact = false
		}
		p.terms = append(p.terms, planned)
	}
	return p
}

// Exact reports whether Candidates returns exactly the sentences that match the
// query's terms. Otherwise Candidates returns those that may match; the order of
// words, and the matches of a regular expression, must be checked in the text.
func (p *Plan) Exact() bool { return p.exact }

// appendNeeds appends the words of some folded letters, which may begin and end
// inside words. If a sentence has the letters, each appended word is contained in a
// word of the sentence.
func appendNeeds(needs [][]byte, letters []byte) [][]byte {
	token.NewTokenizer().Each(letters, func(word []byte, _ model.Span) {
		if first, _ := utf8.DecodeRune(word); !unicode.IsMark(first) { // a mark may belong to a letter before it
			needs = append(needs, slices.Clone(word))
		}
	})
	return needs
}

// mostNeeds is the maximum number of letter sequences to look up for a regular
// expression. Each one costs a walk through all words of a segment.
const mostNeeds = 8

// longestNeeds returns the longest of needs, at most mostNeeds of them and without
// duplicates. They are likely to be the most selective; the others are checked in
// the text.
func longestNeeds(needs [][]byte) [][]byte {
	slices.SortFunc(needs, func(a, b []byte) int { return cmp.Or(cmp.Compare(len(b), len(a)), bytes.Compare(a, b)) })
	needs = slices.CompactFunc(needs, bytes.Equal)
	return needs[:min(len(needs), mostNeeds)]
}

// Candidates returns the sentences of a segment that match, or may match, the
// plan's terms.
func (l *Look) Candidates(p *Plan) (Bits, error) {
	n := l.s.sentences
	set, other, some := All(n), NewBits(n), NewBits(n)
	for _, t := range p.terms {
		if t.Not && (t.Regexp != nil || len(t.Words) != 1 || len(t.Others) > 0) {
			continue // a sentence with the words need not match the term
		}
		var err error
		switch {
		case t.Not:
			other.Clear()
			if err = l.word(t.Term, 0, other); err == nil {
				set.AndNot(other)
			}
		case t.Regexp != nil:
			err = l.needed(t.needs, set, other)
		default:
			err = l.readings(t.Term, set, other, some)
		}
		if err != nil {
			return nil, err
		}
		if set.None() {
			break
		}
	}
	return set, nil
}

// readings keeps in the set only the sentences that have all words of at least one
// reading of the term.
func (l *Look) readings(t search.Term, set, other, some Bits) error {
	if len(t.Others) == 0 {
		return l.words(t, set, some)
	}
	found := NewBits(l.s.sentences)
	for _, reading := range t.Readings() {
		copy(other, set)
		if err := l.words(reading, other, some); err != nil {
			return err
		}
		found.Or(other)
	}
	set.And(found)
	return nil
}

// words removes from the set the sentences that lack a word of the term.
func (l *Look) words(t search.Term, set, some Bits) error {
	for i := range t.Words {
		some.Clear()
		if err := l.word(t, i, some); err != nil {
			return err
		}
		if set.And(some); set.None() {
			return nil
		}
	}
	return nil
}

// word adds to the set the sentences that have the i-th word of the term.
func (l *Look) word(t search.Term, i int, set Bits) error {
	word, open, k := t.Words[i], t.Open(i), t.Edits(i)
	switch {
	case k > 0:
		return l.Where(newNear(word, open, k).isNear, set)
	case open:
		return l.Prefix(word, set)
	}
	return l.Word(word, set)
}

// needed removes from the set the sentences that lack one of the letter sequences
// in needs.
func (l *Look) needed(needs [][]byte, set, some Bits) error {
	for _, letters := range needs {
		some.Clear()
		err := l.Where(func(term []byte, _ int) bool {
			// A word that was cut may have had the letters in the rest.
			return len(term) > token.MaxWord-utf8.UTFMax || bytes.Contains(term, letters)
		}, some)
		if err != nil {
			return err
		}
		if set.And(some); set.None() {
			return nil
		}
	}
	return nil
}
