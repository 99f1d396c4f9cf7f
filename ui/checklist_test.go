package ui_test

import (
	"testing"

	"fyne.io/fyne/v2"

	"assay.app/assay/model"
	"assay.app/assay/model/record"
)

func TestAChecklistIsFilledIn(t *testing.T) {
	b := withSample(t)
	b.Commands().Run("checklist.sentence")
	b.WantText("Provenance: is this the original?")
	b.Key(fyne.KeyDown) // established
	b.Window.Window().Canvas().FocusNext()
	b.Key(fyne.KeyDown, fyne.KeyDown) // partly
	b.Key(fyne.KeyReturn)
	c := b.Session().ChecklistOf(record.GradedSentence)
	if c == nil || c.Found[model.PillarProvenance] != model.EstablishedFully || c.Found[model.PillarSource] != model.EstablishedPartly || len(c.Found) != 2 {
		t.Fatalf("the checklist is %+v", c)
	}
	b.WantText("Checklist: 2 of 5 looked at, 1 established")
	b.Commands().Run("checklist.article")
	b.Key(fyne.KeyEscape)
	if b.Session().ChecklistOf(record.GradedArticle) != nil {
		t.Error("Esc saves a checklist")
	}
	b.Shortcut(&fyne.ShortcutUndo{})
	if b.Session().ChecklistOf(record.GradedSentence) != nil {
		t.Error("the checklist is not undone")
	}
	b.Saved()
}
