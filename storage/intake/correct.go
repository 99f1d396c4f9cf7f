package intake

import (
	"cmp"
	"math"
	"slices"

	"assay.app/assay/model"
	"assay.app/assay/model/segment"
	"assay.app/assay/model/value"
	"assay.app/assay/storage/intake/language"
	"assay.app/assay/storage/intake/recognise"
)

// Correction is what an analyst knows better of an article than what was
// recognised.
type Correction struct {
	// Metadata takes the place of what was recognised. By another language the
	// text is divided anew.
	Metadata model.Metadata
	// Restored are the spans of units that were set aside and are sentences.
	Restored []model.Span
}

// Apply corrects an article that was read and is not in a project yet.
func (c Correction) Apply(doc *model.Document) {
	if c.Metadata.Language != doc.Metadata.Language {
		divideAgain(doc, c.Metadata.Language)
	}
	doc.Metadata = value.FitMetadata(c.Metadata)
	for i, u := range doc.Units {
		if slices.Contains(c.Restored, u.Span) {
			doc.Units[i].Kind = model.UnitSentence
		}
	}
	doc.Excerpt = excerpt(doc)
}

// divideAgain divides a document by another language. What was set aside stays so: it
// does not depend on the language.
func divideAgain(doc *model.Document, lang string) {
	var asides []recognise.Region
	for _, u := range doc.Units {
		if u.Kind != model.UnitSentence {
			asides = append(asides, recognise.Region{Span: u.Span, Kind: u.Kind})
		}
	}
	lang = cmp.Or(lang, language.Of(doc.Text), "en")
	doc.Structure = recognise.Divide(doc.Text, segment.Paragraphs(doc.Text), asides, lang, math.MaxInt-1)
}
