package exchange

import (
	"fmt"
	"maps"
	"slices"

	"assay.app/assay/model"
	"assay.app/assay/model/search"
	"assay.app/assay/storage/exchange/schema"
)

// Exporting the hits of a search
//
// An analyst who exports hits wants those, and not everything that was ever noted
// on their articles. So a set of hits contains
//
//    - the articles with hits, with their whole text and division: the hash of a
//      text covers all of it, and a sentence needs the sentences around it;
//    - annotations and notes by everyone, but only those on sentences that are hits;
//    - notes on articles and outlets only if the notes themselves are hits;
//    - the query, and "found" on each sentence that is a hit, labelled or not.
//
// It is a set like any other and can be loaded.

// Selection is a search and its hits.
type Selection struct {
	Query   string // as it was typed
	Analyst string // whose labels it was about; "" for everyone's
	Relaxed bool   // typos were allowed
	Hits    *search.Hits
}

func (s *Selection) record() schema.Selection {
	return schema.Selection{Query: s.Query, Analyst: s.Analyst, Typos: s.Relaxed}
}

// articles returns the articles with hits.
func (s *Selection) articles() map[model.ArticleID]bool {
	out := make(map[model.ArticleID]bool, len(s.Hits.Articles()))
	for _, id := range s.Hits.Articles() {
		out[id] = true
	}
	return out
}

// narrow returns a copy of the article with only those annotations and notes that
// belong to hits.
func (s *Selection) narrow(doc *model.Document) *model.Document {
	d := *doc
	d.Annotations = maps.Clone(doc.Annotations)
	maps.DeleteFunc(d.Annotations, func(span model.Span, _ []model.Annotation) bool { return !s.Hits.Has(doc.ID, span) })
	d.Notes = slices.DeleteFunc(slices.Clone(doc.Notes), func(n model.Note) bool {
		on := n.Target.Sentence
		return !(on != nil && s.Hits.Has(doc.ID, *on)) && !s.Hits.HasNote(n)
	})
	return &d
}

// found reports whether a unit is a hit of the exported search.
func (e *exporter) found(doc *model.Document, u model.Unit) bool {
	return e.opts.Selection != nil && e.opts.Selection.Hits.Has(doc.ID, u.Span)
}

// MarshalFound returns the hits in an article as a compact JSON list in text order.
// Sentences and asides have the form they have in a set.
func MarshalFound(doc *model.Document, hits *search.Hits) ([]byte, error) {
	if err := sound(doc); err != nil {
		return nil, fmt.Errorf("article %s: %w", doc.ID, err)
	}
	e := &exporter{analysts: map[string]bool{}, names: analystNames{}, opts: Options{Selection: &Selection{Hits: hits}}}
	record := e.articleRecord(e.opts.Selection.narrow(doc))
	out, sentence, aside := []any{}, 0, 0
	for _, u := range doc.Units {
		if u.Kind == model.UnitSentence {
			if s := record.Sentences[sentence]; s.Found {
				s.Found = false // all of them are hits
				out = append(out, s)
			}
			sentence++
			continue
		}
		if a := record.Asides[aside]; a.Found {
			a.Found = false
			out = append(out, a)
		}
		aside++
	}
	return e.encoder.Compact(out)
}
