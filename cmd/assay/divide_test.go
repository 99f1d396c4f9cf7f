package main

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"assay.app/assay/model"
)

// withText returns a harness with one article that has the text.
func withText(t *testing.T, text string) *harness {
	t.Helper()
	atHome(t)
	b := newHarness(t, nil)
	b.AddPaths([]string{files(t, map[string]string{"one.txt": text})})
	b.until("what was recognised", func() bool { return b.screen.Dialog })
	b.key(fyne.KeyReturn)
	b.until("the article", func() bool { return b.screen.Articles == 1 && !b.screen.Dialog && b.screen.Article != "" })
	return b
}

// weather has three sentences in two paragraphs.
const weather = "Rain fell all night, and the river rose; nobody slept. The mayor said so.\n\nSnow is to come."

// divided returns the sentences of the open article.
func (b *harness) divided() string {
	var out []string
	for _, u := range b.Session().Document().Units {
		out = append(out, u.Span.Of(b.Session().Document().Text))
	}
	return strings.Join(out, "|")
}

func (b *harness) wantDivided(want string) {
	b.t.Helper()
	if got := b.divided(); got != want {
		b.t.Errorf("the sentences are %q, want %q", got, want)
	}
}

const whole = "Rain fell all night, and the river rose; nobody slept.|The mayor said so.|Snow is to come."

// ctrl returns the shortcut of a key with Ctrl, or with ⌘ on macOS.
func ctrl(name fyne.KeyName) fyne.Shortcut {
	return &desktop.CustomShortcut{KeyName: name, Modifier: fyne.KeyModifierShortcutDefault}
}

// caret returns the sentence that is being split, with "|" at the caret, or "" if
// none is.
func (b *harness) caret() string {
	at := b.screen.Caret
	if at == 0 {
		return ""
	}
	u, _ := b.Session().Current()
	text := u.Span.Of(b.Session().Document().Text)
	return text[:at] + "|" + text[at:]
}

func TestASentenceIsSplitByKey(t *testing.T) {
	b := withText(t, weather)
	b.key(fyne.KeyHome)
	b.keys("1k") // label a sentence and go back to it
	for i, c := range []struct {
		press func()
		want  string
	}{
		{func() { b.keys("s") }, "Rain fell all night, and the river rose; |nobody slept."}, // the most likely place
		{func() { b.key(fyne.KeyLeft) }, "Rain fell all night, and the river |rose; nobody slept."},
		{func() { b.key(fyne.KeyLeft, fyne.KeyLeft, fyne.KeyLeft) }, "Rain fell all night, |and the river rose; nobody slept."},
		{func() { b.shortcut(ctrl(fyne.KeyRight)) }, "Rain fell all night, a|nd the river rose; nobody slept."},
		{func() { b.key(fyne.KeyRight) }, "Rain fell all night, and |the river rose; nobody slept."},
		{func() { b.shortcut(ctrl(fyne.KeyLeft)) }, "Rain fell all night, and| the river rose; nobody slept."},
		{func() { b.key(fyne.KeyLeft) }, "Rain fell all night, |and the river rose; nobody slept."},
		{func() { b.key(fyne.KeyEscape) }, ""},
		{func() { b.keys("s") }, "Rain fell all night, and the river rose; |nobody slept."},
		{func() { b.keys("z") }, "Rain fell all night, and the river rose; |nobody slept."}, // z does nothing in this mode
		{func() { b.keys("j") }, ""},                                                        // leaves the mode
	} {
		c.press()
		if got := b.caret(); got != c.want {
			t.Fatalf("after step %d the caret is at %q, want %q", i, got, c.want)
		}
	}
	b.wantDivided(whole)
	b.keys("k")
	b.keys("s")
	b.wantText("Enter splits here")
	b.key(fyne.KeyReturn)
	if b.screen.Dialog || b.screen.Writing {
		t.Error("Enter does what it does elsewhere")
	}
	b.wantDivided("Rain fell all night, and the river rose;|nobody slept.|The mayor said so.|Snow is to come.")
	if b.screen.Unit != 0 || b.screen.Label != string(model.Claim) || b.screen.Tagged != 2 || b.caret() != "" {
		t.Errorf("the screen is %+v", b.screen)
	}
	b.wantText("both halves keep the label")
	b.keys("jss") // S again splits there
	b.wantDivided("Rain fell all night, and the river rose;|nobody|slept.|The mayor said so.|Snow is to come.")
	b.shortcut(&fyne.ShortcutUndo{})
	b.wantText("Undone: splitting a sentence")
	b.shortcut(&fyne.ShortcutUndo{})
	b.wantDivided(whole)
	b.saved()
}

func TestTheInspectorTellsHowASentenceWasDivided(t *testing.T) {
	b := withText(t, weather)
	b.key(fyne.KeyHome)
	b.keys("x")
	b.shortcut(&fyne.ShortcutUndo{}) // undoes setting aside a sentence without a label
	b.wantText("Undo: set aside")
	b.keys("ss")
	b.wantText("split a sentence · ")
	b.shortcut(&fyne.ShortcutUndo{})
	b.wantText("Undo: split a sentence · ")
	b.keys("1")
	b.key(fyne.KeyHome)
	b.keys("m")
	b.wantText("merged two sentences · ")
	b.wantText("Claim · ") // the label that the first part had before the merge
	b.saved()
}

func TestWhatLeadsAwayGivesSplittingUp(t *testing.T) {
	b := withSample(t)
	for name, away := range map[string]func(){
		"another sentence": func() { b.keys("j") },
		"another article":  func() { b.keys("]") },
		"a label":          func() { b.keys("2") },
		"setting aside":    func() { b.keys("x") },
		"a second reader":  func() { b.shortcut(ctrl(fyne.KeyBackslash)) },
	} {
		b.keys("s")
		if b.screen.Caret == 0 {
			t.Fatalf("S shows no caret; the screen is %+v", b.screen)
		}
		if away(); b.screen.Caret != 0 {
			t.Errorf("%s leaves the caret at %d", name, b.screen.Caret)
		}
		b.key(fyne.KeySpace)
	}
	b.saved()
}

func TestSentencesAreMergedByKeyOrItSaysWhyNot(t *testing.T) {
	b := withText(t, weather)
	b.key(fyne.KeyHome)
	b.keys("1")
	b.key(fyne.KeyHome)
	b.keys("m") // one label needs no question
	b.wantDivided("Rain fell all night, and the river rose; nobody slept. The mayor said so.|Snow is to come.")
	if b.screen.Dialog || b.screen.Label != string(model.Claim) || b.screen.Tagged != 1 {
		t.Errorf("the screen is %+v", b.screen)
	}
	b.keys("m")
	b.wantText("The next sentence is in another paragraph: sentences are merged within one.")
	b.keys("jm")
	b.wantText("This is the last sentence: there is none to merge it with.")
	b.shortcut(&fyne.ShortcutUndo{})
	b.wantText("Undone: merging two sentences")
	b.wantDivided(whole)
	b.key(fyne.KeyHome)
	b.keys("jx")
	b.key(fyne.KeyHome)
	b.keys("m")
	b.wantText("One of the two is set aside. X on it makes it a sentence first.")
	b.wantDivided(whole)
	b.saved()
}

func TestMergingDifferentLabelsAsksWhichStands(t *testing.T) {
	for _, c := range []struct {
		name   string
		answer func(b *harness)
		label  model.LabelKey // "-" when nothing is merged
	}{
		{"1", func(b *harness) { b.keys("1") }, model.Claim},
		{"2", func(b *harness) { b.keys("2") }, model.Quote},
		{"3", func(b *harness) { b.keys("3") }, ""},
		{"Enter", func(b *harness) { b.key(fyne.KeyReturn) }, model.Claim},
		{"Down and Enter", func(b *harness) { b.key(fyne.KeyDown, fyne.KeyReturn) }, model.Quote},
		{"Up, round to the last, and Enter", func(b *harness) { b.key(fyne.KeyUp, fyne.KeyEnter) }, ""},
		{"a click", func(b *harness) { b.choose("2   Quote") }, model.Quote},
		{"Esc", func(b *harness) { b.key(fyne.KeyEscape) }, "-"},
		{"another key and Esc", func(b *harness) { b.keys("9x"); b.key(fyne.KeyEscape) }, "-"},
	} {
		t.Run(c.name, func(t *testing.T) {
			b := withText(t, weather)
			b.key(fyne.KeyHome)
			b.keys("12")
			b.key(fyne.KeyHome)
			b.keys("m")
			if !b.screen.Dialog {
				t.Fatal("nothing is asked")
			}
			b.wantText("Which label stands?")
			c.answer(b)
			b.until("the answer", func() bool { return b.Window.Window().Canvas().Overlays().Top() == nil })
			if c.label == "-" {
				b.wantDivided(whole)
				return
			}
			b.wantDivided("Rain fell all night, and the river rose; nobody slept. The mayor said so.|Snow is to come.")
			if got := b.Session().Label(); got != c.label {
				t.Errorf("the label is %q, want %q", got, c.label)
			}
			b.saved()
		})
	}
}

// articlePage is the page of a reader.
type articlePage interface {
	fyne.Widget
	fyne.Tappable
	fyne.SecondaryTappable
	desktop.Hoverable
}

// asPage returns o as the page of a reader, or nil if it is not one.
func asPage(o fyne.CanvasObject) articlePage {
	page, ok := o.(articlePage)
	if _, entry := o.(fyne.Focusable); !ok || entry {
		return nil
	}
	return page
}

func TestASentenceIsSplitByMouse(t *testing.T) {
	b := withText(t, weather)
	var run *canvas.Text
	var page articlePage
	b.each(func(o fyne.CanvasObject) {
		if p := asPage(o); p != nil {
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
	b.choose("Split Here")
	b.until("the split", func() bool { return b.screen.Sentences == 4 })
	b.wantDivided("Rain fell|all night, and the river rose; nobody slept.|The mayor said so.|Snow is to come.")
	b.saved()
}

// choose clicks the button or menu item with the text.
func (b *harness) choose(title string) {
	b.t.Helper()
	var found fyne.Tappable
	b.each(func(o fyne.CanvasObject) {
		if tappable, ok := o.(fyne.Tappable); ok {
			if w, ok := o.(fyne.Widget); ok && writes(w, title) {
				found = tappable // the innermost comes last
			}
		}
	})
	if found == nil {
		b.t.Fatalf("nothing that can be clicked says %q among %q", title, b.texts())
	}
	test.Tap(found)
}

// writes reports whether a widget, or one inside it, draws exactly the text.
func writes(w fyne.Widget, text string) bool {
	for _, o := range test.WidgetRenderer(w).Objects() {
		switch o := o.(type) {
		case *canvas.Text:
			if o.Text == text {
				return true
			}
		case fyne.Widget:
			if writes(o, text) {
				return true
			}
		}
	}
	return false
}

func TestSplittingSaysNothingOfALabelThatThereIsNot(t *testing.T) {
	b := withText(t, weather)
	b.key(fyne.KeyHome)
	b.keys("ss")
	b.wantText("Split in two. ")
	if b.reads("keep the label") {
		t.Error("it speaks of a label")
	}
	b.saved()
}
