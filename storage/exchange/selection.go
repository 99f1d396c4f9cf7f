package exchange

import (
	"fmt"
	"maps"
	"slices"

	"assay.app/assay/model"
	"assay.app/assay/model/finding"
	"assay.app/assay/model/search"
	"assay.app/assay/storage/exchange/layout"
	"assay.app/assay/storage/exchange/schema"
)

// Exporting the hits of a search
//
// An analyst who exports hits does not want everything that was ever noted on the
// articles with hits. So a set of hits contains
//
//    - the articles with hits, with their whole text and division: the hash of a
//      text covers all of it, and a sentence needs the sentences around it;
//    - the annotations of all analysts, but only on sentences and asides that are hits;
//    - notes on such sentences and asides, and notes that are hits themselves;
//    - phrases on such sentences and asides, on the articles and on their outlets, because a
//      filter on phrases looks at all of these, and the list of phrases;
//    - attributions of such sentences and asides, and the list of voices;
//    - mentions in such sentences and asides, the list of statements, the origins of the
//      articles, and the statements that their outlets leave out;
//    - which articles are newer versions of others;
//    - the query, and "found" on each sentence or aside that is a hit.
//
// Such a set can be loaded like any other.

func selectionRecord(s *finding.Selection) schema.Selection {
	return schema.Selection{Query: s.Query, Analyst: s.Analyst, Typos: s.Relaxed}
}

// articlesWith returns the ids of the articles with hits.
func articlesWith(hits *search.Hits) map[model.ArticleID]bool {
	out := make(map[model.ArticleID]bool, len(hits.Articles()))
	for _, id := range hits.Articles() {
		out[id] = true
	}
	return out
}

// narrowed returns a copy of the article with only the annotations on hits, the notes that
// are hits or are on hits, and the records on hits and on the article.
func narrowed(doc *model.Document, hits *search.Hits) *model.Document {
	d := *doc
	d.Annotations = maps.Clone(doc.Annotations)
	maps.DeleteFunc(d.Annotations, func(span model.Span, _ []model.Annotation) bool { return !hits.Has(doc.ID, span) })
	d.Notes = slices.DeleteFunc(slices.Clone(doc.Notes), func(n model.Note) bool {
		on := n.Target.Sentence
		return !(on != nil && hits.Has(doc.ID, *on)) && !hits.HasNote(n)
	})
	d.Records = maps.Clone(doc.Records)
	maps.DeleteFunc(d.Records, func(key model.Key, _ any) bool {
		return key.Sentence != (model.Span{}) && !hits.Has(doc.ID, key.Sentence)
	})
	return &d
}

// found reports whether a unit is a hit of the exported search.
func (r *recorder) found(doc *model.Document, u model.Unit) bool {
	return r.opts.Selection != nil && r.opts.Selection.Hits.Has(doc.ID, u.Span)
}

// MarshalFound returns the hits in an article as a compact JSON list in text order.
// Sentences and asides have the form they have in a set.
func MarshalFound(doc *model.Document, hits *search.Hits) ([]byte, error) {
	if err := schema.Sound(doc); err != nil {
		return nil, fmt.Errorf("article %s: %w", doc.ID, err)
	}
	record, err := newRecorder(Options{Selection: &finding.Selection{Hits: hits}}, nil).article(narrowed(doc, hits), nil)
	if err != nil {
		return nil, err
	}
	out, sentence, aside := []any{}, 0, 0
	for _, u := range doc.Units {
		if u.Kind == model.UnitSentence {
			if s := record.Sentences[sentence]; s.Found {
				s.Found = false // redundant here: every item of the list is a hit
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
	return new(layout.Encoder).Compact(out)
}
