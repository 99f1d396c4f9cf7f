package exchangetest

import (
	"time"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/record"
)

// Label returns an edit by which an analyst labels a sentence of doc. Sentences are
// counted from 0.
func Label(doc *model.Document, sentence int, analyst string, key model.LabelKey, at time.Time) edit.Record {
	return edit.Of(record.OnSentence(doc.ID, doc.Sentences()[sentence].Span, analyst), nil, &model.Annotation{Analyst: analyst, Label: key, At: at})
}

// Note returns an edit that writes a new note.
func Note(target model.NoteTarget, id, analyst, text string, at time.Time) edit.Record {
	return edit.OfNote(nil, &model.Note{
		ID: id, Target: target, Analyst: analyst, Text: text, Created: at, Updated: at,
	})
}

// OldNote is Note with a grade in the note itself, as older versions of Assay wrote it.
func OldNote(target model.NoteTarget, id, analyst, grade string, at time.Time) edit.Record {
	e := Note(target, id, analyst, "Graded "+grade+".", at)
	e.After.(*model.Note).Grade = model.Grade{Source: grade[:1], Information: grade[1:]}
	return e
}
