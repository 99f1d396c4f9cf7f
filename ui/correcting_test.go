package ui_test

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"assay.app/assay/model"
	"assay.app/assay/ui/command"
	"assay.app/assay/ui/windowtest"
)

const garbled = "The ferry sank at no0n off the quay.\n\nNobody was hurt. The harbour master closed the pier.\n\nDivers will look at the hull on Monday.\n"

// correcting opens a window with an article, labels its second sentence, and opens the dialog
// that corrects its text.
func correcting(t *testing.T) *harness {
	t.Helper()
	b := &harness{windowtest.WithText(t, garbled)}
	b.Session().MoveTo(1)
	b.Keys("1")
	b.Session().MoveTo(2)
	b.Saved()
	b.correctText()
	return b
}

func (b *harness) correctText() {
	b.T.Helper()
	b.Press(command.CtrlShift(fyne.KeyM))
	b.Until("the dialog", func() bool { return b.Screen.Dialog && b.Reads("Correct text") })
}

// paragraphUp and paragraphDown choose another paragraph in the dialog.
func (b *harness) paragraphUp() {
	b.T.Helper()
	b.shortcut(fyne.KeyUp, fyne.KeyModifierShortcutDefault)
}

func (b *harness) paragraphDown() {
	b.T.Helper()
	b.shortcut(fyne.KeyDown, fyne.KeyModifierShortcutDefault)
}

func (b *harness) saveText() {
	b.T.Helper()
	b.shortcut(fyne.KeyS, fyne.KeyModifierShortcutDefault)
}

func TestACorrectedTextKeepsTheWorkAndTheOldText(t *testing.T) {
	b := correcting(t)
	old := b.Session().Document().ID
	b.WantText("Paragraph 2 of 3")
	b.paragraphUp()
	b.WantText("Paragraph 1 of 3")
	b.fill("Corrected text", "The ferry sank at noon off the quay.")
	b.Until("the differences", func() bool { return b.Reads("1 paragraph changed.") && b.Reads("Before") })
	b.saveText()
	b.Until("the corrected text", func() bool { return !b.Screen.Dialog && b.Screen.Article != string(old) && b.Reads("noon") })
	s := b.Session()
	if got, want := s.Document().Text, strings.Replace(garbled, "no0n", "noon", 1); got != want {
		t.Errorf("the text is %q, want %q", got, want)
	}
	if u, _ := s.Current(); u.Span.Of(s.Document().Text) != "The harbour master closed the pier." {
		t.Errorf("the reader is at %q, want the sentence that was current", u.Span.Of(s.Document().Text))
	}
	if a, ok := s.Document().Annotation(s.Document().Units[1].Span, "Ines"); !ok || a.Label != model.Claim {
		t.Errorf("the label was not carried: %v", a)
	}
	if chain := s.Chains().Of(old); len(chain) != 2 || chain[0] != old || !s.Chains().Stored(chain[1]).Corrected {
		t.Errorf("the versions are %v", chain)
	}
	b.Until("the notice", func() bool { return strings.Contains(b.Screen.Notice, "Text corrected: 1 label or note carried.") })
	if b.Screen.Articles != 1 {
		t.Errorf("there are %d articles, want 1", b.Screen.Articles)
	}
	b.Saved()
	b.undo()
	b.Until("the old text", func() bool { return b.Screen.Total == 1 })
	if sum, ok := s.Summary(old); !ok || sum.Progress.Tagged() != 1 || b.Screen.Articles != 1 || s.Chains().Linked(old) {
		t.Errorf("after undo the old article is %+v, and there are %d articles", sum, b.Screen.Articles)
	}
}

func TestParagraphsAreDroppedJoinedAndSplit(t *testing.T) {
	b := correcting(t)
	b.paragraphUp()
	b.fill("Corrected text", "")
	b.paragraphDown()
	b.shortcut(fyne.KeyJ, fyne.KeyModifierShortcutDefault)
	b.Until("the list", func() bool { return b.Reads("1 · dropped") && b.Reads("2 · joined") })
	b.shortcut(fyne.KeyR, fyne.KeyModifierShortcutDefault)
	b.Until("the list", func() bool { return !b.Reads("2 · joined") })
	b.fill("Corrected text", "Nobody was hurt.\n\nThe harbour master closed the pier.")
	b.saveText()
	const want = "Nobody was hurt.\n\nThe harbour master closed the pier.\n\nDivers will look at the hull on Monday.\n"
	b.Until("the corrected text", func() bool { return !b.Screen.Dialog && b.Session().Document().Text == want })
	if n := len(b.Session().Document().Paragraphs); n != 3 {
		t.Errorf("the article has %d paragraphs, want 3", n)
	}
	b.Saved()
}

func TestAnUnchangedTextIsNotSaved(t *testing.T) {
	b := correcting(t)
	article := b.Screen.Article
	b.fill("Corrected text", "Nobody was harmed.")
	b.fill("Corrected text", "Nobody was hurt. The harbour master closed the pier.")
	b.saveText()
	b.Until("the dialog closed", func() bool { return !b.Screen.Dialog })
	if b.Screen.Article != article || b.Session().Chains().Linked(model.ArticleID(article)) {
		t.Errorf("the article is %s, want %s without other versions", b.Screen.Article, article)
	}
}

func TestCorrectionsAreNotDiscardedWithoutAQuestion(t *testing.T) {
	b := correcting(t)
	b.fill("Corrected text", "Nobody was harmed.")
	b.Key(fyne.KeyEscape)
	b.Until("the question", func() bool { return b.Reads("Discard the corrections?") })
	b.Key(fyne.KeyEscape)
	b.Until("the dialog", func() bool { return b.Reads("Correct text") })
	b.Close() // as a window manager can
	b.Until("the question", func() bool { return b.Reads("Discard the corrections?") })
	if b.Closed {
		t.Fatal("the window closed")
	}
	b.Choose("Discard")
	b.Until("the window close", func() bool { return b.Closed })
}

func TestOnlyTheNewestVersionIsCorrected(t *testing.T) {
	b := correcting(t)
	old := b.Session().Document().ID
	b.fill("Corrected text", "Nobody was harmed.")
	b.saveText()
	b.Until("the corrected text", func() bool { return !b.Screen.Dialog && b.Screen.Article != string(old) })
	b.Saved()
	if err := b.Session().Open(old); err != nil {
		t.Fatal(err)
	}
	b.Press(command.CtrlShift(fyne.KeyM))
	b.Until("the reason", func() bool { return strings.Contains(b.Screen.Notice, "Only the newest one can be corrected.") })
	if b.Screen.Dialog {
		t.Error("the dialog opened")
	}
}

func TestACorrectionWithTheTextOfAnotherArticleIsRefused(t *testing.T) {
	b := correcting(t)
	b.Key(fyne.KeyEscape)
	b.AddPaths([]string{windowtest.Files(t, map[string]string{"two.txt": strings.Replace(garbled, "no0n", "noon", 1)})})
	b.Until("the preview", func() bool { return b.Screen.Offered != nil })
	b.Key(fyne.KeyReturn)
	b.Until("the article", func() bool { return b.Screen.Articles == 2 && !b.Screen.Dialog })
	b.OpenRow(0)
	b.correctText()
	b.paragraphUp()
	b.fill("Corrected text", "The ferry sank at noon off the quay.")
	b.saveText()
	b.Until("the error", func() bool { return b.Reads("Another article of the project has this text.") })
	b.Key(fyne.KeyEscape)
	b.WantText("Correct text")
	if b.Screen.Articles != 2 {
		t.Errorf("there are %d articles, want 2", b.Screen.Articles)
	}
	b.Key(fyne.KeyEscape)
	b.Choose("Discard")
}
