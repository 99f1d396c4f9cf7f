package exchangetest

import (
	"testing"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/record"
	"assay.app/assay/storage"
)

// Graded returns a project with an article whose first sentence is attributed by ana. Ana
// graded the outlet C, the article A, the voice B and the second sentence 2, by a note that
// has no grade itself. Bo graded the outlet F, by a note, the third sentence D4 and a voice
// that the list of voices does not have E.
func Graded(t testing.TB) *storage.Project {
	t.Helper()
	p := NewProject(t)
	doc := Parse(t, Harbour, "harbour.txt")
	doc.Metadata.Outlet = "The Quay Post"
	Import(t, p, doc)
	outlet := model.Subject{Outlet: model.OutletIDOf("The Quay Post")}
	sentence := func(n int) model.Subject {
		return model.Subject{Article: doc.ID, Sentence: doc.Sentences()[n].Span}
	}
	note := func(target model.NoteTarget, id, analyst, text string) edit.Record {
		return edit.OfNote(nil, &model.Note{ID: id, Target: target, Analyst: analyst, Text: text, Created: After(1), Updated: After(1)})
	}
	grade := func(key model.Key, source, information, basis, note string) edit.Record {
		on, voice := record.GradedBy(key)
		return edit.Of(key, nil, &record.Grade{
			Analyst: key.Analyst, On: on, Voice: voice, Grade: model.Grade{Source: source, Information: information}, Basis: basis, Note: note, At: After(2),
		})
	}
	Apply(t, p,
		edit.Of(record.VoiceKey("lena okray"), nil, &record.Voice{Name: "Lena Okray"}),
		edit.Of(record.AttributionOn(doc.ID, sentence(0).Sentence, "ana"), nil, &record.Attribution{
			Analyst: "ana", Voice: "lena okray", Name: "Lena Okray", Mode: model.Indirect, At: After(1),
		}),
		note(model.OnSentence(doc.ID, sentence(1).Sentence), "n1", "ana", "The log has it, too."),
		note(model.OnOutlet("The Quay Post"), "n2", "bo", "Nobody knows it."),
		grade(record.GradeOn(outlet, "ana"), "C", "", "Rarely corrects.", ""),
		grade(record.GradeOn(model.Subject{Article: doc.ID}, "ana"), "A", "", "", ""),
		grade(record.GradeOfVoice("lena okray", "ana"), "B", "", "She was there.", ""),
		grade(record.GradeOn(sentence(1), "ana"), "", "2", "", "n1"),
		grade(record.GradeOn(outlet, "bo"), "F", "", "", "n2"),
		grade(record.GradeOn(sentence(2), "bo"), "D", "4", "He <b>guesses</b>.", ""),
		grade(record.GradeOfVoice("somebody", "bo"), "E", "", "", ""),
	)
	return p
}
