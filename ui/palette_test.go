package ui_test

import (
	"testing"

	"fyne.io/fyne/v2"

	"assay.app/assay/model"
	"assay.app/assay/ui/command"
)

func TestSearchingLeadsToTheSentence(t *testing.T) {
	b := withSample(t)
	s := b.Session()
	last := s.Row(4).ID
	doc := func() *model.Document { return s.Document() }
	if err := s.Open(last); err != nil {
		t.Fatal(err)
	}
	want := len(doc().Units) - 1
	for doc().Units[want].Kind != model.UnitSentence {
		want--
	}
	phrase := doc().Units[want].Span.Of(doc().Text)
	if err := s.Open(s.Row(0).ID); err != nil {
		t.Fatal(err)
	}
	b.Press(command.CtrlShift(fyne.KeyF))
	b.Keys(`"` + phrase + `"`)
	b.Until("the hit", func() bool { return b.Reads("1 sentence in 1 article.") })
	b.Key(fyne.KeyReturn)
	if doc().ID != last || b.Screen.Unit != want {
		t.Errorf("Enter leads to %s, unit %d; want %s, %d", doc().ID, b.Screen.Unit, last, want)
	}
	b.Press(command.CtrlShift(fyne.KeyF))
	b.Keys("e")
	b.Key(fyne.KeyEscape) // while the search is running
	b.Keys("1")
	if b.Screen.Total != 1 {
		t.Error("after Esc the key 1 does not set a label")
	}
	b.Saved()
}

func TestThePaletteOpensArticlesAndRunsCommands(t *testing.T) {
	b := withSample(t)
	title := b.Session().Row(3).Metadata.Title
	b.Press(command.Ctrl(fyne.KeyK))
	b.Keys(title)
	b.Key(fyne.KeyReturn)
	if got := b.Session().Document().Metadata.Title; got != title {
		t.Errorf("the palette opens %q, want %q", got, title)
	}
	b.Press(command.Ctrl(fyne.KeyK))
	b.Keys("quote")
	b.Key(fyne.KeyReturn)
	if b.Screen.Total != 1 {
		t.Error("the palette does not run the command")
	}
	// Recent choices come first.
	b.Press(command.Ctrl(fyne.KeyK))
	b.Key(fyne.KeyReturn)
	if b.Screen.Total != 2 {
		t.Error("the last command is not first in the palette")
	}
	b.Keys("x")
	b.Press(command.Ctrl(fyne.KeyK))
	b.Keys("quote")
	b.WantText("This text is excluded.")
	b.Key(fyne.KeyReturn)
	if b.Screen.Total != 2 || b.Window.Window().Canvas().Overlays().Top() == nil {
		t.Error("a command that cannot run was run or closed the palette")
	}
	b.Key(fyne.KeyEscape)
	b.Saved()
}
