package main

import "testing"

// While the window closes, a key must not show a change as done that is not saved.
func TestAKeyPressedWhileTheWindowClosesIsNotShownAsSaved(t *testing.T) {
	b := withSample(t)
	b.keys("1")
	b.saved()
	path := b.screen.Project
	b.menu("File", "Quit")
	b.keys("1")
	shown, saved := b.screen.Total, b.screen.Saved
	b.until("the window to close", func() bool { return b.closed })

	again := newHarness(t, b.app)
	again.OpenProject(path)
	again.until("the project", func() bool { return again.screen.Article != "" })
	if again.screen.Total != shown {
		t.Errorf("the window showed %d labels as %q, and there are %d", shown, saved, again.screen.Total)
	}
}

// An article that is opened again must be painted around its current sentence.
func TestOpeningAnArticleHalfTaggedShowsTheCurrentSentence(t *testing.T) {
	b := withSample(t)
	for range 8 {
		b.keys("1")
	}
	b.saved()
	u, _ := b.Session().Current()
	text := u.Span.Of(b.Session().Document().Text)
	b.keys("][")
	if !b.reads(text[:20]) {
		t.Errorf("%q does not show", text)
	}
}

func TestTypingInANoteWhileTheStatusSaysSavedNever(t *testing.T) {
	b := withSample(t)
	b.keys("n")
	b.keys("o")
	if b.screen.Saved == "Saved" {
		t.Errorf("what was typed is not saved, and the screen says %q", b.screen.Saved)
	}
	b.key("Escape")
	b.saved()
}
