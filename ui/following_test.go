package ui_test

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"assay.app/assay/model"
	"assay.app/assay/ui/command"
)

// A hit is followed from Sources to Read, and the way back leads to Sources, wherever the hit
// is. Nothing moves if it is on the current sentence.
func TestWhatIsFollowedFromSourcesIsShownInRead(t *testing.T) {
	b := withVoices(t)
	s := b.Session()
	if err := s.SetOutletGrade(s.Document().Metadata.Outlet, model.Grade{Source: "E"}, ""); err != nil {
		t.Fatal(err)
	}
	if err := s.SetGrade(0, model.Grade{Information: "1"}, ""); err != nil {
		t.Fatal(err)
	}
	u, _ := s.Current()
	if err := s.WriteNote("", model.NoteTarget{Article: s.Document().ID, Sentence: &u.Span}, "Who counted?"); err != nil {
		t.Fatal(err)
	}
	here, title := `"`+u.Span.Of(s.Document().Text)+`"`, s.Document().Heading()
	other := s.Row(4)
	first, article := s.Cursor(), s.Document().ID
	for _, c := range []struct {
		name   string
		follow func()
		moves  bool
	}{
		{"a hit on the current sentence", func() {
			b.Search(here, "1 sentence in 1 article.")
			b.Key(fyne.KeyReturn)
		}, false},
		{"the next hit, which is the current sentence", func() { b.Commands().Run("search.next") }, false},
		{"a hit in another article", func() {
			b.Search("outlet:"+`"`+other.Metadata.Outlet+`"`, "in 1 article.")
			b.Key(fyne.KeyReturn)
		}, true},
		{"the open article in the palette", func() {
			b.Press(command.Ctrl(fyne.KeyK))
			b.Keys(title)
			b.Key(fyne.KeyReturn)
		}, false},
		{"another article in the palette", func() {
			b.Press(command.Ctrl(fyne.KeyK))
			b.Keys(other.Heading())
			b.Key(fyne.KeyReturn)
		}, true},
		{"a note on the current sentence", func() {
			b.Commands().Run("notes.show")
			b.Until("the note", func() bool { return b.Screen.Dialog && b.Reads("Who counted?") })
			b.Key(fyne.KeyReturn)
		}, false},
		{"a contradiction on the current sentence", func() {
			b.Keys("[")
			b.WantText("The source is graded D or E, but the sentence is confirmed.")
			b.Key(fyne.KeyReturn)
		}, false},
	} {
		b.sources()
		c.follow()
		b.Until(c.name, func() bool { return !b.Screen.Dialog })
		if !b.Commands().Find("view.read").On() {
			t.Fatalf("%s: Read is not shown", c.name)
		}
		if moved := s.Cursor() != first || s.Document().ID != article; moved != c.moves {
			t.Errorf("%s: moved is %v", c.name, moved)
		}
		b.Commands().Run("trail.back")
		if !b.Commands().Find("view.sources").On() {
			t.Errorf("%s: the way back does not lead to Sources", c.name)
		}
		b.Commands().Run("view.read")
		if s.Cursor() != first || s.Document().ID != article {
			t.Fatalf("%s: the way back leads to sentence %d of %s", c.name, s.Cursor(), s.Document().ID)
		}
	}
	b.Saved()
}

func TestTheListOfArticlesIsShownInRead(t *testing.T) {
	b := withVoices(t)
	b.sources()
	b.Press(command.CtrlShift(fyne.KeyA))
	if !b.Commands().Find("view.read").On() {
		t.Error("the list is not shown")
	}
	b.Key(fyne.KeyDown)
	b.Key(fyne.KeyReturn)
	if got, want := b.Session().Document().ID, b.Session().Row(1).ID; got != want {
		t.Errorf("Enter opens %s, want %s", got, want)
	}
	if strings.Contains(b.Heard(), "Voices") {
		t.Error("Sources still speaks")
	}
	b.Saved()
}
