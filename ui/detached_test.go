package ui_test

import (
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/storage"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/record"
	"assay.app/assay/ui/command"
	"assay.app/assay/ui/windowtest"
)

func TestDetachedLabelsAreShownAndPutBack(t *testing.T) {
	b := withSample(t)
	doc := b.Session().Document()
	sentence := doc.Sentences()[0].Span
	half := model.Span{Start: sentence.Start, End: sentence.End - 3}
	label := model.Annotation{Analyst: "Ines", Label: model.Quote, At: time.Date(2031, 3, 14, 9, 0, 0, 0, time.UTC)}
	is := record.Version{Stamp: record.StampAt(9, record.Replica{7}, label.At)}
	path := windowtest.Files(t, map[string]string{"set.json": "{}"}) + "/set.json"
	b.Desk().Sets[path] = []edit.Edit{edit.Record{Key: record.OnSentence(doc.ID, half, "Ines"), After: &label, Is: &is}}
	const shown = "1 of your labels, notes and other entries matches no sentence"
	if b.Reads(shown) || attaching(b).Disabled() == "" {
		t.Fatal("something is detached in the sample")
	}
	b.Dropped(fyne.NewPos(9, 9), []fyne.URI{storage.NewFileURI(path)})
	b.Until("the result of the load", func() bool { return b.Reads("Annotation set loaded") })
	b.Key(fyne.KeyReturn)
	if !b.Reads(shown) || !b.Reads("Quote: "+model.Excerpt(half.Of(doc.Text))) {
		t.Fatal("the detached label is not shown")
	}
	b.Choose("Move to the nearest sentences")
	b.WantText("1 reattached.")
	if a, _ := b.Session().Document().Annotation(sentence, "Ines"); a.Label != model.Quote || b.Reads(shown) {
		t.Errorf("the sentence has the label %q", a.Label)
	}
	b.Shortcut(&fyne.ShortcutUndo{})
	b.WantText("Undone: Reattach Labels")
	if !b.Reads(shown) {
		t.Error("the detached label is not shown after undo")
	}
	b.Keys("1") // the sentence gets another label, so that the detached one has to stay
	attaching(b).Run()
	b.WantText("1 not reattached, because you have tagged this sentence.")
	b.Saved()
}

func TestDetachedGradesAndChecklistsAreNamed(t *testing.T) {
	b := withSample(t)
	doc := b.Session().Document()
	sentence := doc.Sentences()[0].Span
	half := model.Span{Start: sentence.Start, End: sentence.End - 3}
	on, at := model.Subject{Article: doc.ID, Sentence: half}, time.Date(2031, 3, 14, 9, 0, 0, 0, time.UTC)
	is := record.Version{Stamp: record.StampAt(9, record.Replica{7}, at)}
	path := windowtest.Files(t, map[string]string{"set.json": "{}"}) + "/set.json"
	b.Desk().Sets[path] = []edit.Edit{
		edit.Record{Key: record.GradeOn(on, "Ines"), After: &record.Grade{Analyst: "Ines", Grade: model.Grade{Source: "B", Information: "2"}, At: at}, Is: &is},
		edit.Record{Key: record.ChecklistOn(on, "Ines"), After: &record.Checklist{Analyst: "Ines", Remark: "Old.", At: at}, Is: &is},
	}
	b.Dropped(fyne.NewPos(9, 9), []fyne.URI{storage.NewFileURI(path)})
	b.Until("the result of the load", func() bool { return b.Reads("Annotation set loaded") })
	b.Key(fyne.KeyReturn)
	passage := model.Excerpt(half.Of(doc.Text))
	b.WantText("2 of your labels, notes and other entries match no sentence")
	b.WantText("Grade B2: " + passage)
	b.WantText("Checklist for: " + passage)
	b.Saved()
}

// attaching returns the command that puts detached labels back.
func attaching(b *harness) *command.Command { return commandOf(b, "Reattach Labels") }
