package record

import (
	"assay.app/assay/model"
	"assay.app/assay/model/align"
	"assay.app/assay/model/compare/wording"
)

// Diff has the differences of two texts, as "diff --json" prints them.
type Diff struct {
	From        model.ArticleID `json:"from"`
	To          model.ArticleID `json:"to"`
	Counts      DiffCounts      `json:"counts"`
	Differences []SentenceDiff  `json:"differences"` // in the order of the newer text
}

// DiffCounts counts pairs of sentences by kind. A sentence that was changed and moved counts as
// changed.
type DiffCounts struct {
	Same    int `json:"same"`
	Changed int `json:"changed"`
	Moved   int `json:"moved"`
	Added   int `json:"added"`
	Dropped int `json:"dropped"`
}

// SentenceDiff is a sentence of either text, or one of each that say the same.
type SentenceDiff struct {
	Kind     string        `json:"kind"` // "same", "changed", "moved", "added" or "dropped"
	Moved    bool          `json:"moved,omitempty"`
	A        *int          `json:"a"` // the index of the sentence in the older text, from 0, or null
	B        *int          `json:"b"`
	SpanA    *Bytes        `json:"spanA"`
	SpanB    *Bytes        `json:"spanB"`
	TextA    string        `json:"textA"`
	TextB    string        `json:"textB"`
	WordsA   [][2]int      `json:"wordsA"` // the words that differ, in bytes of TextA
	WordsB   [][2]int      `json:"wordsB"`
	Emphasis EmphasisSides `json:"emphasis"`
}

// EmphasisSides has the figures and dates that differ.
type EmphasisSides struct {
	A []Emphasis `json:"a"`
	B []Emphasis `json:"b"`
}

// Emphasis is a number or a date that differs.
type Emphasis struct {
	Bytes [2]int `json:"bytes"` // of the sentence
	Kind  string `json:"kind"`
	Text  string `json:"text"`
}

// DiffOf returns the differences of two texts. With all set, it lists sentences that are the same
// as well.
func DiffOf(a, b *model.Document, all bool) Diff {
	d := Diff{From: a.ID, To: b.ID, Differences: []SentenceDiff{}}
	inA, inB := a.Sentences(), b.Sentences()
	for _, p := range align.Documents(a, b) {
		d.Counts.count(p)
		if p.Name() == align.Same.String() && !all {
			continue
		}
		one := SentenceDiff{Kind: p.Name(), Moved: p.Moved}
		if p.A >= 0 {
			one.A, one.SpanA, one.TextA = new(p.A), new(BytesOf(inA[p.A].Span)), inA[p.A].Span.Of(a.Text)
		}
		if p.B >= 0 {
			one.B, one.SpanB, one.TextB = new(p.B), new(BytesOf(inB[p.B].Span)), inB[p.B].Span.Of(b.Text)
		}
		one.WordsA, one.Emphasis.A = wordsOf(p.InA, one.TextA)
		one.WordsB, one.Emphasis.B = wordsOf(p.InB, one.TextB)
		d.Differences = append(d.Differences, one)
	}
	return d
}

func (c *DiffCounts) count(p align.Pair) {
	switch {
	case p.Kind == align.Same && p.Moved:
		c.Moved++
	case p.Kind == align.Same:
		c.Same++
	case p.Kind == align.Changed:
		c.Changed++
	case p.Kind == align.Added:
		c.Added++
	case p.Kind == align.Dropped:
		c.Dropped++
	}
}

// wordsOf returns the words of a sentence that differ, and those that are figures.
func wordsOf(differ []wording.Difference, text string) (words [][2]int, figures []Emphasis) {
	words, figures = [][2]int{}, []Emphasis{}
	for _, w := range differ {
		at := [2]int{w.Span.Start, w.Span.End}
		words = append(words, at)
		if w.Kind == wording.Figure {
			figures = append(figures, Emphasis{at, w.Kind.String(), w.Span.Of(text)})
		}
	}
	return words, figures
}
