package main

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// Typed text must go into a visible note or be ignored.
func TestANoteWhoseArticleGoesAwayGivesTheKeyboardBack(t *testing.T) {
	remove := &desktop.CustomShortcut{KeyName: fyne.KeyR, Modifier: fyne.KeyModifierControl}
	for _, c := range []struct {
		name  string
		given func(b *harness)
	}{
		{"another article opens", func(*harness) {}},
		{"no other one shows", func(b *harness) {
			b.keys("/")
			b.keys("engineers were warned")
			b.key(fyne.KeyReturn)
		}},
	} {
		for _, begun := range []bool{false, true} {
			t.Run(c.name, func(t *testing.T) {
				b := withSample(t)
				c.given(b)
				gone := b.screen.Article
				b.keys("n")
				if begun {
					b.keys("doubtful")
				}
				b.shortcutInEntry(remove)
				if b.screen.Article == gone || b.screen.Writing {
					t.Fatalf("the screen is %+v", b.screen)
				}
				b.keys("J")
				if b.screen.Dialog {
					t.Errorf("a key is answered with %q", b.texts())
				}
				b.saved()
			})
		}
	}
}

func TestNothingIsWrittenIntoANoteThatWentAwayBehindADialog(t *testing.T) {
	b := withSample(t)
	b.keys("n")
	b.Commands().Run("help.keys")
	b.Commands().Run("article.remove")
	for range 3 {
		if b.Window.Window().Canvas().Overlays().Top() != nil {
			b.key(fyne.KeyEscape)
		}
	}
	b.keys("J")
	if b.reads("This did not work") || b.screen.Notes != 0 {
		t.Errorf("a key is answered with %q, and there are %d notes", b.texts(), b.screen.Notes)
	}
	unit := b.screen.Unit
	b.keys("j")
	if b.screen.Unit == unit {
		t.Error("the keyboard is not with the article")
	}
	b.saved()
}
