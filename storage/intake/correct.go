package intake

import (
	"math"
	"slices"

	"assay.app/assay/model"
	"assay.app/assay/model/value"
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
		describe(doc, c.Metadata.Language, math.MaxInt-1)
	}
	doc.Metadata = value.FitMetadata(c.Metadata)
	for i, u := range doc.Units {
		if slices.Contains(c.Restored, u.Span) {
			doc.Units[i].Kind = model.UnitSentence
		}
	}
	doc.Excerpt = excerpt(doc)
}
