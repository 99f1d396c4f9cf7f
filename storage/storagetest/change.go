package storagetest

import (
	"context"
	"testing"
	"time"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/record"
	"assay.app/assay/storage"
)

// Tag returns a change in which Ines labels the n-th sentence of d, counted from 0.
func Tag(d *model.Document, n int, label model.LabelKey) edit.Change {
	return edit.Change{Analyst: "Ines", Verb: edit.Tag, Edits: []edit.Edit{edit.Of(record.OnSentence(d.ID, d.Sentences()[n].Span, "Ines"), nil, &model.Annotation{Analyst: "Ines", Label: label, At: time.Date(2031, 3, 4, 5, 6, 7, 0, time.UTC)})}}
}

// NoteOf returns an edit that writes a new note by Ines.
func NoteOf(id string, target model.NoteTarget, text string) edit.Edit {
	at := time.Date(2031, 3, 4, 5, 6, 7, 0, time.UTC)
	return edit.OfNote(nil, &model.Note{ID: id, Target: target, Analyst: "Ines", Text: text, Created: at, Updated: at})
}

// Rename changes the first article's title and waits until the change is saved.
func Rename(t testing.TB, p *storage.Project, title string) {
	t.Helper()
	all, err := p.All()
	if err != nil {
		t.Fatal(err)
	}
	after := all[0].Metadata
	after.Title = title
	p.Enqueue(edit.Change{At: Noon(), Analyst: "Ines", Verb: edit.Correct, Edits: []edit.Edit{
		edit.Metadata{Article: all[0].ID, Before: all[0].Metadata, After: after},
	}})
	if err := p.Flush(context.Background()); err != nil {
		t.Fatal(err)
	}
}
