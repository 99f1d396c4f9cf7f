package ui_test

import (
	"testing"

	"fyne.io/fyne/v2"

	"assay.app/assay/ui/command"
	"assay.app/assay/ui/windowtest"
)

func TestCtrlRDoesNotRemove(t *testing.T) {
	b := withSample(t)
	if c := b.Commands().Bound(command.Ctrl(fyne.KeyR)); c != nil {
		t.Errorf("Ctrl+R runs %s", c.ID)
	}
}

func TestRemovingAnArticleIsSaidInABarThatStays(t *testing.T) {
	b := withSample(t)
	b.Menu("Edit", "Remove Article")
	if b.Screen.Articles != 4 || !b.Reads("Article removed: ") {
		t.Fatalf("the state is %+v and the window shows %q", b.Screen, b.Texts())
	}
	b.Keys("jj]")
	b.WantText("Article removed: ")
	b.Button("Undo")
	if b.Screen.Articles != 5 || b.Reads("Article removed") {
		t.Errorf("Undo in the bar leaves %d articles", b.Screen.Articles)
	}
	b.Shortcut(&fyne.ShortcutRedo{})
	if b.Screen.Articles != 4 || !b.Reads("Article removed: ") {
		t.Errorf("redo that takes an article away is not said: %q", b.Texts())
	}
	b.Keys("]1")
	if b.Reads("Article removed") {
		t.Error("the bar stays after another change")
	}
	b.Saved()
}

func TestUndoingAnImportAsksFirstAndOffersRedo(t *testing.T) {
	b := withSample(t)
	b.Keys("1")
	b.Shortcut(&fyne.ShortcutUndo{})
	b.Keys("2")
	b.Shortcut(&fyne.ShortcutUndo{})
	b.Shortcut(&fyne.ShortcutUndo{}) // the import
	b.WantText("Undo “Add Articles”?")
	b.WantText("5 articles")
	b.Key(fyne.KeyReturn) // Cancel has the focus
	if b.Screen.Articles != 5 {
		t.Fatal("Enter undoes the import")
	}
	b.Shortcut(&fyne.ShortcutUndo{})
	b.Choose("Remove articles")
	b.WantText("5 articles removed.")
	if b.Session().Articles() != 0 {
		t.Fatalf("there are %d articles", b.Session().Articles())
	}
	b.WantText("add articles")
	b.Button("Redo")
	if b.Session().Articles() != 5 || b.Reads("articles removed") {
		t.Errorf("redo leaves %d articles", b.Session().Articles())
	}
	b.Saved()
}

// A project whose first step adds an article and whose second adds more.
func withImports(t *testing.T, second map[string]string) *harness {
	t.Helper()
	b := &harness{windowtest.WithText(t, "Storm\n\nThe river rose. Nobody was hurt.\n")}
	b.AddPaths([]string{windowtest.Files(t, second)})
	b.Until("the preview", func() bool { return b.Screen.Dialog })
	b.Key(fyne.KeyReturn)
	b.Until("the articles", func() bool { return b.Screen.Articles == 1+len(second) && !b.Screen.Dialog })
	b.Saved()
	return b
}

// goBackToTheFirst goes back to the oldest step of the project's history.
func (b *harness) goBackToTheFirst() {
	b.T.Helper()
	b.Menu("Edit", "History…")
	b.Choose("Show the whole project")
	b.Until("the history", func() bool { return b.Reads("1 article added") })
	b.Key(fyne.KeyEnd, fyne.KeyReturn)
}

func TestGoingBackBeforeAnImportAsksFirst(t *testing.T) {
	b := withImports(t, map[string]string{
		"rain.txt": "Rain over Kesmere\n\nThe rain began on Tuesday. It did not stop.\n",
		"dam.txt":  "The dam holds\n\nThe dam held on Friday. Engineers were pleased.\n",
	})
	b.goBackToTheFirst()
	b.Until("the question", func() bool { return b.Reads("Go back to this point?") })
	b.WantText("2 articles")
	b.Key(fyne.KeyReturn) // Cancel has the focus
	if b.Screen.Articles != 3 {
		t.Fatal("Enter takes the articles away")
	}
	b.goBackToTheFirst()
	b.Until("the question", func() bool { return b.Reads("Go back to this point?") })
	b.Choose("Remove articles")
	b.WantText("2 articles removed.")
	if got := b.Session().Articles(); got != 1 {
		t.Fatalf("there are %d articles", got)
	}
	b.Button("Undo")
	if got := b.Session().Articles(); got != 3 {
		t.Errorf("after Undo in the bar there are %d articles", got)
	}
	b.Saved()
}

func TestGoingBackThatTakesOneArticleAwaySaysSo(t *testing.T) {
	b := withImports(t, map[string]string{"rain.txt": "Rain over Kesmere\n\nThe rain began on Tuesday. It did not stop.\n"})
	b.goBackToTheFirst()
	b.Until("the bar", func() bool { return b.Reads("Article removed: Rain over Kesmere") })
	b.Button("Undo")
	if got := b.Session().Articles(); got != 2 {
		t.Errorf("after Undo in the bar there are %d articles", got)
	}
	b.Saved()
}

func TestTheStatusBarSaysWhatIsTrueNow(t *testing.T) {
	b := withSample(t)
	b.Keys("j")
	b.WantText("1–3 label")
	b.Keys("n")
	b.WantText("Esc back to the article")
	if b.Reads("1–3 label") {
		t.Error("the keys of labels are shown while a note is written")
	}
	b.Key(fyne.KeyEscape)
	b.WantText("1–3 label")
	b.Keys("/")
	b.WantText("Esc clear")
	b.Key(fyne.KeyEscape)
	b.Keys("x")
	b.WantText("X include")
	b.Shortcut(&fyne.ShortcutUndo{})
	b.Keys("j")
	b.Shortcut(windowtest.Ctrl(fyne.KeyBackslash))
	notice := b.Screen.Notice
	b.Key(fyne.KeyF6)
	b.WantText("F6 other reader")
	b.Shortcut(windowtest.Ctrl(fyne.KeyBackslash))
	if b.Screen.Notice != "" && b.Screen.Notice == notice {
		t.Errorf("after the second reader was closed, the notice is %q", b.Screen.Notice)
	}
	if b.Reads("F6 other reader") {
		t.Error("the key of the second reader is shown after it was closed")
	}
	b.Search("the", "sentences in")
	b.Key(fyne.KeyReturn)
	b.Until("the keys of the walk", func() bool { return b.Reads("F3/Shift+F3 next and previous result") })
	b.Key(fyne.KeyEscape)
	b.Keys("j")
	b.WantText("1–3 label")
	b.Saved()
}

func TestHelpHasAGuideAndAReport(t *testing.T) {
	b := withSample(t)
	b.Menu("Help", "Assay Guide")
	b.WantText("Install")
	b.Key(fyne.KeyDown)
	b.WantText("Start a project")
	b.Key(fyne.KeyEscape)
	b.Menu("Help", "Report a Problem…")
	b.WantText("Assay test")
	b.Key(fyne.KeyReturn) // Copy has the focus
	if got := b.App.Clipboard().Content(); len(got) < 20 || got[:10] != "Assay test" {
		t.Errorf("the copied text is %q", got)
	}
}
