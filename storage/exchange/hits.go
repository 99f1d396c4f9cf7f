package exchange

import (
	"maps"
	"slices"

	"assay.app/assay/model"
	"assay.app/assay/model/search"
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

func (s *Selection) record() selectionRecord {
	return selectionRecord{Query: s.Query, Analyst: s.Analyst, Typos: s.Relaxed}
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
