package main

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"assay.app/assay/model"
	"assay.app/assay/ui/command"
	"assay.app/assay/ui/control"
	"assay.app/assay/ui/windowtest"
)

// withWeir returns a harness with one article whose sentences all have a label.
func withWeir(t *testing.T) *harness {
	t.Helper()
	b := withText(t, weir)
	s := b.Session()
	for range s.Document().Sentences() {
		b.Keys("1")
	}
	s.MoveTo(s.Document().UnitAt(strings.Index(weir, "The council will meet")))
	b.Saved()
	return b
}

// wantLabels fails the test unless the sentences of the open article have this many labels.
func (b *harness) wantLabels(want int) {
	b.T.Helper()
	doc, n := b.Session().Document(), 0
	for _, u := range doc.Sentences() {
		if _, ok := doc.Annotation(u.Span, b.Session().Analyst()); ok {
			n++
		}
	}
	if n != want {
		b.T.Errorf("%d of %d sentences have a label, want %d", n, len(doc.Sentences()), want)
	}
}

func (b *harness) wantCurrent(text string) {
	b.T.Helper()
	u, _ := b.Session().Current()
	if got := u.Span.Of(b.Session().Document().Text); got != text {
		b.T.Errorf("the reader is at %q, want %q", got, text)
	}
}

const council = "The council will meet on Friday to decide whether the old ferry is to be brought back."

func TestANewerVersionInAFileTakesTheWorkOver(t *testing.T) {
	b := withWeir(t)
	s := b.Session()
	old, labels := s.Document().ID, b.Screen.Total
	newer := strings.Replace(weir, "eleven families", "twelve families", 1)
	b.preview(windowtest.Files(t, map[string]string{"newer.txt": newer}))
	b.WantText("1 to add · 1 looks like a newer version, 0 chosen")
	b.tabTo("row ").(*control.ManyList).TypedRune('v')
	b.WantText("1 to add · 1 looks like a newer version, 1 chosen")
	b.tabTo("Add 1 article")
	b.Key(fyne.KeyReturn)
	b.Until("the result", func() bool { return strings.HasPrefix(b.Screen.Notice, "1 article added, 1 as a newer version: ") })
	b.Saved()
	if current, superseded := s.CurrentVersion(old); !superseded || current != s.Document().ID || b.Screen.Articles != 1 {
		t.Errorf("the current version is %q; %d articles are listed", current, b.Screen.Articles)
	}
	b.wantCurrent(council)
	b.wantLabels(labels)

	b.Press(command.Ctrl(fyne.KeyZ))
	b.Until("the undo", func() bool { return b.Screen.Articles == 1 && b.Screen.Article == string(old) })
	b.Saved()
	b.wantLabels(labels)
	b.Press(command.CtrlShift(fyne.KeyZ))
	b.Until("the redo", func() bool { return b.Screen.Articles == 1 && b.Screen.Article != string(old) })
	b.Saved()
}

func TestACorrectedTextIsStoredAsANewerVersion(t *testing.T) {
	b := withWeir(t)
	s := b.Session()
	old, labels := s.Document().Article, b.Screen.Total
	asides := len(s.Document().Units) - len(s.Document().Sentences())
	b.Press(command.CtrlShift(fyne.KeyM))
	b.Until("the dialog", func() bool { return b.Screen.Dialog && b.Reads("Correct text") })
	entry := b.Window.Window().Canvas().Focused().(*control.Field)
	entry.SetText(strings.Replace(entry.Text, "old ferry", "new ferry", 1))
	entry.TypedShortcut(&desktop.CustomShortcut{KeyName: fyne.KeyReturn, Modifier: fyne.KeyModifierShortcutDefault})
	b.Until("the corrected text", func() bool { return strings.HasPrefix(b.Screen.Notice, "Text corrected: ") && !b.Screen.Dialog })
	b.Saved()
	doc := s.Document()
	if doc.Text != strings.Replace(weir, "old ferry", "new ferry", 1) || doc.Metadata != old.Metadata {
		t.Errorf("the article is %+v with the text %q", doc.Article, doc.Text)
	}
	if doc.Source != (model.Source{Format: "text", SHA256: old.SHA256, Encoding: old.Encoding}) {
		t.Errorf("the source is %+v", doc.Source)
	}
	if got := len(doc.Units) - len(doc.Sentences()); got != asides {
		t.Errorf("%d units are set aside, want %d", got, asides)
	}
	b.wantCurrent(strings.Replace(council, "old", "new", 1))
	b.wantLabels(labels)

	b.Press(command.Ctrl(fyne.KeyZ))
	b.Until("the undo", func() bool { return b.Screen.Article == string(old.ID) })
	b.Saved()
	b.wantLabels(labels)

	// The same correction again puts the article back.
	b.Press(command.CtrlShift(fyne.KeyM))
	b.Until("the dialog", func() bool { return b.Screen.Dialog && b.Reads("Correct text") })
	entry = b.Window.Window().Canvas().Focused().(*control.Field)
	entry.SetText(strings.Replace(entry.Text, "old ferry", "new ferry", 1))
	entry.TypedShortcut(&desktop.CustomShortcut{KeyName: fyne.KeyReturn, Modifier: fyne.KeyModifierShortcutDefault})
	b.Until("the corrected text", func() bool { return b.Screen.Article == string(doc.ID) && !b.Screen.Dialog })
	b.Saved()
	b.wantLabels(labels)
}
