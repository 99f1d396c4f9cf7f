package ui_test

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"assay.app/assay/model"
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
	b.Keys("n")
	if !b.Screen.Writing {
		t.Fatal("N does not focus a note")
	}
	b.Keys("1 source, j k") // letters are not commands in a note
	if b.Screen.Total != 0 || !slices.Equal(texts(), []string{"1 source, j k"}) {
		t.Fatalf("there are %d labels and the notes %q", b.Screen.Total, texts())
	}
	b.Until("the typed note saved", func() bool { return b.Screen.Notes == 1 && b.Screen.Saved == "Saved" })
	b.Key(fyne.KeyEscape)
	if b.Screen.Notes != 1 || b.Window.Window().Canvas().Focused() != nil {
		t.Errorf("after Esc the state is %+v", b.Screen)
	}

	b.Shortcut(&fyne.ShortcutUndo{})
	if len(texts()) != 0 {
		t.Errorf("after undo the notes are %q", texts())
	}
	b.Shortcut(&fyne.ShortcutRedo{})
	if !slices.Equal(texts(), []string{"1 source, j k"}) {
		t.Errorf("after redo the notes are %q", texts())
	}
	b.Saved()
}

func TestUndoInANoteIsTheNotesOwn(t *testing.T) {
	b := withSample(t)
	b.Keys("1")
	b.Keys("n")
	b.Keys("odd")
	note := b.Window.Window().Canvas().Focused()
	b.Menu("Edit", "Undo") // menu shortcuts fire before the entry's own
	if b.Window.Window().Canvas().Focused() != note || note == nil {
		t.Error("the note has lost the focus")
	}
	if b.Reads("Undone") || b.Screen.Total != 1 {
		t.Error("undo in a note undoes a change of the article")
	}
	b.Keys("new")
	b.Key(fyne.KeyEscape)
	b.Saved()
	if notes := b.Session().Document().Notes; len(notes) != 1 || notes[0].Text != "new" {
		t.Errorf("the notes are %+v", notes)
	}
}

func TestANoteBeingTypedIsKeptWhenAnotherProjectIsOpened(t *testing.T) {
	b := withSample(t)
	first := b.Screen.Project
	b.Keys("n")
	b.Keys("Half a thou")
	other := filepath.Join(t.TempDir(), "other"+model.ProjectExt)
	b.Desk().Make(other, nil)
	for _, path := range []string{other, first} {
		b.OpenProject(path)
		b.Until("the project "+path, func() bool { return b.Screen.Project == path })
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
		b.Keys(key)
		b.Keys("Seen twice.")
		b.Key(fyne.KeyEscape)
		b.Saved()
		if notes, err := b.Session().Notes(on); err != nil || len(notes) != 1 || notes[0].Text != "Seen twice." {
			t.Errorf("after %q the notes are %+v, %v", key, notes, err)
		}
	}
}
