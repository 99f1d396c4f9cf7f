package ui_test

import (
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/storage"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/record"
	"assay.app/assay/ui/windowtest"
)

func TestConflictsOfALoadedSetAreDecided(t *testing.T) {
	b := withSample(t)
	b.Keys("1")
	b.Saved()
	doc := b.Session().Document()
	sentence := doc.Sentences()[0].Span
	key := record.OnSentence(doc.ID, sentence, "Ines")
	mine, _ := doc.Annotation(sentence, "Ines")
	theirs := model.Annotation{Analyst: "Ines", Label: model.Quote, At: mine.At.Add(time.Hour)}
	was := record.Version{Stamp: record.StampAt(1, record.Replica{}, mine.At)}
	is := record.Version{Stamp: record.StampAt(9, record.Replica{7}, theirs.At)}
	path := windowtest.Files(t, map[string]string{"set.json": "{}"}) + "/set.json"
	b.Desk().Sets[path] = []edit.Edit{
		edit.Record{Key: key, Before: &mine, After: &theirs, Was: &was, Is: &is},
		edit.Record{Key: key, After: &mine, Is: &was, Beside: true},
	}
	b.Dropped(fyne.NewPos(9, 9), []fyne.URI{storage.NewFileURI(path)})
	b.Until("the result of the load", func() bool { return b.Reads("1 conflict: the newer version was kept") })
	b.Key(fyne.KeyReturn) // shows the conflicts
	b.Until("the conflict", func() bool { return b.Reads("In use: Quote") && b.Reads("Other version: Claim") })

	b.Choose("Use the other version")
	b.Until("the conflict turned round", func() bool { return b.Reads("In use: Claim") && b.Reads("Other version: Quote") })
	b.Choose("Keep this version")
	b.Until("no conflict", func() bool { return b.Reads("No conflicts.") })
	b.Key(fyne.KeyEscape)
	label := func() model.LabelKey {
		a, _ := b.Session().Document().Annotation(sentence, "Ines")
		return a.Label
	}
	if got := label(); got != model.Claim {
		t.Errorf("the label is %q", got)
	}
	for _, want := range []model.LabelKey{model.Claim, model.Quote, model.Claim} { // keeping, taking and loading are undone
		b.Shortcut(&fyne.ShortcutUndo{})
		if got := label(); got != want {
			t.Errorf("after undo the label is %q, want %q", got, want)
		}
	}
	b.WantText("Undone: Load Annotation Set")
	b.Saved()
}
