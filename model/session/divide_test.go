package session_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/modeltest"
)

// sentences returns the texts of the open article's units, separated by "|".
func (w *world) sentences() string {
	var out []string
	for _, u := range w.Document().Units {
		out = append(out, u.Span.Of(w.Document().Text))
	}
	return strings.Join(out, "|")
}

func (w *world) wantSentences(want string) {
	w.t.Helper()
	if got := w.sentences(); got != want {
		w.t.Errorf("the sentences are %q, want %q", got, want)
	}
}

// floods returns an article that has sentences of several words.
func floods() *model.Document {
	d := modeltest.Article("one", "Tide Post", "Rain_fell. It_rose,_then_fell.", "Calm.")
	d.Text = strings.ReplaceAll(d.Text, "_", " ")
	return d
}

func TestASentenceIsSplitMergedAndBothUndone(t *testing.T) {
	w := given(t, floods())
	w.open("one")
	w.tag(model.Claim, model.Quote)
	w.MoveTo(1)
	w.typeNote("n", w.sentence(), "Who says?")
	w.ok(w.Split(strings.Index(w.Document().Text, "then")))
	w.wantSentences("Rain fell.|It rose,|then fell.|Calm.")
	w.wantLabels("CQQ-")
	w.wantAt("one", 1)
	w.wantTexts(w.sentence(), "Who says?")
	w.Move(1)
	w.wantTexts(w.sentence())

	w.undo() // undo also works from the second half
	w.wantSentences("Rain fell.|It rose, then fell.|Calm.")
	w.wantLabels("CQ-")
	w.wantAt("one", 1)
	w.wantTexts(w.sentence(), "Who says?")
	w.redo()
	w.wantAt("one", 1)
	w.wantLabels("CQQ-")
	w.saved()

	w.ok(w.Merge(edit.NoSide))
	w.wantSentences("Rain fell.|It rose, then fell.|Calm.")
	w.wantTexts(w.sentence(), "Who says?")
	w.wantLabels("CQ-")
	w.undo()
	w.wantLabels("CQQ-")
	w.saved()
	w.restart()
	w.undo() // undoes the split, after a restart
	w.wantSentences("Rain fell.|It rose, then fell.|Calm.")
	w.wantLabels("CQ-")
	w.saved()
	w.listIsRight()
}

func TestMergingSentencesWithDifferentLabelsAsks(t *testing.T) {
	w := given(t, floods())
	w.open("one")
	w.tag(model.Claim, model.Quote)
	w.MoveTo(0)
	if err := w.Merge(edit.NoSide); !errors.Is(err, model.ErrLabelsDiffer) {
		t.Fatalf("merging returns %v", err)
	}
	if got, want := w.Differences(), []edit.Difference{{Analyst: "Ines", First: model.Claim, Second: model.Quote}}; !slices.Equal(got, want) {
		t.Errorf("the differences are %v, want %v", got, want)
	}
	w.wantChanges(2)
	w.ok(w.Merge(edit.Second))
	w.wantLabels("Q-")
	w.undo()
	w.wantLabels("CQ-")
	w.saved()
}

func TestARefusedSplitOrMergeReturnsWhy(t *testing.T) {
	w := given(t, floods())
	for _, err := range []error{w.Split(3), w.Merge(edit.First), w.CanMerge()} {
		if !errors.Is(err, model.ErrNoSentence) {
			t.Errorf("with no article open got error %v", err)
		}
	}
	w.open("one")
	for _, at := range []int{0, 10, 12, 999, -1} {
		if err := w.Split(at); !errors.Is(err, model.ErrNotDivided) {
			t.Errorf("splitting at %d returns %v", at, err)
		}
	}
	w.MoveTo(1)
	if err := w.Merge(edit.First); !errors.Is(err, model.ErrParagraphEnds) {
		t.Errorf("merging across paragraphs returns %v", err)
	}
	w.ok(w.ToggleAside())
	w.MoveTo(0)
	if err := w.Merge(edit.First); !errors.Is(err, model.ErrAsideBetween) {
		t.Errorf("merging across a unit that is set aside returns %v", err)
	}
	w.MoveTo(2)
	if err := w.Merge(edit.First); !errors.Is(err, model.ErrLastUnit) {
		t.Errorf("merging the last sentence returns %v", err)
	}
	w.wantChanges(1)
	w.fails()
	w.MoveTo(0)
	if err := w.Split(5); !errors.Is(err, model.ErrReadOnly) {
		t.Errorf("splitting while the store cannot write returns %v", err)
	}
}

func TestNoSplitTakesTheAccentOffALetter(t *testing.T) {
	d := modeltest.Article("one", "Tide Post", "Cafe\u0301s.")
	w := given(t, d)
	w.open("one")
	if err := w.Split(4); !errors.Is(err, model.ErrNotDivided) {
		t.Errorf("splitting between letter and accent returns %v", err)
	}
	w.ok(w.Split(6))
	w.wantSentences("Cafe\u0301|s.")
}

func TestTheLabelsOfOthersAreSplitAndMergedToo(t *testing.T) {
	w := given(t, floods())
	w.open("one")
	w.tag(model.Claim)
	w.ok(w.SetAnalyst("Oskar"))
	w.MoveTo(0)
	w.tag(model.Quote)
	w.MoveTo(0)
	w.ok(w.Split(5))
	for unit := range 2 {
		if got := w.Document().Annotations[w.Document().Units[unit].Span]; len(got) != 2 || got[0].Label != model.Claim || got[1].Label != model.Quote {
			t.Errorf("half %d has the labels %+v", unit, got)
		}
	}
	w.wantLabels("QQ--")
	w.ok(w.Merge(edit.NoSide))
	w.wantLabels("Q--")
	w.saved()
	w.listIsRight()
}

func TestTheHistoryOfASentenceIncludesThatOfItsParts(t *testing.T) {
	w := given(t, floods())
	w.open("one")
	w.tag(model.Claim, model.Quote)
	w.MoveTo(0)
	w.ok(w.Merge(edit.First))
	w.ok(w.Split(5))
	verbs := func() string {
		changes, err := w.SentenceHistory(9)
		w.ok(err)
		var out []string
		for _, c := range changes {
			out = append(out, string(c.Verb))
		}
		return strings.Join(out, " ")
	}
	if got := verbs(); got != "split merge tag" { // the other tag was on the second sentence
		t.Errorf("the history of the first half is %q", got)
	}
	w.MoveTo(1)
	if got := verbs(); got != "split merge tag tag" {
		t.Errorf("the history of the second half is %q", got)
	}
	w.MoveTo(2)
	if got := verbs(); got != "" {
		t.Errorf("the history of another sentence is %q", got)
	}
}
