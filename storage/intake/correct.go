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

// Correction is an analyst's correction of an article as it was recognised.
type Correction struct {
	// Metadata replaces the recognised metadata. If the language differs, the text
	// is divided again.
	Metadata model.Metadata
	// Restored are the spans of units that were set aside but are sentences.
	Restored []model.Span
}

// Apply corrects an article that has been read and is not yet in a project.
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

// divideAgain divides a document by the rules of another language. Units set aside
// stay, since they do not depend on the language.
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
