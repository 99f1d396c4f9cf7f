package session_test

import (
	"slices"
	"strings"
	"testing"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/modeltest"
	"assay.app/assay/model/record"
)

// partly is a checklist with a remark.
func partly(remark string) record.Checklist {
	return record.Checklist{Found: map[model.Pillar]model.Established{model.PillarDate: model.EstablishedPartly}, Remark: remark}
}

// sources describes the analyst's attribution, grade and checklist of each unit of the open
// article: "voice grade remark", with "-" for each that is missing.
func (w *world) sources() (all []string) {
	doc := w.Document()
	for _, u := range doc.Units {
		on := model.Subject{Article: doc.ID, Sentence: u.Span}
		text := []string{"-", "-", "-"}
		if a := w.AttributionOn(doc, u.Span); a != nil {
			text[0] = w.Voices().Called(a)
		}
		if g := record.GradeIn(doc, record.GradeOn(on, w.Analyst())); g != nil {
			text[1] = g.Grade.String()
		}
		if c, ok := doc.Records[record.ChecklistOn(on, w.Analyst())].(*record.Checklist); ok {
			text[2] = c.Remark
		}
		all = append(all, strings.Join(text, " "))
	}
	return all
}

func (w *world) wantSources(want ...string) {
	w.t.Helper()
	if got := w.sources(); !slices.Equal(got, want) {
		w.t.Errorf("the sentences have %q, want %q", got, want)
	}
}

// judges attributes, grades and checks a sentence of the open article.
func (w *world) judges(unit int, voice, grade, remark string) {
	w.t.Helper()
	w.MoveTo(unit)
	w.ok(w.Attribute(said(voice, model.Direct)))
	w.ok(w.SetGrade(record.GradedSentence, rated(grade), ""))
	w.ok(w.SetChecklist(record.GradedSentence, partly(remark)))
}

func TestADividedSentenceKeepsWhatIsSaidOfItsSource(t *testing.T) {
	w := given(t, floods())
	w.open("one")
	w.judges(1, "Ann", "B2", "checked")
	w.ok(w.Split(strings.Index(w.Document().Text, "then")))
	w.wantSources("- - -", "Ann B2 checked", "Ann - -", "- - -")
	w.wantInForce(1, "B2", record.GradedSentence)
	w.wantInForce(2, "", 0)
	w.ok(w.SetGrade(record.GradedVoice, rated("C"), ""))
	w.wantInForce(2, "C", record.GradedVoice)
	w.undo()
	w.undo()
	w.wantSources("- - -", "Ann B2 checked", "- - -")
	w.wantInForce(1, "B2", record.GradedSentence)
	w.redo()
	w.wantSources("- - -", "Ann B2 checked", "Ann - -", "- - -")
	w.restart()
	w.open("one")
	w.wantSources("- - -", "Ann B2 checked", "Ann - -", "- - -")
}

func TestWhatAMergeDropsIsKnownBefore(t *testing.T) {
	w := given(t, floods())
	if w.Dropped() != nil {
		t.Error("with no article open something is dropped")
	}
	w.open("one")
	w.judges(0, "Ann", "B2", "checked")
	w.judges(1, "Ann", "B2", "checked")
	w.MoveTo(0)
	if got := w.Dropped(); got != nil {
		t.Errorf("of equal records those of the kinds %v are dropped", got)
	}
	w.judges(1, "Bo", "C", "checked")
	w.MoveTo(0)
	if got, want := w.Dropped(), []model.Kind{record.AttributionKind, record.GradeKind}; !slices.Equal(got, want) {
		t.Errorf("the kinds %v are dropped, want %v", got, want)
	}
	w.ok(w.Merge(edit.NoSide))
	w.wantSources("Ann B2 checked", "- - -")
	w.undo()
	w.wantSources("Ann B2 checked", "Bo C checked", "- - -")
}

func TestTheGradesOfOthersThatDifferStayDetached(t *testing.T) {
	w := given(t, floods())
	w.open("one")
	w.works("Omar")
	w.judges(0, "Ann", "A", "yes")
	w.judges(1, "Bo", "F", "no")
	w.works("Ines")
	w.MoveTo(0)
	if got := w.Dropped(); got != nil {
		t.Errorf("the kinds %v are dropped", got)
	}
	w.ok(w.Merge(edit.NoSide))
	w.saved()
	w.works("Omar")
	w.wantSources("- - -", "- - -")
	if got := len(w.Detached()); got != 6 {
		t.Errorf("%d of 6 are detached", got)
	}
	left, err := w.Attach()
	if w.ok(err); left != 3 {
		t.Errorf("%d are left, want those of the second sentence", left)
	}
	w.wantSources("Ann A yes", "- - -")
	w.wantInForce(0, "A", record.GradedSentence)
}

func TestASentenceThatIsSetAsideKeepsWhatIsSaidOfItsSource(t *testing.T) {
	w := given(t, floods())
	w.open("one")
	w.judges(1, "Ann", "B2", "checked")
	w.ok(w.ToggleAside())
	w.wantSources("- - -", "Ann B2 checked", "- - -")
	w.saved()
	w.ok(w.ToggleAside())
	w.wantSources("- - -", "Ann B2 checked", "- - -")
	w.MoveTo(1)
	if a, g, c := w.Attribution(), w.GradeOf(record.GradedSentence), w.ChecklistOf(record.GradedSentence); a == nil || g == nil || c == nil {
		t.Errorf("restored, the sentence has %v, %v, %v", a, g, c)
	}
}

func TestARemovedArticleKeepsWhatIsSaidOfItsSources(t *testing.T) {
	w := given(t, modeltest.Flood()...)
	w.open("one")
	w.judges(1, "Ann", "B2", "checked")
	w.ok(w.SetGrade(record.GradedArticle, rated("C"), "Late."))
	w.ok(w.SetChecklist(record.GradedArticle, partly("whole")))
	before := w.sources()
	w.ok(w.Remove("one"))
	w.saved()
	w.open("two")
	if err := w.DeleteVoice("ann"); err == nil {
		t.Error("the voice of a removed article is deleted")
	}
	w.undo()
	w.saved()
	for range 2 {
		w.open("one")
		w.wantSources(before...)
		w.wantInForce(0, "C", record.GradedArticle)
		if c := w.ChecklistOf(record.GradedArticle); c == nil || c.Remark != "whole" {
			t.Errorf("the article has the checklist %+v", c)
		}
		w.restart()
	}
}
