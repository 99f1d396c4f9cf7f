package reading_test

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"assay.app/assay/model"
	"assay.app/assay/model/record"
	"assay.app/assay/ui/windowtest"
)

// weather has three sentences in two paragraphs.
const weather = "Rain fell all night, and the river rose; nobody slept. The mayor said so.\n\nSnow is to come."

// divided returns the units of the open article, separated by "|".
func (b *harness) divided() string {
	var out []string
	for _, u := range b.Session().Document().Units {
		out = append(out, u.Span.Of(b.Session().Document().Text))
	}
	return strings.Join(out, "|")
}

func (b *harness) wantDivided(want string) {
	b.T.Helper()
	if got := b.divided(); got != want {
		b.T.Errorf("the sentences are %q, want %q", got, want)
	}
}

const whole = "Rain fell all night, and the river rose; nobody slept.|The mayor said so.|Snow is to come."

// caret returns the sentence that is being split, with "|" at the caret. It returns
// "" if no sentence is being split.
func (b *harness) caret() string {
	at := b.Screen.Caret
	if at == 0 {
		return ""
	}
	u, _ := b.Session().Current()
	text := u.Span.Of(b.Session().Document().Text)
	return text[:at] + "|" + text[at:]
}

func TestASentenceIsSplitByKey(t *testing.T) {
	b := withText(t, weather)
	b.Key(fyne.KeyHome)
	b.Keys("1k") // labels the sentence and goes back to it
	for i, c := range []struct {
		press func()
		want  string
	}{
		{func() { b.Keys("s") }, "Rain fell all night, and the river rose; |nobody slept."}, // the caret starts at the most likely place
		{func() { b.Key(fyne.KeyLeft) }, "Rain fell all night, and the river |rose; nobody slept."},
		{func() { b.Key(fyne.KeyLeft, fyne.KeyLeft, fyne.KeyLeft) }, "Rain fell all night, |and the river rose; nobody slept."},
		{func() { b.Shortcut(windowtest.Ctrl(fyne.KeyRight)) }, "Rain fell all night, a|nd the river rose; nobody slept."},
		{func() { b.Key(fyne.KeyRight) }, "Rain fell all night, and |the river rose; nobody slept."},
		{func() { b.Shortcut(windowtest.Ctrl(fyne.KeyLeft)) }, "Rain fell all night, and| the river rose; nobody slept."},
		{func() { b.Key(fyne.KeyLeft) }, "Rain fell all night, |and the river rose; nobody slept."},
		{func() { b.Key(fyne.KeyEscape) }, ""},
		{func() { b.Keys("s") }, "Rain fell all night, and the river rose; |nobody slept."},
		{func() { b.Keys("z") }, "Rain fell all night, and the river rose; |nobody slept."}, // z does nothing in this mode
		{func() { b.Keys("j") }, ""},                                                        // leaves the mode
	} {
		c.press()
		if got := b.caret(); got != c.want {
			t.Fatalf("after step %d the caret is at %q, want %q", i, got, c.want)
		}
	}
	b.wantDivided(whole)
	b.Keys("k")
	b.Keys("s")
	b.WantText("Enter: split here")
	b.Key(fyne.KeyReturn)
	if b.Screen.Dialog || b.Screen.Writing {
		t.Error("Enter opens a dialog or a note instead of splitting")
	}
	b.wantDivided("Rain fell all night, and the river rose;|nobody slept.|The mayor said so.|Snow is to come.")
	if b.Screen.Unit != 0 || b.Screen.Label != string(model.Claim) || b.Screen.Tagged != 2 || b.caret() != "" {
		t.Errorf("the state is %+v", b.Screen)
	}
	b.WantText("both parts keep the label")
	b.Keys("jss") // the second S splits at the caret
	b.wantDivided("Rain fell all night, and the river rose;|nobody|slept.|The mayor said so.|Snow is to come.")
	b.Shortcut(&fyne.ShortcutUndo{})
	b.WantText("Undone: Split Sentence")
	b.Shortcut(&fyne.ShortcutUndo{})
	b.wantDivided(whole)
	b.Saved()
}

func TestTheInspectorTellsHowASentenceWasDivided(t *testing.T) {
	b := withText(t, weather)
	b.Key(fyne.KeyHome)
	b.Keys("x")
	b.Shortcut(&fyne.ShortcutUndo{}) // undoes setting aside a sentence without a label
	b.WantText("Undo: excluded")
	b.Keys("ss")
	b.WantText("split a sentence · ")
	b.Shortcut(&fyne.ShortcutUndo{})
	b.WantText("Undo: split a sentence · ")
	b.Keys("1")
	b.Key(fyne.KeyHome)
	b.Keys("m")
	b.WantText("merged two sentences · ")
	b.WantText("Claim · ") // the label that the first part had before the merge
	b.Saved()
}

func TestWhatLeadsAwayGivesSplittingUp(t *testing.T) {
	b := withSample(t)
	for name, away := range map[string]func(){
		"another sentence": func() { b.Keys("j") },
		"another article":  func() { b.Keys("]") },
		"a label":          func() { b.Keys("2") },
		"setting aside":    func() { b.Keys("x") },
		"a second reader":  func() { b.Shortcut(windowtest.Ctrl(fyne.KeyBackslash)) },
	} {
		b.Keys("s")
		if b.Screen.Caret == 0 {
			t.Fatalf("S shows no caret; the state is %+v", b.Screen)
		}
		if away(); b.Screen.Caret != 0 {
			t.Errorf("%s leaves the caret at %d", name, b.Screen.Caret)
		}
		b.Key(fyne.KeySpace)
	}
	b.Saved()
}

func TestSentencesAreMergedByKeyOrItSaysWhyNot(t *testing.T) {
	b := withText(t, weather)
	b.Key(fyne.KeyHome)
	b.Keys("1")
	b.Key(fyne.KeyHome)
	b.Keys("m") // only one of the two has a label, so nothing is asked
	b.wantDivided("Rain fell all night, and the river rose; nobody slept. The mayor said so.|Snow is to come.")
	if b.Screen.Dialog || b.Screen.Label != string(model.Claim) || b.Screen.Tagged != 1 {
		t.Errorf("the state is %+v", b.Screen)
	}
	b.Keys("m")
	b.WantText("Only sentences in the same paragraph can be merged.")
	b.Keys("jm")
	b.WantText("There is no next sentence to merge with.")
	b.Shortcut(&fyne.ShortcutUndo{})
	b.WantText("Undone: Merge Sentences")
	b.wantDivided(whole)
	b.Key(fyne.KeyHome)
	b.Keys("jx")
	b.Key(fyne.KeyHome)
	b.Keys("m")
	b.WantText("One of the two is excluded. Go to it and press X to include it first.")
	b.wantDivided(whole)
	b.Saved()
}

func TestMergingDifferentLabelsAsksWhichStands(t *testing.T) {
	for _, c := range []struct {
		name   string
		answer func(b *harness)
		label  model.LabelKey // "-" when nothing is merged
	}{
		{"1", func(b *harness) { b.Keys("1") }, model.Claim},
		{"2", func(b *harness) { b.Keys("2") }, model.Quote},
		{"3", func(b *harness) { b.Keys("3") }, ""},
		{"Enter", func(b *harness) { b.Key(fyne.KeyReturn) }, model.Claim},
		{"Down and Enter", func(b *harness) { b.Key(fyne.KeyDown, fyne.KeyReturn) }, model.Quote},
		{"Up, round to the last, and Enter", func(b *harness) { b.Key(fyne.KeyUp, fyne.KeyEnter) }, ""},
		{"a click", func(b *harness) { b.Choose("2   Quote") }, model.Quote},
		{"Esc", func(b *harness) { b.Key(fyne.KeyEscape) }, "-"},
		{"another key and Esc", func(b *harness) { b.Keys("9x"); b.Key(fyne.KeyEscape) }, "-"},
	} {
		t.Run(c.name, func(t *testing.T) {
			b := withText(t, weather)
			b.Key(fyne.KeyHome)
			b.Keys("12")
			b.Key(fyne.KeyHome)
			b.Keys("m")
			if !b.Screen.Dialog {
				t.Fatal("M does not ask which label stays")
			}
			b.WantText("Which label should be kept?")
			c.answer(b)
			b.Until("the dialog close", func() bool { return b.Window.Window().Canvas().Overlays().Top() == nil })
			if c.label == "-" {
				b.wantDivided(whole)
				return
			}
			b.wantDivided("Rain fell all night, and the river rose; nobody slept. The mayor said so.|Snow is to come.")
			if got := b.Session().Label(); got != c.label {
				t.Errorf("the label is %q, want %q", got, c.label)
			}
			b.Saved()
		})
	}
}

func TestASentenceIsSplitByMouse(t *testing.T) {
	b := withText(t, weather)
	var run *canvas.Text
	var page windowtest.Page
	b.Each(func(o fyne.CanvasObject) {
		if p := windowtest.AsPage(o); p != nil {
			page = p
		}
	})
	for _, o := range test.WidgetRenderer(page).Objects() {
		if text, ok := o.(*canvas.Text); ok && run == nil && strings.HasPrefix(text.Text, "Rain fell all night") {
			run = text
		}
	}
	if run == nil {
		t.Fatal("the reader does not show the sentence")
	}
	before := fyne.MeasureText("Rain fell a", run.TextSize, run.TextStyle).Width
	page.TappedSecondary(&fyne.PointEvent{Position: run.Position().AddXY(before, run.Size().Height/2)})
	b.Choose("Split Here")
	b.Until("the split", func() bool { return b.Screen.Sentences == 4 })
	b.wantDivided("Rain fell|all night, and the river rose; nobody slept.|The mayor said so.|Snow is to come.")
	b.Saved()
}

func TestSplittingSaysNothingOfALabelThatThereIsNot(t *testing.T) {
	b := withText(t, weather)
	b.Key(fyne.KeyHome)
	b.Keys("ss")
	b.WantText("Sentence split. ")
	if b.Reads("keep the label") {
		t.Error("the notice mentions a label although there is none")
	}
	b.Saved()
}

func TestAMergeSaysWhatItDrops(t *testing.T) {
	b := withText(t, weather)
	b.Key(fyne.KeyHome)
	s := b.Session()
	for unit, letter := range []string{"A", "C"} {
		s.MoveTo(unit)
		if err := s.SetGrade(record.GradedSentence, model.Grade{Source: letter}, ""); err != nil {
			t.Fatal(err)
		}
	}
	s.MoveTo(0)
	b.Keys("m")
	b.WantText("Sentences merged. Dropped from the second: grade. Press Ctrl+Z to undo.")
	if g := s.GradeOf(record.GradedSentence); g == nil || g.Grade.Source != "A" {
		t.Errorf("the sentence has the grade %+v", g)
	}
	b.Shortcut(&fyne.ShortcutUndo{})
	b.wantDivided(whole)
}
