package ui_test

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2"

	"assay.app/assay/model/session"
)

// phrasesOn returns the names of the phrases that were given.
func phrasesOn(b *harness, scope session.Scope) (out []string) {
	for _, p := range b.Session().PhrasesOn(scope) {
		out = append(out, p.Name)
	}
	return out
}

func (b *harness) wantPhrases(scope session.Scope, want ...string) {
	b.T.Helper()
	if got := phrasesOn(b, scope); !slices.Equal(got, want) {
		b.T.Errorf("there are the phrases %q, want %q", got, want)
	}
}

func TestAPhraseIsGivenByKeys(t *testing.T) {
	b := withSample(t)
	b.Keys("t")
	if !b.Screen.Dialog || !b.Reads("wire copy") {
		t.Fatal("T does not ask for a phrase")
	}
	b.Keys("deni")
	b.Key(fyne.KeyReturn)
	b.wantPhrases(session.SentenceScope, "denied")
	if b.Screen.Dialog || !b.Reads("Added “denied”. Press Ctrl+Z to undo.") {
		t.Error("the phrase was given, and that is not said")
	}

	b.Keys("t")
	b.Keys("My own words")
	if !b.Reads("New phrase: “My own words”") {
		t.Error("what is typed is not offered")
	}
	b.Key(fyne.KeyReturn)
	b.wantPhrases(session.SentenceScope, "My own words", "denied")

	b.Keys("t")
	b.Key(fyne.KeyReturn) // Enter alone removes nothing
	if got := len(phrasesOn(b, session.SentenceScope)); got != 3 {
		t.Errorf("Enter leaves %d phrases", got)
	}
	b.Shortcut(&fyne.ShortcutUndo{})
	b.wantPhrases(session.SentenceScope, "My own words", "denied")
	b.Shortcut(&fyne.ShortcutUndo{})
	b.Shortcut(&fyne.ShortcutUndo{})
	b.wantPhrases(session.SentenceScope)
	b.Saved()
}

func TestAPhraseIsRemovedByKeys(t *testing.T) {
	b := withSample(t)
	for range 2 {
		b.Keys("t")
		b.Keys("denied")
		b.Key(fyne.KeyReturn) // the second time it removes the phrase
	}
	b.wantPhrases(session.SentenceScope)
	b.Keys("t")
	b.Keys("denied")
	b.Key(fyne.KeyReturn)
	b.Keys("t")
	b.Key(fyne.KeyUp) // to the one that is given
	b.Key(fyne.KeyDelete)
	b.wantPhrases(session.SentenceScope)
	if !b.Screen.Dialog {
		t.Error("Delete closes the picker")
	}
	b.Key(fyne.KeyEscape)
	if b.Window.Window().Canvas().Overlays().Top() != nil {
		t.Error("Esc does not close the picker")
	}
	b.Saved()
}

func TestTabGoesOnToTheArticleAndTheOutlet(t *testing.T) {
	b := withSample(t)
	b.Keys("t")
	b.Key(fyne.KeyTab)
	b.Keys("wire")
	b.Key(fyne.KeyReturn)
	b.wantPhrases(session.ArticleScope, "wire copy")
	b.Keys("t")
	b.Key(fyne.KeyTab)
	b.Key(fyne.KeyTab)
	b.Keys("no date")
	b.Key(fyne.KeyReturn)
	b.wantPhrases(session.OutletScope, "no date")
	b.wantPhrases(session.SentenceScope)
	b.Keys("T") // Shift+T is for the article
	b.Key(fyne.KeyUp)
	b.Key(fyne.KeyDelete)
	b.wantPhrases(session.ArticleScope)
	b.Key(fyne.KeyEscape)
	b.Saved()
}

func TestARefusedPhraseIsExplained(t *testing.T) {
	b := withSample(t)
	b.Keys("t")
	long := ""
	for range 26 {
		long += "0123456789"
	}
	b.Keys(long)
	b.Key(fyne.KeyReturn)
	if !b.Screen.Dialog {
		t.Error("a long phrase closes the picker")
	}
	b.wantPhrases(session.SentenceScope)
	b.Key(fyne.KeyEscape)
}

func TestPhrasesAreListedRenamedJoinedAndFound(t *testing.T) {
	b := withSample(t)
	for _, name := range []string{"refuted", "denied"} {
		b.Keys("t")
		b.Keys(name)
		b.Key(fyne.KeyReturn)
	}
	b.Commands().Run("phrases.show")
	if !b.Reads("refuted") || !b.Reads("1 sentence") || !b.Reads("not used") {
		t.Fatal("the phrases are not listed with their uses")
	}
	b.Keys("refuted")
	b.Key(fyne.KeyF2)
	b.Shortcut(&fyne.ShortcutSelectAll{})
	b.Keys("DENIED")
	b.Key(fyne.KeyReturn)
	if !b.Reads("Another phrase has this name. Join the two instead.") {
		t.Error("a name that is taken is not refused")
	}
	b.Key(fyne.KeyEscape)
	b.Key(fyne.KeyF4)
	b.Keys("denied")
	b.Key(fyne.KeyReturn)
	b.wantPhrases(session.SentenceScope, "denied")
	if !b.Reads("“refuted” is now “denied” everywhere.") {
		t.Error("what was joined is not said")
	}
	b.Key(fyne.KeyDelete)
	if !b.Reads("Every project offers this phrase. Rename it, or join it into another one.") {
		t.Error("it is not said why the phrase cannot be deleted")
	}
	b.Key(fyne.KeyReturn)
	b.Until("what has the phrase is found", func() bool { return b.Reads("1 sentence in 1 article.") || b.Reads("1 result in 1 article.") })
	b.Key(fyne.KeyEscape)
	b.Saved()
}
