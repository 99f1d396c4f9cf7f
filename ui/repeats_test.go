package ui_test

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"assay.app/assay/model"
	"assay.app/assay/ui/windowtest"
)

func TestRepeatedSentencesAreLabelledAtOnce(t *testing.T) {
	b := &harness{windowtest.WithText(t, "The dam held. It rained. The dam held. The dam held.")}
	everywhere := &desktop.CustomShortcut{KeyName: fyne.KeyT, Modifier: fyne.KeyModifierControl | fyne.KeyModifierShift}
	labels := func() (all [4]model.LabelKey) {
		doc := b.Session().Document()
		for i, u := range doc.Units {
			a, _ := doc.Annotation(u.Span, b.Session().Analyst())
			all[i] = a.Label
		}
		return all
	}
	want := func(what string, want [4]model.LabelKey) {
		t.Helper()
		if got := labels(); got != want {
			t.Errorf("%s: %q, want %q", what, got, want)
		}
	}
	b.Shortcut(everywhere)
	b.WantText("Label, attribute or grade this sentence first.")
	b.Keys("jjq") // the third sentence is a quote
	b.Key(fyne.KeyHome)
	b.Keys("c")
	b.Key(fyne.KeyHome)
	b.Shortcut(everywhere)
	b.Until("the repeats are found", func() bool { return b.Screen.Dialog && b.Reads("2 other sentences repeat this one") })
	b.Key(fyne.KeyReturn)
	b.Until("they are labelled", func() bool { return b.Reads("1 repeated sentence changed.") })
	want("labelled", [4]model.LabelKey{model.Claim, "", model.Quote, model.Claim})
	b.Shortcut(&fyne.ShortcutUndo{})
	want("undone", [4]model.LabelKey{model.Claim, "", model.Quote, ""})
	b.Keys("j")
	b.Saved()
}
