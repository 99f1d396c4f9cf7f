package session_test

import (
	"errors"
	"testing"

	"assay.app/assay/model"
	"assay.app/assay/model/modeltest"
	"assay.app/assay/model/record"
)

func TestAGradeOfSeveralSentencesIsOneChange(t *testing.T) {
	w := given(t, modeltest.Flood()...)
	w.open("one")
	w.Select(model.Span{Start: 1, End: 9})
	w.ok(w.SetGrade(record.GradedSentence, rated("B2"), ""))
	w.wantChanges(1)
	w.wantGrade(record.GradedSentence, "B2", "")
	w.ok(w.SetGrade(record.GradedSentence, rated("B2"), "")) // nothing changes
	w.wantChanges(1)
	w.MoveTo(1)
	w.ok(w.SetGrade(record.GradedSentence, rated("B2"), "Two saw it."))
	w.Select(model.Span{Start: 1, End: 9})
	w.wantGrade(record.GradedSentence, "B2", "") // the bases differ
	w.MoveTo(0)
	w.ok(w.SetGrade(record.GradedSentence, rated("C"), ""))
	w.Select(model.Span{Start: 1, End: 9})
	w.wantGrade(record.GradedSentence, "", "")
	w.ok(w.SetGrade(record.GradedSentence, model.Grade{}, ""))
	w.wantInForce(0, "", 0)
	w.wantInForce(1, "", 0)
}

// A letter that is given to several sentences changes only their letters, and a digit only
// their digits.
func TestAGradeOfSeveralSentencesKeepsTheHalvesThatItLacks(t *testing.T) {
	for _, c := range []struct{ name, first, second, given, becomesFirst, becomesSecond string }{
		{"other digits", "B2", "B3", "A", "A2", "A3"},
		{"other letters", "B2", "C2", "5", "B5", "C5"},
		{"nothing alike", "B2", "C3", "F", "F2", "F3"},
		{"a letter beside nothing", "B2", "", "A", "A2", "A"},
		{"a digit beside nothing", "", "B", "6", "6", "B6"},
		{"both halves", "B2", "C3", "A1", "A1", "A1"},
		{"the same, of which the digit goes", "B2", "B2", "B", "B", "B"},
	} {
		w := given(t, modeltest.Flood()...)
		w.open("one")
		both := model.Span{Start: 1, End: 9}
		for unit, grade := range []string{c.first, c.second} {
			w.MoveTo(unit)
			if grade != "" {
				w.ok(w.SetGrade(record.GradedSentence, rated(grade), "Because of "+grade+"."))
			}
		}
		w.Select(both)
		if n := w.SentencesActed(); n != 2 {
			t.Fatalf("%d sentences are selected", n)
		}
		w.ok(w.SetGrade(record.GradedSentence, rated(c.given), ""))
		for unit, want := range []string{c.becomesFirst, c.becomesSecond} {
			w.MoveTo(unit)
			basis := ""
			if was := []string{c.first, c.second}[unit]; was != "" && c.first != c.second {
				basis = "Because of " + was + "."
			}
			w.wantGrade(record.GradedSentence, want, basis)
		}
		w.undo() // both at once
		for unit, want := range []string{c.first, c.second} {
			w.MoveTo(unit)
			basis := ""
			if want != "" {
				basis = "Because of " + want + "."
			}
			w.wantGrade(record.GradedSentence, want, basis)
		}
		w.saved()
		if t.Failed() {
			t.Fatal(c.name)
		}
	}
}

// Lessening the grades of several sentences does to each what it does to one.
func TestEachOfSeveralGradesIsLessened(t *testing.T) {
	for _, c := range []struct{ first, second, onceFirst, onceSecond, twiceFirst, twiceSecond string }{
		{"B2", "C3", "B", "C", "", ""},
		{"B2", "B2", "B", "B", "", ""},
		{"B2", "C", "B", "", "", ""},
		{"4", "C3", "", "C", "", ""},
		{"B2", "", "B", "", "", ""},
		{"", "", "", "", "", ""},
	} {
		w := given(t, modeltest.Flood()...)
		w.open("one")
		was := []string{c.first, c.second}
		for unit, grade := range was {
			if w.MoveTo(unit); grade != "" {
				w.ok(w.SetGrade(record.GradedSentence, rated(grade), "Because of "+grade+"."))
			}
		}
		wants := func(grades ...string) {
			t.Helper()
			for unit, want := range grades {
				w.MoveTo(unit)
				w.wantGrade(record.GradedSentence, want, "Because of "+was[unit]+".")
			}
		}
		for _, left := range [][]string{{c.onceFirst, c.onceSecond}, {c.twiceFirst, c.twiceSecond}} {
			w.Select(model.Span{Start: 1, End: 9})
			w.ok(w.LessenGrade(record.GradedSentence))
			wants(left...)
		}
		if c.first+c.second != "" {
			w.undo()
		}
		if c.twiceFirst+c.twiceSecond != c.onceFirst+c.onceSecond {
			wants(c.onceFirst, c.onceSecond)
			w.undo()
		}
		wants(was...)
		w.saved()
		if t.Failed() {
			t.Fatalf("%q and %q", c.first, c.second)
		}
	}
}

func TestLesseningLeavesOtherSentencesAndTheNote(t *testing.T) {
	w := given(t, modeltest.Flood()...)
	w.open("one")
	w.ok(w.WriteNote("n", w.sentence(), "Two saw it."))
	w.ok(w.GradeNote("n", w.sentence(), rated("B2")))
	w.MoveTo(1)
	w.ok(w.SetGrade(record.GradedSentence, rated("C3"), ""))
	w.MoveTo(0)
	w.ok(w.LessenGrade(record.GradedSentence))
	if g := w.GradeOf(record.GradedSentence); g == nil || g.Grade.String() != "B" || g.Note != "n" {
		t.Errorf("the grade is %+v", g)
	}
	w.MoveTo(1)
	w.wantGrade(record.GradedSentence, "C3", "")
	w.ok(w.SetGrade(record.GradedOutlet, rated("D"), ""))
	w.ok(w.LessenGrade(record.GradedOutlet))
	w.wantGrade(record.GradedOutlet, "", "")
	if err := w.LessenGrade(record.GradedVoice); !errors.Is(err, model.ErrNoVoice) {
		t.Errorf("without a voice: %v", err)
	}
	w.saved()
}

func TestALetterOfSeveralVoicesKeepsTheirBases(t *testing.T) {
	w := given(t, modeltest.Flood()...)
	w.open("one")
	for unit, name := range []string{"Ann", "Bo"} {
		w.MoveTo(unit)
		w.ok(w.Attribute(said(name, model.Direct)))
		w.ok(w.SetGrade(record.GradedVoice, rated("C"), "Knows "+name+"."))
	}
	w.Select(model.Span{Start: 1, End: 9})
	w.ok(w.SetGrade(record.GradedVoice, rated("A"), ""))
	for _, name := range []string{"Ann", "Bo"} {
		if g := w.VoiceGrade(record.VoiceIDOf(name)); g == nil || g.Grade.String() != "A" || g.Basis != "Knows "+name+"." {
			t.Errorf("%s has the grade %+v", name, g)
		}
	}
}

// What others attribute is seen once their layers are shown. Their grades never count for
// the analyst, and stay in the history of the sentence until then.
func TestAttributionsAndGradesOfOthersAreHiddenUntilTheyAreShown(t *testing.T) {
	w := given(t, modeltest.Flood()...)
	w.open("one")
	w.works("Omar")
	w.MoveTo(0)
	w.ok(w.Attribute(said("Ann", model.Direct)))
	w.ok(w.SetGrade(record.GradedSentence, rated("D5"), "Hearsay."))
	w.saved()
	w.works("Ines")
	w.MoveTo(0)
	wants := func(when string, attributions, changes int) {
		t.Helper()
		history, err := w.SentenceHistory(9)
		w.ok(err)
		if n := len(w.OthersAttributions()); n != attributions || len(history) != changes {
			t.Errorf("%s Ines sees %d attributions and %d changes, want %d and %d", when, n, len(history), attributions, changes)
		}
		if w.Attribution() != nil || w.AttributionOn(w.Document(), w.Document().Units[0].Span) != nil {
			t.Errorf("%s the attribution counts as that of Ines", when)
		}
		w.wantGrade(record.GradedSentence, "", "")
		w.wantInForce(0, "", 0)
	}
	wants("at first", 0, 0)
	w.ok(w.ShowLayers(true))
	wants("once shown", 1, 2)
	w.undo()
	wants("after undo", 0, 0)
	w.redo()
	wants("after redo", 1, 2)
	w.ok(w.LessenGrade(record.GradedSentence)) // changes nothing of Omar's
	w.ok(w.ShowLayers(false))
	wants("once hidden", 0, 0)
	w.saved()
	w.works("Omar")
	w.wantGrade(record.GradedSentence, "D5", "Hearsay.")
}
