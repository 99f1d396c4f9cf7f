package main

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"assay.app/assay/model"
	"assay.app/assay/storage"
)

func TestANoteIsTypedUndoneAndRedone(t *testing.T) {
	b := withSample(t)
	on := func() model.NoteTarget {
		u, _ := b.Session().Current()
		return model.OnSentence(b.Session().Document().ID, u.Span)
	}
	texts := func() (out []string) {
		notes, err := b.Session().Notes(on())
		if err != nil {
			t.Fatal(err)
		}
		for _, n := range notes {
			out = append(out, n.Text)
		}
		return out
	}
	b.keys("n")
	if !b.screen.Writing {
		t.Fatal("N puts the keyboard nowhere")
	}
	b.keys("1 source, j k") // letters are not commands in a note
	if b.screen.Total != 0 || !slices.Equal(texts(), []string{"1 source, j k"}) {
		t.Fatalf("there are %d labels and the notes %q", b.screen.Total, texts())
	}
	b.until("what was typed", func() bool { return b.screen.Notes == 1 && b.screen.Saved == "Saved" })
	b.key(fyne.KeyEscape)
	if b.screen.Notes != 1 || b.Window.Window().Canvas().Focused() != nil {
		t.Errorf("after Esc the screen is %+v", b.screen)
	}

	b.shortcut(&fyne.ShortcutUndo{})
	if len(texts()) != 0 {
		t.Errorf("undo leaves %q", texts())
	}
	b.shortcut(&fyne.ShortcutRedo{})
	if !slices.Equal(texts(), []string{"1 source, j k"}) {
		t.Errorf("redo gives %q", texts())
	}
	b.saved()
}

func TestUndoInANoteIsTheNotesOwn(t *testing.T) {
	b := withSample(t)
	b.keys("1")
	b.keys("n")
	b.keys("odd")
	note := b.Window.Window().Canvas().Focused()
	b.menu("Edit", "Undo") // menu shortcuts fire before the entry's own
	if b.Window.Window().Canvas().Focused() != note || note == nil {
		t.Error("the keyboard has left the note")
	}
	if b.reads("Undone") || b.screen.Total != 1 {
		t.Error("undo in a note is the article's")
	}
	b.keys("new")
	b.key(fyne.KeyEscape)
	b.saved()
	if notes := b.Session().Document().Notes; len(notes) != 1 || notes[0].Text != "new" {
		t.Errorf("the notes are %+v", notes)
	}
}

func TestANoteBeingTypedIsKeptWhenAnotherProjectIsOpened(t *testing.T) {
	b := withSample(t)
	first := b.screen.Project
	b.keys("n")
	b.keys("Half a thou")
	other := filepath.Join(t.TempDir(), "other"+model.ProjectExt)
	p, err := storage.Create(other, storage.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if err := p.Close(); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{other, first} {
		b.OpenProject(path)
		b.until("the project "+path, func() bool { return b.screen.Project == path })
	}
	if notes := b.Session().Document().Notes; len(notes) != 1 || notes[0].Text != "Half a thou" {
		t.Errorf("the notes are %+v", notes)
	}
}

func TestNotesOnTheArticleAndItsOutletAreWrittenByKey(t *testing.T) {
	b := withSample(t)
	doc := b.Session().Document()
	for key, on := range map[string]model.NoteTarget{
		"a": model.OnArticle(doc.ID), "o": model.OnOutlet(strings.ToUpper(doc.Metadata.Outlet)),
	} {
		b.keys(key)
		b.keys("Seen twice.")
		b.key(fyne.KeyEscape)
		b.saved()
		if notes, err := b.Session().Notes(on); err != nil || len(notes) != 1 || notes[0].Text != "Seen twice." {
			t.Errorf("%q writes %+v, %v", key, notes, err)
		}
	}
}
