package finding

import (
	"cmp"
	"slices"

	"assay.app/assay/model"
	"assay.app/assay/model/search"
)

// Request describes a search.
type Request struct {
	Query   search.Query
	Analyst string // the analyst whose labels filters refer to
	Blind   bool   // nothing is found in the layers of other analysts
	Limit   int    // the greatest number of sentences to return; 0 means no limit
}

// Hit is a sentence or a note that was found.
type Hit struct {
	Article model.ArticleID // "" for a note on an outlet
	Outlet  string          // of a note on an outlet
	Span    model.Span      // of the sentence, in bytes; empty for a note on an article or an outlet
	Note    bool            // Text is the text of a note
	Text    string
	Marks   []model.Span // what matched: byte offsets in Text
}

// same reports whether two hits are the same sentence, or notes on the same target.
// It treats notes on all outlets as notes on the same target.
func (h Hit) same(other Hit) bool {
	return h.Article == other.Article && h.Span == other.Span && h.Note == other.Note
}

// Tally counts what was found.
type Tally struct{ Sentences, Notes, Articles int }

func (t *Tally) add(other Tally) {
	t.Sentences += other.Sentences
	t.Notes += other.Notes
	t.Articles += other.Articles
}

// batch holds the hits of a search since the previous batch.
type batch struct {
	hits   []Hit
	tally  Tally
	looked int // the number of articles read so far
	all    int // the number of articles to read
}

// take adds the hits of an article or an outlet.
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
	// Sort by place in the text. A note on the whole article counts as one at its
	// beginning.
	slices.SortStableFunc(b.hits[before:], func(x, y Hit) int { return cmp.Compare(x.Span.Start, y.Span.Start) })
}
