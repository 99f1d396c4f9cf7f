package search

import (
	"bytes"

	"assay.app/assay/model"
)

// Matcher says which sentences have what a query asks for: it is what a query
// means, and whatever finds sentences in another way must find the same. It is
// for one goroutine.
type Matcher struct {
	terms []matching
	needs [][]byte // stretches that a folded text must have
	cuts  bool     // words are asked for

	tokenizer Tokenizer
	folded    []byte
	words     []byte       // of the sentence, one after another
	ends      []int        // of each, in words
	spans     []model.Span // of each, in the sentence
}

// matching is a term, ready to be looked for.
type matching struct {
	Term
	words [][]byte
	near  []*Speller // by word; nil where the word must be as it is
}

// NewMatcher makes a matcher for the query.
func NewMatcher(q Query) *Matcher {
	m := &Matcher{}
	for _, t := range q.Terms {
		term := matching{Term: t, near: make([]*Speller, len(t.Words))}
		for i, word := range t.Words {
			term.words = append(term.words, []byte(word))
			m.cuts = true
			if k := t.Edits(i); k > 0 {
				term.near[i] = NewSpeller(word, t.Prefix && i == len(t.Words)-1, k)
			} else if !t.Not {
				m.needs = append(m.needs, []byte(word))
			}
		}
		if !t.Not {
			for _, l := range t.Literals() {
				m.needs = append(m.needs, []byte(l))
			}
		}
		m.terms = append(m.terms, term)
	}
	return m
}

// Maybe reports whether an article's text can hold a sentence that Match says
// yes to. It is quick, and says no to most texts.
func (m *Matcher) Maybe(text []byte) bool {
	if len(m.needs) == 0 {
		return true
	}
	m.folded = m.tokenizer.fold(m.folded[:0], text)
	for _, need := range m.needs {
		if !bytes.Contains(m.folded, need) {
			return false
		}
	}
	return true
}

// Match reports whether a sentence has what the query asks for, filters aside,
// and where, in bytes: in order, none touching another. What a sentence must
// not have leaves no marks.
func (m *Matcher) Match(sentence string) (marks []model.Span, ok bool) {
	if m.cuts {
		m.cut(sentence)
	}
	for i := range m.terms {
		t := &m.terms[i]
		found := false
		for span := range m.occurrences(t, sentence) {
			found = true
			if t.Not {
				break
			}
			if span.Len() > 0 {
				marks = append(marks, span)
			}
		}
		if found == t.Not {
			return nil, false
		}
	}
	return joined(marks), true
}

// Sentences gives the units of a text that Match says yes to.
func (m *Matcher) Sentences(text string, units []model.Unit) []Sentence {
	var out []Sentence
	for _, u := range units {
		sentence := u.Span.Of(text)
		if marks, ok := m.Match(sentence); ok {
			out = append(out, Sentence{Span: u.Span, Text: sentence, Marks: marks})
		}
	}
	return out
}

// cut cuts the sentence into words.
func (m *Matcher) cut(sentence string) {
	m.words, m.ends, m.spans = m.words[:0], m.ends[:0], m.spans[:0]
	m.tokenizer.EachIn(sentence, func(word []byte, span model.Span) {
		m.words = append(m.words, word...)
		m.ends = append(m.ends, len(m.words))
		m.spans = append(m.spans, span)
	})
}

// word gives a word of the sentence.
func (m *Matcher) word(i int) []byte {
	start := 0
	if i > 0 {
		start = m.ends[i-1]
	}
	return m.words[start:m.ends[i]]
}

// occurrences gives where a term is in the sentence.
func (m *Matcher) occurrences(t *matching, sentence string) func(func(model.Span) bool) {
	return func(yield func(model.Span) bool) {
		if t.Regexp != nil {
			m.matches(t, sentence, yield)
			return
		}
		last := len(t.words) - 1
		for at := 0; at+last < len(m.ends); at++ {
			if m.stands(t, at) && !yield(model.Span{Start: m.spans[at].Start, End: m.end(t, at+last, sentence)}) {
				return
			}
		}
	}
}

// matches gives where a regular expression matches. For one that a sentence
// must not have it is enough to know whether.
func (m *Matcher) matches(t *matching, sentence string, yield func(model.Span) bool) {
	n := -1
	if t.Not {
		n = 1
	}
	for _, at := range t.Regexp.FindAllStringIndex(sentence, n) {
		if !yield(model.Span{Start: at[0], End: at[1]}) {
			return
		}
	}
}

// stands reports whether the words of a term stand from a word of the sentence
// on.
func (m *Matcher) stands(t *matching, at int) bool {
	for i, want := range t.words {
		word := m.word(at + i)
		switch open := t.Prefix && i == len(t.words)-1; {
		case t.near[i] != nil:
			if !t.near[i].Is(word) {
				return false
			}
		case open && !bytes.HasPrefix(word, want), !open && !bytes.Equal(word, want):
			return false
		}
	}
	return true
}

// end gives where what was found ends, in a word of the sentence: of a word that
// begins as it was asked for, only that much is marked.
func (m *Matcher) end(t *matching, word int, sentence string) int {
	span := m.spans[word]
	want := t.words[len(t.words)-1]
	if !t.Prefix || len(want) == len(m.word(word)) || !bytes.HasPrefix(m.word(word), want) {
		return span.End
	}
	folded, from := foldMap(span.Of(sentence))
	if !bytes.HasPrefix([]byte(folded), want) { // one of several words in a sign
		return span.End
	}
	_, end := original(from, 0, len(want))
	return span.Start + end
}
