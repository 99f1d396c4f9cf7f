package ui_test

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"assay.app/assay/model"
	"assay.app/assay/model/record"
	"assay.app/assay/model/session"
	"assay.app/assay/ui/command"
	"assay.app/assay/ui/control"
	"assay.app/assay/ui/windowtest"
)

// withVoices opens the sample corpus, in which two voices speak.
func withVoices(t *testing.T) *harness {
	t.Helper()
	b := withSample(t)
	b.attribute(0, "Lena Okray", model.Direct)
	b.attribute(1, "The ministry", model.Indirect)
	b.attribute(2, "Lena Okray", model.Indirect)
	b.Session().MoveTo(b.sentence(0))
	return b
}

// sentence returns the unit of a sentence of the open article, counted without what is
// excluded.
func (b *harness) sentence(n int) int {
	for i, u := range b.Session().Document().Units {
		if u.Kind != model.UnitSentence {
			continue
		}
		if n--; n < 0 {
			return i
		}
	}
	b.T.Fatal("the article has too few sentences")
	return 0
}

func (b *harness) attribute(sentence int, voice string, mode model.SpeechMode) {
	b.T.Helper()
	b.Session().MoveTo(b.sentence(sentence))
	if err := b.Session().Attribute(session.Attributing{Voice: voice, Mode: mode}); err != nil {
		b.T.Fatal(err)
	}
}

// sources shows the view Sources with its table.
func (b *harness) sources() {
	b.T.Helper()
	b.Shortcut(windowtest.Ctrl(fyne.Key3))
	b.Until("the table of sources", func() bool { return b.Reads("All outlets") && !b.Reads("Reading…") })
}

func TestViewsAreSwitchedByKey(t *testing.T) {
	b := withVoices(t)
	b.sources()
	b.WantText("Lena Okray")
	if !b.Commands().Find("view.sources").On() || b.Commands().Find("view.read").On() {
		t.Error("the ticks of the views are wrong")
	}
	b.Key(fyne.KeyEscape)
	if !b.Commands().Find("view.read").On() || b.Reads("All outlets") {
		t.Error("Esc does not lead back to Read")
	}
	b.sources()
	b.Shortcut(windowtest.Ctrl(fyne.Key1))
	if !b.Commands().Find("view.read").On() {
		t.Error("Ctrl+1 does not show Read")
	}
	b.Saved()
}

func TestKeysOfTheReaderDoNothingInSources(t *testing.T) {
	b := withVoices(t)
	b.sources()
	unit, tagged := b.Session().Cursor(), b.Session().Total().Tagged()
	for _, focused := range []bool{true, false} {
		if !focused {
			b.Window.Window().Canvas().Unfocus()
		}
		b.Keys("1jJx05")
		b.Key(fyne.KeySpace)
		b.Key(fyne.KeyEscape) // closes what Space found, or leads back
		b.sources()
	}
	if b.Session().Cursor() != unit || b.Session().Total().Tagged() != tagged {
		t.Error("a key of the reader acts in Sources")
	}
	b.Commands().Run("label.claim")
	b.WantText("Press Ctrl+1 to go back to Read first.")
	b.Saved()
}

func TestAVoiceIsRenamedJoinedAndGradedByKeysAndUndone(t *testing.T) {
	b := withVoices(t)
	b.sources()
	b.Key(fyne.KeyF2)
	b.ShortcutInEntry(&fyne.ShortcutSelectAll{})
	b.Keys("Dr. Okray")
	b.Key(fyne.KeyReturn)
	b.Until("the new name", func() bool { return b.Reads("Dr. Okray") && !b.Screen.Dialog })

	b.Key(fyne.KeyF4)
	b.Keys("mini")
	b.Key(fyne.KeyReturn)
	b.Until("one voice", func() bool { return b.Reads("Voices  1") })
	if got := len(b.Session().Voices().All()); got != 1 {
		t.Errorf("there are %d voices after joining them", got)
	}

	b.Keys("r")
	b.Keys("B")
	b.Key(fyne.KeyTab)
	b.Window.Window().Canvas().FocusNext()
	b.Keys("on record")
	b.Key(fyne.KeyReturn)
	id := b.Session().Voices().All()[0].ID
	if g := b.Session().VoiceGrade(id); g == nil || g.Grade.Source != "B" {
		t.Errorf("the grade of the voice is %v", g)
	}
	for range 3 {
		b.Shortcut(&fyne.ShortcutUndo{})
	}
	b.Until("the voices as before", func() bool { return b.Reads("Voices  2") && b.Reads("Lena Okray") })
	if !b.Commands().Find("view.sources").On() {
		t.Error("undo leads away from Sources")
	}
	b.Saved()
}

func TestACellOpensWhatItCounts(t *testing.T) {
	b := withVoices(t)
	b.sources()
	b.Key(fyne.KeyRight, fyne.KeyRight)
	b.Key(fyne.KeyReturn)
	b.Until("the search", func() bool { return b.Screen.Dialog })
	b.Until("the sentences", func() bool { return strings.Contains(b.Screen.Found, "2") })
	b.Key(fyne.KeyReturn)
	b.Until("Read", func() bool { return !b.Screen.Dialog })
	b.Saved()
}

func TestSourcesRememberTheCell(t *testing.T) {
	b := withVoices(t)
	b.sources()
	b.Key(fyne.KeyDown, fyne.KeyRight)
	b.WantHeard("The ministry, All outlets: 1 indirect")
	b.Shortcut(windowtest.Ctrl(fyne.Key1))
	b.WantHeard("Sentence 1 of")
	b.sources()
	b.WantHeard("The ministry, All outlets: 1 indirect")
	b.Saved()
}

func TestEmptySourcesSayWhatVoicesAreAndHowOneIsNamed(t *testing.T) {
	b := withSample(t)
	b.Shortcut(windowtest.Ctrl(fyne.Key3))
	b.Until("the empty table", func() bool { return b.Reads("Voices are the people") })
	b.WantText("In Read, press W on a sentence to say who speaks")
	b.Shortcut(windowtest.Ctrl(fyne.Key1))
	if err := b.Commands().Bind("voice.attribute", command.Typed('v')); err != nil {
		t.Fatal(err)
	}
	b.Shortcut(windowtest.Ctrl(fyne.Key3))
	b.WantText("In Read, press V on a sentence to say who speaks")
	b.Keys("]")
	b.WantText("Outlets  ")
	b.Key(fyne.KeyEscape)
	b.Saved()
}

func TestAContradictionOpensInReadAndTheWayBackReturns(t *testing.T) {
	b := withVoices(t)
	s := b.Session()
	if err := s.SetOutletGrade(s.Document().Metadata.Outlet, model.Grade{Source: "E"}, ""); err != nil {
		t.Fatal(err)
	}
	s.MoveTo(b.sentence(2))
	if err := s.SetGrade(0, model.Grade{Information: "1"}, ""); err != nil {
		t.Fatal(err)
	}
	s.MoveTo(b.sentence(0))
	b.sources()
	b.Keys("[")
	b.WantText("The source is graded D or E, but the sentence is confirmed.")
	b.Key(fyne.KeyReturn)
	if s.Cursor() != b.sentence(2) || !b.Commands().Find("view.read").On() {
		t.Errorf("Enter goes to sentence %d", s.Cursor())
	}
	b.Commands().Run("trail.back")
	if !b.Commands().Find("view.sources").On() {
		t.Error("the way back does not lead to Sources")
	}
	b.Key(fyne.KeyEscape)
	if s.Cursor() != b.sentence(0) {
		t.Errorf("the way back leads to sentence %d", s.Cursor())
	}
	b.Saved()
}

func TestSourcesCountOthersOnlyIfTheirWorkIsShown(t *testing.T) {
	b := withVoices(t)
	b.Rename("Bo")
	b.SomebodyElse()
	b.Until("the other analyst", func() bool { return !b.Screen.Dialog && b.Session().Analyst() == "Bo" })
	b.sources()
	if b.Reads("1 · 1") {
		t.Error("the attributions of another analyst are counted")
	}
	b.Keys("L")
	b.Until("the attributions of everybody", func() bool { return b.Reads("1 · 1") })
	b.Saved()
}

func TestShortcutsWorkOnAFocusedButtonAndInAnEntry(t *testing.T) {
	for name, find := range map[string]func(fyne.CanvasObject) fyne.Focusable{
		"button": func(o fyne.CanvasObject) fyne.Focusable {
			if button, ok := o.(*control.Button); ok && button.Text == "Rival Explanations" {
				return button
			}
			return nil
		},
		"entry": func(o fyne.CanvasObject) fyne.Focusable {
			if field, ok := o.(*control.Field); ok && field.Spoken == "Assumptions" {
				return field
			}
			return nil
		},
	} {
		b, statement, _ := judging(t)
		if _, err := b.Session().Judge(record.Judgement{Statement: statement, Verdict: "likely"}, ""); err != nil {
			t.Fatal(err)
		}
		b.evidence()
		b.Keys("e") // shows the entries
		canvas := b.Window.Window().Canvas()
		var focus fyne.Focusable
		b.Each(func(o fyne.CanvasObject) {
			if f := find(o); f != nil {
				focus = f
			}
		})
		if focus == nil {
			t.Fatalf("there is no %s", name)
		}
		canvas.Focus(focus)
		focus.(fyne.Shortcutable).TypedShortcut(windowtest.Ctrl(fyne.Key3))
		if b.Screen.View != "view.sources" {
			t.Errorf("on a focused %s, Ctrl+3 leads to %q", name, b.Screen.View)
		}
		b.Saved()
	}
}
