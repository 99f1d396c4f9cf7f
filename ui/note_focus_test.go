package ui_test

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// Keys must not reach a note that is no longer visible.
func TestANoteWhoseArticleGoesAwayGivesTheKeyboardBack(t *testing.T) {
	remove := &desktop.CustomShortcut{KeyName: fyne.KeyR, Modifier: fyne.KeyModifierControl}
	for _, c := range []struct {
		name  string
		given func(b *harness)
	}{
		{"another article opens", func(*harness) {}},
		{"no other one shows", func(b *harness) {
			b.Keys("/")
			b.Keys("engineers were warned")
			b.Key(fyne.KeyReturn)
		}},
	} {
		for _, begun := range []bool{false, true} {
			t.Run(c.name, func(t *testing.T) {
				b := withSample(t)
				c.given(b)
				gone := b.Screen.Article
				b.Keys("n")
				if begun {
					b.Keys("doubtful")
				}
				b.ShortcutInEntry(remove)
				if b.Screen.Article == gone || b.Screen.Writing {
					t.Fatalf("the article is still open or an entry has the focus: %+v", b.Screen)
				}
				b.Keys("J")
				if b.Screen.Dialog {
					t.Errorf("a key opened a dialog with %q", b.Texts())
				}
				b.Saved()
			})
		}
	}
}

func TestNothingIsWrittenIntoANoteThatWentAwayBehindADialog(t *testing.T) {
	b := withSample(t)
	b.Keys("n")
	b.Commands().Run("help.keys")
	b.Commands().Run("article.remove")
	for range 3 {
		if b.Window.Window().Canvas().Overlays().Top() != nil {
			b.Key(fyne.KeyEscape)
		}
	}
	b.Keys("J")
	if b.Reads("Something went wrong") || b.Screen.Notes != 0 {
		t.Errorf("after a key the window shows %q, and there are %d notes", b.Texts(), b.Screen.Notes)
	}
	unit := b.Screen.Unit
	b.Keys("j")
	if b.Screen.Unit == unit {
		t.Error("J does not move to the next sentence")
	}
	b.Saved()
}
