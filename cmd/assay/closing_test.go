package main

import (
	"testing"
	"time"

	"assay.app/assay/storage"
)

// While the window closes, the file has been let go of and the last word about
// it is still in the queue: a key pressed now must not show as done.
func TestAKeyPressedWhileTheWindowClosesIsNotShownAsSaved(t *testing.T) {
	b := withSample(t)
	b.keys("1")
	b.saved()
	path := b.screen.Project
	b.menu("File", "Quit")
	p, err := storage.Open(path, storage.Options{ReadOnly: true, Timeout: 10 * time.Second})
	if err != nil {
		t.Fatal(err)
	}
	if err := p.Close(); err != nil {
		t.Fatal(err)
	}
	b.keys("1")
	shown, saved := b.screen.Total, b.screen.Saved
	b.until("the window to close", func() bool { return b.closed })

	again := newBench(t, b.app)
	again.OpenProject(path)
	again.until("the project", func() bool { return again.screen.Article != "" })
	if again.screen.Total != shown {
		t.Errorf("the window showed %d labels as %q, and there are %d", shown, saved, again.screen.Total)
	}
}

// The next article's text must be painted where its cursor is.
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
