package search

import (
	"cmp"
	"slices"

	"assay.app/assay/model"
)

// Hits records which sentences and notes a search found, but not their text. The
// zero value is empty. It is for one goroutine at a time.
type Hits struct {
	articles []model.ArticleID // in the order in which they were found
	spans    map[model.ArticleID][]model.Span
	notes    map[model.ArticleID]map[string]bool // ids of notes on the article and its sentences
	outlets  map[string]bool                     // ids of notes on outlets
	n        int
}

// Add adds what was found in one article to what was added before.
func (h *Hits) Add(f Found) {
	if h.spans == nil {
		h.spans, h.notes, h.outlets = map[model.ArticleID][]model.Span{}, map[model.ArticleID]map[string]bool{}, map[string]bool{}
	}
	spans, notes := h.spans[f.Article], h.notes[f.Article]
	known := len(spans) > 0 || len(notes) > 0
	h.n -= len(spans)
	for _, s := range f.Sentences {
		spans = append(spans, s.Span)
	}
	for _, hit := range f.Notes {
		if hit.Note.ID == "" { // an outlet that was found by its name
			continue
		}
		if hit.Note.Target.Article == "" {
			h.outlets[hit.Note.ID] = true
		} else {
			if notes == nil {
				notes = map[string]bool{}
			}
			notes[hit.Note.ID] = true
		}
	}
	if len(spans) == 0 && len(notes) == 0 {
		return
	}
	slices.SortFunc(spans, func(a, b model.Span) int {
		return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(a.End, b.End))
	})
	spans = slices.Compact(spans)
	h.n += len(spans)
	h.spans[f.Article], h.notes[f.Article] = spans, notes
	if !known {
		h.articles = append(h.articles, f.Article)
	}
}

// Sentences returns the number of sentences found.
func (h *Hits) Sentences() int { return h.n }

// Articles returns the articles with sentences or notes that were found, in the
// order in which they were added. The caller must not change the slice.
func (h *Hits) Articles() []model.ArticleID { return h.articles }

// In returns the sentences found in an article, in the order of its text. The
// caller must not change the slice.
func (h *Hits) In(id model.ArticleID) []model.Span { return h.spans[id] }

// Has reports whether a sentence was found.
func (h *Hits) Has(id model.ArticleID, sentence model.Span) bool {
	_, found := slices.BinarySearchFunc(h.spans[id], sentence, func(a, b model.Span) int {
		return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(a.End, b.End))
	})
	return found
}

// HasNote reports whether a note was found.
func (h *Hits) HasNote(n model.Note) bool {
	if n.Target.Article == "" {
		return h.outlets[n.ID]
	}
	return h.notes[n.Target.Article][n.ID]
}
