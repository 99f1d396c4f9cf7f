package reading_test

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"assay.app/assay/model"
	"assay.app/assay/ui/windowtest"
)

// pier is an article of four sentences. The first three have the suggestions quote,
// background and claim.
const pier = "“We saw it coming,” the harbour master said. The ferry was built in 1931 and mended in 2020. The pier costs $3 million. Rain fell."

func (b *harness) wantGhosts(want string) {
	b.T.Helper()
	if got := b.Ghosts(); got != want {
		b.T.Errorf("the suggestions in the margin are %q, want %q", got, want)
	}
}

func TestSuggestionsAreShownAndAcceptedByEnter(t *testing.T) {
	b := withText(t, pier)
	b.WantText("Suggested: Quote")
	b.WantText("Words in quotation marks · Why?  (Y)")
	b.WantHeard("untagged, Quote suggested")
	b.wantGhosts("BQC") // the first line has two letters, read from right to left
	b.Keys("jk")
	b.WantText("Enter accept Quote")
	if b.Screen.Total != 0 || b.Screen.Saved != "Saved" {
		t.Errorf("suggestions count as labels: %+v", b.Screen)
	}
	for i, want := range []string{"quote", "background", "claim"} {
		if b.Screen.Suggested != want {
			t.Fatalf("the suggestion for sentence %d is %q, want %q", i, b.Screen.Suggested, want)
		}
		b.Key(fyne.KeyReturn)
		if b.Screen.Total != i+1 || b.Screen.Unit != i+1 {
			t.Fatalf("after Enter the state is %+v", b.Screen)
		}
		b.wantGhosts([]string{"BC", "C", ""}[i])
	}
	if b.Reads("Suggested: ") {
		t.Error("a suggestion still shows after all were accepted")
	}
	if b.Reads("accept Claim") {
		t.Error("the status bar still offers to accept a suggestion")
	}
	b.Key(fyne.KeyReturn) // without a suggestion, Enter opens a note
	if !b.Screen.Writing || b.Screen.Total != 3 {
		t.Errorf("after Enter on the last sentence the state is %+v", b.Screen)
	}
	b.Key(fyne.KeyEscape)
	b.Key(fyne.KeyHome)
	b.Key(fyne.KeyReturn) // with a label, Enter opens a note
	if !b.Screen.Writing {
		t.Error("Enter on a tagged sentence does not open a note")
	}
	b.Key(fyne.KeyEscape)
	b.WantText("the harbour master") // the voice shows whatever the label
	b.Saved()
}

func TestTheLabelsOwnKeyAndAnyOtherAreTakenToo(t *testing.T) {
	b := withText(t, pier)
	b.Keys("q1")
	doc := b.Session().Document()
	for unit, want := range []model.LabelKey{model.Quote, model.Claim} {
		if a, _ := doc.Annotation(doc.Units[unit].Span, "Ines"); a.Label != want {
			t.Errorf("sentence %d has %q, want %q", unit, a.Label, want)
		}
	}
	b.Saved()
}

func TestAllSuggestionsAreAcceptedAndTakenBackAtOnce(t *testing.T) {
	b := withText(t, pier)
	b.Keys("j1k") // a label that differs from the suggestion
	b.Shortcut(windowtest.Ctrl(fyne.KeyReturn))
	b.WantText("2 suggestions accepted. Press Ctrl+Z to undo.")
	if b.Screen.Total != 3 || b.Screen.Unit != 3 {
		t.Errorf("the state is %+v", b.Screen)
	}
	b.Shortcut(windowtest.Ctrl(fyne.KeyReturn))
	b.WantText("This article has no more suggestions.")
	b.Shortcut(&fyne.ShortcutUndo{})
	b.WantText("Undone: Accept Suggestions")
	if b.Screen.Total != 1 {
		t.Errorf("after one undo there are %d labels", b.Screen.Total)
	}
	b.Shortcut(&fyne.ShortcutRedo{})
	if b.Screen.Total != 3 {
		t.Errorf("after redo there are %d labels", b.Screen.Total)
	}
	b.Saved()
}

func TestCtrlEnterInANoteTagsNothing(t *testing.T) {
	b := withText(t, pier)
	b.Keys("n")
	b.Keys("Who?")
	b.ShortcutInEntry(windowtest.Ctrl(fyne.KeyReturn))
	if b.Screen.Total != 0 || !b.Screen.Writing {
		t.Errorf("the state is %+v", b.Screen)
	}
	b.Key(fyne.KeyEscape)
	b.Saved()
}

func TestASuggestionIsDismissedAndCalledBack(t *testing.T) {
	for name, key := range map[string]func(*harness){
		"0":      func(b *harness) { b.Keys("0") },
		"Delete": func(b *harness) { b.Key(fyne.KeyDelete) },
	} {
		t.Run(name, func(t *testing.T) {
			b := withText(t, pier)
			key(b)
			if b.Screen.Suggested != "" || b.Screen.Unit != 0 {
				t.Fatalf("the state is %+v", b.Screen)
			}
			b.WantText("Suggestion dismissed. Press G twice to bring it back.")
			b.Keys("gg")
			if b.Screen.Suggested != "quote" {
				t.Errorf("after G twice the suggestion is %q, want quote", b.Screen.Suggested)
			}
			b.Keys("q0")
			b.Keys("k0")
			if b.Screen.Total != 0 || b.Screen.Unit != 0 || b.Screen.Suggested != "quote" {
				t.Errorf("the state is %+v", b.Screen)
			}
			b.Saved()
		})
	}
}

func TestWhySaysTheReasonAndTheWaysOn(t *testing.T) {
	b := withText(t, pier)
	for _, reason := range []string{
		"It quotes “the harbour master”: “We saw it coming,”",
		"It is about 1931, before the article’s year.",
		"It contains a figure that can be checked: “$3 million”.",
	} {
		b.Keys("y")
		if !b.Screen.Dialog {
			t.Fatal("Y opens no dialog")
		}
		b.WantText(reason)
		b.Key(fyne.KeyEscape)
		b.Keys("j")
	}
	b.Key(fyne.KeyUp)
	b.Keys("y")
	b.Key(fyne.KeyReturn)
	if b.Screen.Dialog || b.Screen.Total != 1 || b.Screen.Unit != 3 {
		t.Errorf("after Enter in the dialog the state is %+v", b.Screen)
	}
	b.Keys("y")
	b.WantText("There is no suggestion for this sentence.")
	b.Key(fyne.KeyHome)
	b.Keys("1ky")
	b.WantText("This sentence already has a label.")
	b.Keys("gy")
	b.WantText("Suggestions are off. Press G to turn them on.")
	if b.Screen.Dialog {
		t.Error("Y opens a dialog although suggestions are off")
	}
	b.Saved()
}

func TestWithoutSuggestionsTheWindowIsAsBeforeAlsoAfterARestart(t *testing.T) {
	b := withText(t, pier)
	b.Keys("g")
	b.WantText("Suggestions are off. Press G to turn them on.")
	b.wantGhosts("")
	b.Key(fyne.KeyReturn)
	if !b.Screen.Writing {
		t.Error("Enter does not open a note")
	}
	b.Key(fyne.KeyEscape)
	b.Shortcut(windowtest.Ctrl(fyne.KeyReturn))
	b.WantText("Suggestions are off. Press G to turn them on.")
	b.Menu("File", "Quit")
	b.Until("the window close", func() bool { return b.Closed })

	again := b.another()
	again.Start(nil)
	again.Until("the article", func() bool { return again.Screen.Article != "" })
	if again.Screen.Suggested != "" || again.Reads("Suggested: ") {
		t.Error("after a restart suggestions are on again")
	}
	again.Keys("g")
	if again.Screen.Suggested != "quote" {
		t.Errorf("after turning suggestions on the state is %+v", again.Screen)
	}
}

// The window analyses a long article on another goroutine.
func TestALongArticleGetsItsSuggestionsToo(t *testing.T) {
	b := opened(t)
	b.AddPaths([]string{windowtest.Files(t, map[string]string{"long.txt": pier + strings.Repeat(" It is a wet day for all of us.", 8000)})})
	b.Until("the preview", func() bool { return b.Reads("Add 1 article") })
	b.Key(fyne.KeyReturn)
	b.Until("a suggestion", func() bool { return b.Screen.Suggested == "quote" })
	b.wantGhosts("BQC")
	b.Key(fyne.KeyReturn)
	b.Saved()
	if b.Screen.Total != 1 || b.Screen.Suggested != "background" {
		t.Errorf("the state is %+v", b.Screen)
	}
	b.Menu("File", "Quit") // the article may still be under analysis
	b.Until("the window close", func() bool { return b.Closed })
}
