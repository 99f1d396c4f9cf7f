package exchange

import (
	"fmt"
	"maps"
	"slices"

	"assay.app/assay/model"
	"assay.app/assay/model/search"
	"assay.app/assay/storage/exchange/schema"
)

// Exporting what a search found
//
// Who exports what they found wants that, and not all that was ever said about
// the articles it is in. So a set narrowed to a search has
//
//   - the articles with something found, whole in text and division: a set has
//     to vouch for its texts, and a sentence without those around it says little;
//   - of annotations and notes only those on found sentences, by everyone;
//   - of notes on articles and outlets only those that the search found by
//     their own words;
//   - the query, and "found" on each sentence that was, labelled or not.
//
// It is a set like any other and can be loaded.

// Selection is what a search found, with the search.
type Selection struct {
	Query   string // as it was typed
	Analyst string // whose labels it was about; "" for everyone's
	Relaxed bool   // typos were allowed
	Hits    *search.Hits
}

func (s *Selection) record() schema.Selection {
	return schema.Selection{Query: s.Query, Analyst: s.Analyst, Typos: s.Relaxed}
}

// articles gives the articles in which something was found.
func (s *Selection) articles() map[model.ArticleID]bool {
	out := make(map[model.ArticleID]bool, len(s.Hits.Articles()))
	for _, id := range s.Hits.Articles() {
		out[id] = true
	}
	return out
}

// narrow gives an article with what was found of its annotations and notes.
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

// found reports whether the set's search found a unit.
func (e *exporter) found(doc *model.Document, u model.Unit) bool {
	return e.opts.Selection != nil && e.opts.Selection.Hits.Has(doc.ID, u.Span)
}

// MarshalFound gives what was found in an article as a compact JSON list, each
// as sentences stand in a set, and what is set aside as asides do, in the order
// of the text.
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
				s.Found = false // they all are
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
