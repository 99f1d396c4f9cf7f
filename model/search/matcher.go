package search

import (
	"bytes"

	"assay.app/assay/model"
	"assay.app/assay/model/search/token"
)

// Matcher decides which sentences match the terms of a query. It defines the
// meaning of the terms: any other way of finding sentences must find the same. It
// is for one goroutine at a time.
type Matcher struct {
	terms [][]matching // by term, then by reading
	needs [][]byte     // byte strings that every folded text with a match contains
	cuts  bool         // some term has words

	tokenizer token.Tokenizer
	folded    []byte
	words     token.Sequence // the words of the sentence
}

// matching is a reading of a term, prepared for matching.
type matching struct {
	Term
	words [][]byte
	open  []bool           // by word
	near  []*token.Speller // by word; nil for a word that must match exactly
}

// NewMatcher returns a matcher for the query.
func NewMatcher(q Query) *Matcher {
	m := &Matcher{}
	for _, t := range q.Terms {
		var readings []matching
		for _, reading := range t.Readings() {
			readings = append(readings, newMatching(reading))
		}
		m.terms = append(m.terms, readings)
		m.cuts = m.cuts || len(t.Words) > 0
		if t.Not {
			continue
		}
		m.needs = append(m.needs, t.Needs()...)
		for i, word := range readings[0].words { // the other readings have the same letters and digits
			if readings[0].near[i] == nil {
				m.needs = append(m.needs, token.Undivided(word, t.Open(i) || len(t.Others) > 0))
			}
		}
	}
	return m
}

func newMatching(t Term) matching {
	m := matching{Term: t, near: make([]*token.Speller, len(t.Words))}
	for i, word := range t.Words {
		m.words, m.open = append(m.words, []byte(word)), append(m.open, t.Open(i))
		if k := t.Edits(i); k > 0 {
			m.near[i] = token.NewSpeller(word, t.Open(i), k)
		}
	}
	return m
}

// Maybe reports whether an article's text can contain a sentence that Match
// accepts. It is quicker than Match, and may return true for a text without one.
func (m *Matcher) Maybe(text []byte) bool {
	if len(m.needs) == 0 {
		return true
	}
	m.folded = m.tokenizer.AppendFolded(m.folded[:0], text)
	for _, need := range m.needs {
		if !bytes.Contains(m.folded, need) {
			return false
		}
	}
	return true
}

// Match reports whether a sentence matches the terms of the query. It ignores
// filters. marks are the matches, in bytes of the sentence, in order and without
// overlaps. Terms with Not leave no marks.
func (m *Matcher) Match(sentence string) (marks []model.Span, ok bool) {
	if m.cuts {
		m.words.Cut(&m.tokenizer, sentence)
	}
	for _, readings := range m.terms {
		found, not := false, readings[0].Not
		for i := range readings {
			for span := range m.occurrences(&readings[i], sentence) {
				found = true
				if not {
					break
				}
				if span.Len() > 0 {
					marks = append(marks, span)
				}
			}
		}
		if found == not {
			return nil, false
		}
	}
	return model.MergeSpans(marks), true
}

// Sentences returns the units of a text that Match accepts.
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

// occurrences yields the spans of the sentence that match a term.
func (m *Matcher) occurrences(t *matching, sentence string) func(func(model.Span) bool) {
	return func(yield func(model.Span) bool) {
		if t.Regexp != nil {
			m.matches(t, sentence, yield)
			return
		}
		start, first := 0, t.words[0]
		for at, end := range m.words.Ends {
			word := m.words.Text[start:end]
			start = end
			if t.near[0] == nil && (len(word) < len(first) || word[0] != first[0]) || !t.is(0, word) {
				continue
			}
			last := m.rest(t, 1, at)
			if last >= 0 && !yield(model.Span{Start: m.words.Spans[at].Start, End: m.end(t, last, sentence)}) {
				return
			}
		}
	}
}

// matches yields the matches of a regular expression. If the term has Not, it
// yields at most one.
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

// rest returns the index of the last word of a match in the sentence, if the term's
// words from the i-th on follow the word with the index at. Otherwise it returns
// -1.
func (m *Matcher) rest(t *matching, i, at int) int {
	if i == len(t.words) {
		return at
	}
	last := -1
	m.words.Following(at, func(next int) bool {
		if t.is(i, m.words.Word(next)) {
			last = m.rest(t, i+1, next)
		}
		return last >= 0
	})
	return last
}

// is reports whether a word of a sentence matches the i-th word of the term.
func (t *matching) is(i int, word []byte) bool {
	want := t.words[i]
	switch {
	case t.near[i] != nil:
		return t.near[i].Is(word)
	case t.open[i]:
		return bytes.HasPrefix(word, want)
	}
	return bytes.Equal(word, want)
}

// end returns the end of a match whose last word has the index word, in bytes of
// the sentence. If that word is longer than the last word of the term and begins
// with it, the match ends after the letters of the term's word.
func (m *Matcher) end(t *matching, word int, sentence string) int {
	span := m.words.Spans[word]
	want := t.words[len(t.words)-1]
	if found := m.words.Word(word); len(want) == len(found) || !bytes.HasPrefix(found, want) {
		return span.End
	}
	return span.Start + token.LettersEnd(span.Of(sentence), want)
}
