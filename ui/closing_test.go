package ui_test

import "testing"

// A change that is made while the window closes must not show unless it is saved.
func TestAKeyPressedWhileTheWindowClosesIsNotShownAsSaved(t *testing.T) {
	b := withSample(t)
	b.Keys("1")
	b.Saved()
	path := b.Screen.Project
	b.Menu("File", "Quit")
	b.Keys("1")
	shown, saved := b.Screen.Total, b.Screen.Saved
	b.Until("the window close", func() bool { return b.Closed })

	again := b.another()
	again.OpenProject(path)
	again.Until("the project", func() bool { return again.Screen.Article != "" })
	if again.Screen.Total != shown {
		t.Errorf("the window showed %d labels with the status %q, but after reopening there are %d", shown, saved, again.Screen.Total)
	}
}

// When an article is opened again, the page must show its current sentence.
func TestOpeningAnArticleHalfTaggedShowsTheCurrentSentence(t *testing.T) {
	b := withSample(t)
	for range 8 {
		b.Keys("1")
	}
	b.Saved()
	u, _ := b.Session().Current()
	text := u.Span.Of(b.Session().Document().Text)
	b.Keys("][")
	if !b.Reads(text[:20]) {
		t.Errorf("%q is not visible", text)
	}
}

func TestTypingInANoteWhileTheStatusSaysSavedNever(t *testing.T) {
	b := withSample(t)
	b.Keys("n")
	b.Keys("o")
	if b.Screen.Saved == "Saved" {
		t.Errorf("the typed text is not saved, but the status is %q", b.Screen.Saved)
	}
	b.Key("Escape")
	b.Saved()
}
