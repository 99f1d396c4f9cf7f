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

// Plan is what an index can tell of a query's terms. It is the same for every
// segment.
type Plan struct {
	terms []plannedTerm
	exact bool
}

// plannedTerm is a term with what its regular expression needs.
type plannedTerm struct {
	search.Term
	needs [][]byte // letters that stand together in a word
}

// NewPlan makes the plan of a query.
func NewPlan(q search.Query) *Plan {
	p := &Plan{exact: true}
	for _, t := range q.Terms {
		planned := plannedTerm{Term: t}
		if t.Regexp != nil && !t.Not {
			for _, letters := range t.Needs() {
				planned.needs = appendNeeds(planned.needs, letters)
			}
			planned.needs = telling(planned.needs)
		}
		if t.Regexp != nil || len(t.Words) > 1 || len(t.Others) > 0 {
			p.exact = false
		}
		p.terms = append(p.terms, planned)
	}
	return p
}

// Exact reports whether a segment tells just which sentences have what the
// query's terms ask for. Otherwise it tells which can have it: where words
// follow one another, and what a regular expression finds, is seen in the text.
func (p *Plan) Exact() bool { return p.exact }

// appendNeeds adds what letters stand together in a word of a sentence that
// has a stretch of folded letters, which can begin and end inside words.
func appendNeeds(needs [][]byte, letters []byte) [][]byte {
	token.NewTokenizer().Each(letters, func(word []byte, _ model.Span) {
		if first, _ := utf8.DecodeRune(word); !unicode.IsMark(first) { // or it may belong to a letter before it
			needs = append(needs, slices.Clone(word))
		}
	})
	return needs
}

// mostNeeds is how many stretches of letters are looked for, for each of which
// all words of a segment are gone through.
const mostNeeds = 8

// telling gives the needs that tell most: the longest, each once. What else is
// needed is seen in the text.
func telling(needs [][]byte) [][]byte {
	slices.SortFunc(needs, func(a, b []byte) int { return cmp.Or(cmp.Compare(len(b), len(a)), bytes.Compare(a, b)) })
	needs = slices.CompactFunc(needs, bytes.Equal)
	return needs[:min(len(needs), mostNeeds)]
}

// Candidates gives the sentences of a segment that have, or can have, what the
// plan's terms ask for.
func (l *Look) Candidates(p *Plan) (Bits, error) {
	n := l.s.sentences
	set, other, some := All(n), NewBits(n), NewBits(n)
	for _, t := range p.terms {
		if t.Not && (t.Regexp != nil || len(t.Words) != 1 || len(t.Others) > 0) {
			continue // a sentence may have the words, but not in this order
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

// readings takes the sentences out of the set that lack a word of the term,
// whichever way it is read.
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

// words takes the sentences out of the set that lack a word of the term.
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

// word adds the sentences that have a word of the term.
func (l *Look) word(t search.Term, i int, set Bits) error {
	word, open, k := t.Words[i], t.Open(i), t.Edits(i)
	switch {
	case k > 0:
		return l.Where(newNear(word, open, k).wants, set)
	case open:
		return l.Prefix(word, set)
	}
	return l.Word(word, set)
}

// needed takes the sentences out of the set that lack letters which are needed.
func (l *Look) needed(needs [][]byte, set, some Bits) error {
	for _, letters := range needs {
		some.Clear()
		err := l.Where(func(term []byte, _ int) bool {
			// Of a word that was cut nobody knows how it went on.
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
