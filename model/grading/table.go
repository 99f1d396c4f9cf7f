package grading

import (
	"maps"
	"slices"

	"assay.app/assay/model"
	"assay.app/assay/model/record"
)

// Table holds the grades of a project's voices, articles and outlets, and computes the grades
// in force.
type Table struct {
	far     map[model.Key]*record.Grade
	voices  record.Voices
	ofVoice func(analyst string, voice model.VoiceID) *record.Grade
}

// NewTable returns a table of the grades in far, which it keeps: those of voices, articles and
// outlets by all analysts. far may omit grades of articles that the documents contain.
func NewTable(far map[model.Key]*record.Grade, voices record.Voices) *Table {
	return &Table{far, voices, ByVoice(voices, slices.Collect(maps.Values(far)))}
}

// InForce returns the grade of a sentence that is in force for an analyst.
func (t *Table) InForce(doc *model.Document, sentence model.Span, analyst string) InForce {
	return Of(func(on record.Graded) *record.Grade {
		subject := model.Subject{Article: doc.ID}
		switch on {
		case record.GradedSentence:
			subject.Sentence = sentence
			return record.GradeIn(doc, record.GradeOn(subject, analyst))
		case record.GradedVoice:
			if a, ok := doc.Records[record.AttributionOn(doc.ID, sentence, analyst)].(*record.Attribution); ok {
				return t.ofVoice(analyst, a.Voice)
			}
			return nil
		case record.GradedArticle:
			if g := record.GradeIn(doc, record.GradeOn(subject, analyst)); g != nil {
				return g
			}
			return t.At(record.GradeOn(subject, analyst))
		case record.GradedOutlet:
			return t.At(record.GradeOn(model.Subject{Outlet: model.OutletIDOf(doc.Metadata.Outlet)}, analyst))
		default:
			return nil
		}
	})
}

// At returns the grade of a voice, an article or an outlet with a key, or nil.
func (t *Table) At(key model.Key) *record.Grade {
	if len(t.far) == 0 {
		return nil
	}
	return t.far[key]
}

// OfVoice returns an analyst's grade of a voice, or nil; see ByVoice.
func (t *Table) OfVoice(analyst string, voice model.VoiceID) *record.Grade {
	return t.ofVoice(analyst, voice)
}

// Graders returns the analysts whose grades can apply to the sentences of a document,
// sorted.
func (t *Table) Graders(doc *model.Document) []string {
	found := map[string]bool{}
	outlet := model.OutletIDOf(doc.Metadata.Outlet)
	for key := range t.far {
		if key.Article == doc.ID || key.ID != "" || outlet != "" && key.Outlet == outlet {
			found[key.Analyst] = true
		}
	}
	for key := range doc.Records {
		if key.Kind == record.GradeKind {
			found[key.Analyst] = true
		}
	}
	return slices.Sorted(maps.Keys(found))
}
