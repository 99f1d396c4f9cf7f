package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/ui/command"
)

// suggestionEffects adds the visible effects of the suggestion commands.
func (b *harness) suggestionEffects(out map[command.ID]effect) {
	s := b.Session()
	unit, many := 0, 0
	given := func() {
		many = 0
		for i := range s.Document().Units {
			if _, ok := s.SuggestionIn(s.Document(), i); ok {
				unit, many = i, many+1
			}
		}
		s.MoveTo(unit)
	}
	out["suggestion.accept"] = effect{given: given, seen: func() bool { return b.screen.Total == 1 && b.screen.Unit != unit }, after: b.undo}
	out["suggestion.all"] = effect{given: given, seen: func() bool { return b.screen.Total == many }, after: b.undo}
	out["suggestion.why"] = effect{given: given, seen: func() bool { return b.screen.Dialog && b.reads("Nothing is saved until you accept it.") }}
	out["view.others"] = effect{seen: func() bool { return b.reads("There are no labels by other analysts.") }, after: func() {
		b.Commands().Run("view.others")
	}}
	out["view.suggestions"] = effect{given: given, seen: func() bool { return b.screen.Suggested == "" }, after: func() {
		b.Commands().Run("view.suggestions")
	}}
}

// pier is an article of four sentences. Quote, background and claim are suggested
// for the first three, nothing for the last.
const pier = "“We saw it coming,” the harbour master said. The ferry was built in 1931 and mended in 2020. The pier costs $3 million. Rain fell."

// ghosts returns the letters outlined in the margin, from top to bottom and right
// to left.
func (b *harness) ghosts() (letters string) {
	b.t.Helper()
	var box *canvas.Rectangle // drawn just before its letter
	b.each(func(o fyne.CanvasObject) {
		switch o := o.(type) {
		case *canvas.Rectangle:
			box = o
		case *canvas.Text:
			if box != nil && box.StrokeWidth > 0 && box.CornerRadius < box.Size().Width/2 && // a circle marks a label by another analyst
				o.Position() == box.Position() && o.Size() == box.Size() {
				letters += o.Text
			}
			box = nil
		default:
			box = nil
		}
	})
	return letters
}

func (b *harness) wantGhosts(want string) {
	b.t.Helper()
	if got := b.ghosts(); got != want {
		b.t.Errorf("the margin has %q outlined, want %q", got, want)
	}
}

func TestSuggestionsAreShownAndAcceptedByEnter(t *testing.T) {
	b := withText(t, pier)
	b.wantText("Suggested: Quote — Enter accepts")
	b.wantText("Words in quotation marks  (Y)")
	b.wantText("Who says it: the harbour master")
	b.wantHeard("untagged, Quote is suggested")
	b.wantGhosts("BQC") // two on the first line
	b.keys("jk")
	b.wantText("Enter accept Quote")
	if b.screen.Total != 0 || b.screen.Saved != "Saved" {
		t.Errorf("what is only suggested counts: %+v", b.screen)
	}
	for i, want := range []string{"quote", "background", "claim"} {
		if b.screen.Suggested != want {
			t.Fatalf("sentence %d has %q suggested, want %q", i, b.screen.Suggested, want)
		}
		b.key(fyne.KeyReturn)
		if b.screen.Total != i+1 || b.screen.Unit != i+1 {
			t.Fatalf("after Enter the screen is %+v", b.screen)
		}
		b.wantGhosts([]string{"BC", "C", ""}[i])
	}
	if b.reads("Suggested: ") {
		t.Error("something is suggested still")
	}
	if b.reads("accept Claim") {
		t.Error("the bar still names the key that accepts")
	}
	b.key(fyne.KeyReturn) // without a suggestion, Enter opens a note
	if !b.screen.Writing || b.screen.Total != 3 {
		t.Errorf("Enter on the last one gives %+v", b.screen)
	}
	b.key(fyne.KeyEscape)
	b.key(fyne.KeyHome)
	b.key(fyne.KeyReturn) // with a label, Enter opens a note
	if !b.screen.Writing {
		t.Error("Enter on a tagged sentence writes no note")
	}
	b.key(fyne.KeyEscape)
	b.wantText("Who says it: the harbour master") // for any label
	b.saved()
}

func TestTheLabelsOwnKeyAndAnyOtherAreTakenToo(t *testing.T) {
	b := withText(t, pier)
	b.keys("q1")
	doc := b.Session().Document()
	for unit, want := range []model.LabelKey{model.Quote, model.Claim} {
		if a, _ := doc.Annotation(doc.Units[unit].Span, "Ines"); a.Label != want {
			t.Errorf("sentence %d has %q, want %q", unit, a.Label, want)
		}
	}
	b.saved()
}

func TestAllSuggestionsAreAcceptedAndTakenBackAtOnce(t *testing.T) {
	b := withText(t, pier)
	b.keys("j1k") // a label that differs from the suggestion
	b.shortcut(ctrl(fyne.KeyReturn))
	b.wantText("2 suggestions accepted. Ctrl+Z takes them back.")
	if b.screen.Total != 3 || b.screen.Unit != 3 {
		t.Errorf("the screen is %+v", b.screen)
	}
	b.shortcut(ctrl(fyne.KeyReturn))
	b.wantText("There is nothing left to accept in this article.")
	b.shortcut(&fyne.ShortcutUndo{})
	b.wantText("Undone: accepting what was suggested")
	if b.screen.Total != 1 {
		t.Errorf("after one undo there are %d labels", b.screen.Total)
	}
	b.shortcut(&fyne.ShortcutRedo{})
	if b.screen.Total != 3 {
		t.Errorf("after redo there are %d labels", b.screen.Total)
	}
	b.saved()
}

func TestCtrlEnterInANoteTagsNothing(t *testing.T) {
	b := withText(t, pier)
	b.keys("n")
	b.keys("Who?")
	b.shortcutInEntry(ctrl(fyne.KeyReturn))
	if b.screen.Total != 0 || !b.screen.Writing {
		t.Errorf("the screen is %+v", b.screen)
	}
	b.key(fyne.KeyEscape)
	b.saved()
}

func TestASuggestionIsDismissedAndCalledBack(t *testing.T) {
	for name, key := range map[string]func(*harness){
		"0":      func(b *harness) { b.keys("0") },
		"Delete": func(b *harness) { b.key(fyne.KeyDelete) },
	} {
		t.Run(name, func(t *testing.T) {
			b := withText(t, pier)
			key(b)
			if b.screen.Suggested != "" || b.screen.Unit != 0 {
				t.Fatalf("the screen is %+v", b.screen)
			}
			b.wantText("Suggestion dismissed. G twice brings it back.")
			b.keys("gg")
			if b.screen.Suggested != "quote" {
				t.Errorf("G twice leaves %q suggested", b.screen.Suggested)
			}
			b.keys("q0") // the label is removed; the suggestion stays
			b.keys("k0")
			if b.screen.Total != 0 || b.screen.Unit != 0 || b.screen.Suggested != "quote" {
				t.Errorf("the screen is %+v", b.screen)
			}
			b.saved()
		})
	}
}

func TestWhySaysTheReasonAndTheWaysOn(t *testing.T) {
	b := withText(t, pier)
	for _, reason := range []string{
		"It gives the words of somebody, named as “the harbour master”: “We saw it coming,”",
		"It tells of 1931, before the year of the article.",
		"It gives a figure that can be checked: “$3 million”.",
	} {
		b.keys("y")
		if !b.screen.Dialog {
			t.Fatal("Y asks nothing")
		}
		b.wantText(reason)
		b.key(fyne.KeyEscape)
		b.keys("j")
	}
	b.key(fyne.KeyUp)
	b.keys("y")
	b.key(fyne.KeyReturn)
	if b.screen.Dialog || b.screen.Total != 1 || b.screen.Unit != 3 {
		t.Errorf("Enter under the reason gives %+v", b.screen)
	}
	b.keys("y")
	b.wantText("Nothing is suggested for this sentence.")
	b.key(fyne.KeyHome)
	b.keys("1ky")
	b.wantText("This sentence has a label.")
	b.keys("gy")
	b.wantText("No labels are suggested. G turns it on.")
	if b.screen.Dialog {
		t.Error("Y tells a reason where there is none")
	}
	b.saved()
}

func TestWithoutSuggestionsTheWindowIsAsBeforeAlsoAfterARestart(t *testing.T) {
	b := withText(t, pier)
	b.keys("g")
	b.wantText("No labels are suggested. G turns it on.")
	b.wantGhosts("")
	b.key(fyne.KeyReturn)
	if !b.screen.Writing {
		t.Error("Enter writes no note")
	}
	b.key(fyne.KeyEscape)
	b.shortcut(ctrl(fyne.KeyReturn))
	b.wantText("No labels are suggested. G turns it on.")
	b.menu("File", "Quit")
	b.until("the window to close", func() bool { return b.closed })

	again := newHarness(t, b.app)
	again.Start(nil)
	again.until("the article", func() bool { return again.screen.Article != "" })
	if again.screen.Suggested != "" || again.reads("Suggested: ") {
		t.Error("after a restart they are suggested again")
	}
	again.keys("g")
	if again.screen.Suggested != "quote" {
		t.Errorf("turned on again, the screen is %+v", again.screen)
	}
}

// The window analyses a long article on another goroutine.
func TestALongArticleGetsItsSuggestionsToo(t *testing.T) {
	atHome(t)
	b := newHarness(t, nil)
	b.AddPaths([]string{files(t, map[string]string{"long.txt": pier + strings.Repeat(" Rain fell and nobody saw it.", 8000)})})
	b.until("what was recognised", func() bool { return b.reads("Add 1 article") }) // reading takes a moment
	b.key(fyne.KeyReturn)
	b.until("a suggestion", func() bool { return b.screen.Suggested == "quote" })
	b.wantGhosts("BQC")
	b.key(fyne.KeyReturn)
	b.saved()
	if b.screen.Total != 1 || b.screen.Suggested != "background" {
		t.Errorf("the screen is %+v", b.screen)
	}
	b.menu("File", "Quit") // possibly during the analysis
	b.until("the window to close", func() bool { return b.closed })
}

// Suggestions are stored in no file: neither in the project nor in an export.
func TestWhatIsSuggestedIsInNoFile(t *testing.T) {
	b := withText(t, pier)
	if b.screen.Suggested == "" {
		t.Fatal("nothing is suggested")
	}
	export := func() string {
		path := filepath.Join(t.TempDir(), "set.json")
		b.menu("File", "Export Annotation Set…")
		b.answer(path)
		b.until("the end of the export", func() bool { return b.reads("were written to") })
		b.key(fyne.KeyReturn)
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		return string(data)
	}
	if set := export(); strings.Contains(set, `"label"`) {
		t.Errorf("the set holds a label:\n%s", set)
	}
	b.shortcut(ctrl(fyne.KeyReturn))
	b.saved()
	if set := export(); strings.Count(set, `"label"`) != 3 {
		t.Errorf("after accepting the set holds:\n%s", set)
	}
	if history, err := b.Session().SentenceHistory(1); err != nil || len(history) != 0 {
		t.Errorf("the last sentence has a history: %v, %v", history, err)
	}
	b.key(fyne.KeyHome)
	history, err := b.Session().SentenceHistory(1)
	if err != nil || len(history) != 1 || history[0].Verb != edit.Accept {
		t.Errorf("the history says %+v, %v", history, err)
	}
}
