package finding

import (
	"cmp"
	"slices"

	"assay.app/assay/model"
	"assay.app/assay/model/search"
)

// Request is a search to make.
type Request struct {
	Query   search.Query
	Analyst string // the analyst whose labels filters refer to
	Limit   int    // the greatest number of sentences to return; the rest are only counted. 0 means all
}

// Hit is a sentence or a note that was found.
type Hit struct {
	Article model.ArticleID // "" for a note on an outlet
	Outlet  string          // of a note on an outlet
	Span    model.Span      // of the sentence; empty for a note on an article or an outlet
	Note    bool            // Text is that of a note
	Text    string
	Marks   []model.Span // what matched: byte offsets in Text
}

// same reports whether two hits are in the same place: the same sentence, or notes
// on it. It does not distinguish notes on the same sentence, nor notes on outlets.
func (h Hit) same(other Hit) bool {
	return h.Article == other.Article && h.Span == other.Span && h.Note == other.Note
}

// Tally counts what was found.
type Tally struct{ Sentences, Notes, Articles int }

// add adds another tally.
func (t *Tally) add(other Tally) {
	t.Sentences += other.Sentences
	t.Notes += other.Notes
	t.Articles += other.Articles
}

// batch holds the hits of a reading since the last batch.
type batch struct {
	hits   []Hit
	tally  Tally
	looked int // articles read so far,
	all    int // and in all
}

// take adds the hits of an article.
func (b *batch) take(found search.Found) {
	if found.Article != "" {
		b.tally.Articles++
	}
	b.tally.Sentences += len(found.Sentences)
	b.tally.Notes += len(found.Notes)
	before := len(b.hits)
	for _, s := range found.Sentences {
		b.hits = append(b.hits, Hit{Article: found.Article, Span: s.Span, Text: s.Text, Marks: s.Marks})
	}
	for _, n := range found.Notes {
		hit := Hit{Article: found.Article, Outlet: n.Note.Target.Outlet, Note: true, Text: n.Text, Marks: n.Marks}
		if n.Note.Target.Sentence != nil {
			hit.Span = *n.Note.Target.Sentence
		}
		b.hits = append(b.hits, hit)
	}
	// Sort by place in the text. A note on the whole article counts as at offset 0.
	slices.SortStableFunc(b.hits[before:], func(x, y Hit) int { return cmp.Compare(x.Span.Start, y.Span.Start) })
}
