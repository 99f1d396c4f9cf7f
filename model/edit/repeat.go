package edit

import (
	"assay.app/assay/model"
	"assay.app/assay/model/record"
)

// Repeating copies the analyst's label, attribution and grade of a sentence to the sentences
// that repeat it.
type Repeating struct {
	Labelling Labelling // without a label, no labels are given; labels are never replaced
	// Attribution and Grade are those of the sentence, or nil.
	Attribution *record.Attribution
	Grade       *record.Grade
}

// Edits returns the edits for spans of an article, and counts the results. It skips spans that
// are not sentences. A sentence keeps another label, attribution or grade of the analyst; it is
// counted in Kept if it has another label.
func (r Repeating) Edits(doc *model.Document, found []model.Span) (edits []Edit, n Labelled) {
	var at Labelled
	for _, span := range found {
		var labels []Edit
		one := Labelled{}
		if r.Labelling.Label != "" {
			labels, one = r.Labelling.Edits(doc, []model.Span{span})
		} else if unit := doc.UnitAt(span.Start); doc.Removed || unit < 0 || doc.Units[unit].Span != span || doc.Units[unit].Kind != model.UnitSentence {
			one.Gone = 1
		} else {
			one.Already = 1
		}
		if one.Gone+one.Aside == 0 {
			if more := r.others(model.Subject{Article: doc.ID, Sentence: span}, doc); len(more) > 0 {
				labels = append(labels, more...)
				one = Labelled{Changed: 1, Articles: 1}
			}
		}
		edits = append(edits, labels...)
		at.Add(one)
	}
	at.Articles = min(at.Articles, 1)
	return edits, at
}

// others returns the edits that give a sentence the attribution and the grade that it lacks.
func (r Repeating) others(on model.Subject, doc *model.Document) (edits []Edit) {
	if a := r.Attribution; a != nil {
		key := record.AttributionOn(on.Article, on.Sentence, r.Labelling.Analyst)
		if _, has := doc.Records[key]; !has {
			given := *a
			given.At = r.Labelling.Clock.Now()
			edits = append(edits, Of(key, nil, &given))
		}
	}
	if g := r.Grade; g != nil {
		key := record.GradeOn(on, r.Labelling.Analyst)
		if _, has := doc.Records[key]; !has {
			given := *g
			given.Note, given.At = "", r.Labelling.Clock.Now() // the note is on the other sentence
			edits = append(edits, Of(key, nil, &given))
		}
	}
	return edits
}
