package main

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
	b.press(command.Ctrl(fyne.KeyF))
	b.keys(`"` + phrase + `"`)
	b.until("what was found", func() bool { return b.reads("1 sentence in 1 article.") })
	b.key(fyne.KeyReturn)
	if doc().ID != last || b.screen.Unit != want {
		t.Errorf("Enter leads to %s, unit %d; want %s, %d", doc().ID, b.screen.Unit, last, want)
	}
	b.press(command.Ctrl(fyne.KeyF))
	b.keys("e")
	b.key(fyne.KeyEscape) // during the search
	b.keys("1")
	if b.screen.Total != 1 {
		t.Error("after Esc the keys are not the article's")
	}
	b.saved()
}

func TestThePaletteOpensArticlesAndRunsCommands(t *testing.T) {
	b := withSample(t)
	title := b.Session().Row(3).Metadata.Title
	b.press(command.Ctrl(fyne.KeyK))
	b.keys(title)
	b.key(fyne.KeyReturn)
	if got := b.Session().Document().Metadata.Title; got != title {
		t.Errorf("it opens %q, want %q", got, title)
	}
	b.press(command.Ctrl(fyne.KeyK))
	b.keys("quote")
	b.key(fyne.KeyReturn)
	if b.screen.Total != 1 {
		t.Error("it does not tag")
	}
	// Recent choices come first.
	b.press(command.Ctrl(fyne.KeyK))
	b.key(fyne.KeyReturn)
	if b.screen.Total != 2 {
		t.Error("what was done last does not come first")
	}
	b.keys("x")
	b.press(command.Ctrl(fyne.KeyK))
	b.keys("quote")
	b.wantText("This is set aside.")
	b.key(fyne.KeyReturn)
	if b.screen.Total != 2 || b.Window.Window().Canvas().Overlays().Top() == nil {
		t.Error("what cannot be done was done")
	}
	b.key(fyne.KeyEscape)
	b.saved()
}
