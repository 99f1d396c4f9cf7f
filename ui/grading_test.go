package ui_test

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"assay.app/assay/model"
	"assay.app/assay/model/record"
)

// wantGrade compares the analyst's own grade of something with a grade such as "B2".
func (b *harness) wantGrade(on record.Graded, want string) {
	b.T.Helper()
	got := ""
	if g := b.Session().GradeOf(on); g != nil {
		got = g.Grade.String()
	}
	if got != want {
		b.T.Errorf("the grade of target %d is %q, want %q", on, got, want)
	}
}

func TestASentenceIsGradedByKeys(t *testing.T) {
	b := withSample(t)
	at := b.Session().Cursor()
	b.Keys("r")
	b.WantText("A–F source · 1–6 information")
	for _, c := range []struct{ keys, want string }{
		{"b", "B"}, {"2", "B2"}, {"e", "E2"}, {"F", "F2"}, {"6", "F6"}, {"a", "A6"}, {"d1", "D1"}, {"c3", "C3"}, {"45", "C5"},
	} {
		b.Keys(c.keys)
		if c.keys == "F" { // letters with Shift are other keys
			c.want = "E2"
			b.wantGrade(record.GradedSentence, c.want)
			b.Keys("f")
			c.want = "F2"
		}
		b.wantGrade(record.GradedSentence, c.want)
	}
	if b.Screen.Total != 0 || b.Session().Cursor() != at {
		t.Error("a key of the mode gave a label or moved the cursor")
	}
	b.WantText("C5: fairly reliable, improbable")
	b.WantHeard("Grade: C5: fairly reliable, improbable")
	b.Shortcut(&fyne.ShortcutUndo{})
	b.wantGrade(record.GradedSentence, "C4")
	b.Shortcut(&fyne.ShortcutUndo{})
	b.wantGrade(record.GradedSentence, "C3")
	b.Key(fyne.KeyBackspace)
	b.wantGrade(record.GradedSentence, "C")
	b.Key(fyne.KeyBackspace)
	b.wantGrade(record.GradedSentence, "")
	b.Keys("b20")
	b.wantGrade(record.GradedSentence, "")
	b.Keys("b2j")
	b.wantGrade(record.GradedSentence, "")
	if b.Session().Cursor() == at {
		t.Error("J does not move in the mode")
	}
	b.Keys("c1k")
	b.wantGrade(record.GradedSentence, "B2")
	b.Key(fyne.KeyEscape)
	b.Keys("1")
	if b.Screen.Total != 1 {
		t.Error("the keys of labels do not work after the mode")
	}
	b.Saved()
}

// Backspace does to each selected sentence what it does to one.
func TestBackspaceLessensEachSelectedGrade(t *testing.T) {
	b := withSample(t)
	s, units := b.Session(), b.Session().Document().Units
	at := s.Cursor()
	b.Keys("r")
	b.Keys("b2j")
	b.Keys("c3j")
	b.Keys("d")
	grades := func() (all []string) {
		for _, u := range units[at : at+3] {
			all = append(all, s.InForce(s.Document(), u.Span).String())
		}
		return all
	}
	wants := func(want ...string) {
		t.Helper()
		if got := grades(); !slices.Equal(got, want) {
			t.Errorf("the grades are %q, want %q", got, want)
		}
	}
	wants("B2", "C3", "D")
	s.Select(model.Span{Start: units[at].Span.Start, End: units[at+1].Span.End})
	b.Key(fyne.KeyBackspace)
	wants("B", "C", "D")
	b.Key(fyne.KeyBackspace)
	wants("", "", "D")
	b.Key(fyne.KeyBackspace)
	wants("", "", "D")
	b.Shortcut(&fyne.ShortcutUndo{})
	b.Shortcut(&fyne.ShortcutUndo{})
	wants("B2", "C3", "D")
	b.Saved()
}

func TestNoKeyOfALabelWorksWhileGrading(t *testing.T) {
	b := withSample(t)
	b.Keys("r")
	for _, key := range "qgtnoxsmywWTNL?" {
		b.Keys(string(key))
		if b.Screen.Dialog || b.Screen.Writing || b.Screen.Total != 0 {
			t.Fatalf("%c does something while grading: %+v", key, b.Screen)
		}
	}
	b.WantText("A to F and 1 to 6 give a grade now. Press Esc to end grading.")
	b.Key(fyne.KeyEscape)
	b.Keys("q")
	if b.Screen.Total != 1 {
		t.Error("Q gives no label after the mode")
	}
	b.Saved()
}

func TestRGoesOnToTheArticleItsOutletAndItsVoice(t *testing.T) {
	b := withSample(t)
	b.Keys("rr")
	b.Keys("3")
	b.WantText("Digits grade what a sentence says, so only a sentence can have one.")
	b.Keys("b")
	b.wantGrade(record.GradedArticle, "B")
	b.WantText("B: usually reliable")
	b.Keys("r")
	b.Keys("e")
	b.wantGrade(record.GradedOutlet, "E")
	b.Keys("r") // the sentence has no voice, so the sentence is next
	b.Keys("2")
	b.wantGrade(record.GradedSentence, "2")
	b.WantText("from the article: B: usually reliable")
	b.WantText("The letter comes from the article.")
	b.Key(fyne.KeyEscape)

	b.Keys("w")
	b.Keys("Lena Okray")
	b.Key(fyne.KeyReturn)
	b.Keys("rrrr")
	b.Keys("a")
	b.wantGrade(record.GradedVoice, "A")
	b.Key(fyne.KeyEscape)
	b.WantText("A2: completely reliable, probably true")
	b.WantText("The letter comes from the voice.")
	b.Keys("W")
	b.WantText("The letter comes from the article.")
	b.Saved()
}

func TestTheBasisOfAGradeIsWritten(t *testing.T) {
	b := withSample(t)
	b.Keys("r")
	b.Key(fyne.KeyReturn)
	b.WantText("Press a letter or a digit first. Then say why.")
	b.Keys("b2")
	b.Key(fyne.KeyReturn)
	b.Keys("Two photographs show it.")
	b.Key(fyne.KeyReturn)
	b.WantText("Why: Two photographs show it.")
	b.Keys("3") // the keys of the mode work again, and the basis stays
	if g := b.Session().GradeOf(record.GradedSentence); g == nil || g.Grade.String() != "B3" || g.Basis != "Two photographs show it." {
		t.Errorf("the grade is %+v", g)
	}
	b.Key(fyne.KeyReturn)
	b.Keys("Not")
	b.Key(fyne.KeyEscape)
	if g := b.Session().GradeOf(record.GradedSentence); g.Basis != "Two photographs show it." {
		t.Errorf("Esc saves the basis %q", g.Basis)
	}
	b.Key(fyne.KeyEscape)
	if b.Reads("A–F source") {
		t.Error("Esc does not end the mode")
	}
	b.Saved()
}

func TestGradesOfOthersAreHidden(t *testing.T) {
	b := withSample(t)
	s := b.Session()
	own := s.Analyst()
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	must(s.SetAnalyst("Omar"))
	must(s.SetGrade(record.GradedSentence, model.Grade{Source: "D", Information: "5"}, "Hearsay."))
	must(s.SetGrade(record.GradedArticle, model.Grade{Source: "E"}, ""))
	must(s.SetAnalyst(own))
	for _, text := range []string{"D5", "Hearsay.", "E: unreliable"} {
		if b.Reads(text) {
			t.Errorf("the window shows %q of another analyst", text)
		}
	}
	b.wantGrade(record.GradedSentence, "")
	b.Keys("L") // shows the work of others, but only one's own grades count
	for _, text := range []string{"Omar", "D5: not usually reliable, improbable", "Hearsay.", "E: unreliable"} {
		if !b.Reads(text) {
			t.Errorf("after Shift+L, the window does not show %q of another analyst", text)
		}
	}
	b.WantText("not graded") // in force
	b.wantGrade(record.GradedSentence, "")
	b.Keys("L")
	if b.Reads("Hearsay.") {
		t.Error("after Shift+L again, the window shows the basis of another analyst")
	}
	b.Saved()
}

func TestGradesAreChipsWhoseTipsHaveTheWording(t *testing.T) {
	b := withSample(t)
	s := b.Session()
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	title := s.Document().Heading()
	must(s.SetGrade(record.GradedSentence, model.Grade{Source: "B", Information: "2"}, "Two photographs show it."))
	must(s.SetGrade(record.GradedOutlet, model.Grade{Source: "E"}, "Never corrects."))
	page := b.Pages()[0]
	b.Point(page, b.Spot(page, "B2"))
	b.Until("the tip of the sentence", func() bool {
		return b.Reads("B2: usually reliable, probably true\nWhy: Two photographs show it.")
	})
	var hollow fyne.Position // beside the facts of the article
	for _, o := range test.WidgetRenderer(page).Objects() {
		if text, ok := o.(*canvas.Text); ok && text.Text == "E" && !text.TextStyle.Bold {
			hollow = text.Position().AddXY(text.Size().Width/2, text.Size().Height/2)
		}
	}
	page.MouseOut()
	b.Point(page, hollow)
	b.Until("the tip of the article", func() bool { return b.Reads("E: unreliable\n") && b.Reads("Never corrects.") })
	page.MouseOut()
	b.ListRow(title).MouseIn(&desktop.MouseEvent{})
	b.Until("the tip in the list", func() bool { return b.Reads("of 19 sentences tagged\nE: unreliable\n") })
	b.Saved()
}
