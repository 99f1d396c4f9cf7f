package session_test

import (
	"errors"
	"testing"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/modeltest"
	"assay.app/assay/model/session"
)

func TestTaggingMovesToTheNextUntaggedSentence(t *testing.T) {
	w := given(t, modeltest.Flood()...)
	w.open("one")
	w.tag(model.Claim, model.Quote)
	w.wantAt("one", 2)
	w.wantLabels("CQ-")
	w.happened()

	w.tag(model.Background)
	w.wantAt("one", 2)
	w.wantLabels("CQB")
	w.wantEvents("SummaryChanged{one}", "UnitChanged{2}", "Noticed{0}")
}

func TestTaggingSkipsTaggedSentencesAndNotesThoseLeftAbove(t *testing.T) {
	w := given(t, modeltest.Flood()...)
	w.open("one")
	w.MoveTo(1)
	w.tag(model.Quote)
	w.MoveTo(0)
	w.Move(2)
	w.happened()
	w.tag(model.Claim) // no untagged sentence is below, but the first is untagged
	w.wantAt("one", 2)
	w.wantEvents("SummaryChanged{one}", "UnitChanged{2}", "Noticed{1}")
	w.MoveTo(0)
	w.tag(model.Claim)
	w.wantAt("one", 0)
	w.wantLabels("CQC")
}

func TestTaggingStaysWhenAdvancingIsOff(t *testing.T) {
	w := given(t, modeltest.Flood()...)
	w.SetAdvance(false)
	w.open("one")
	w.tag(model.Claim, model.Quote)
	w.wantAt("one", 0)
	w.wantLabels("Q--")
	w.wantChanges(2)
}

func TestGivingTheSameLabelAgainOnlyMovesOn(t *testing.T) {
	w := given(t, modeltest.Flood()...)
	w.open("one")
	w.tag(model.Claim)
	w.MoveTo(0)
	w.tag(model.Claim)
	w.wantAt("one", 1)
	w.wantChanges(1)
}

func TestClearingTakesTheLabelOffAndStays(t *testing.T) {
	w := given(t, modeltest.Flood()...)
	w.open("one")
	w.tag(model.Claim)
	w.MoveTo(0)
	w.ok(w.ClearLabel())
	w.wantAt("one", 0)
	w.wantLabels("---")
	w.ok(w.ClearLabel()) // there is no label to clear
	w.wantChanges(2)
	w.undo()
	w.wantLabels("C--")
}

func TestOnlySentencesAndKnownLabelsCanBeTagged(t *testing.T) {
	w := given(t, modeltest.Flood()...)
	if err := w.Tag(model.Claim); !errors.Is(err, model.ErrNoSentence) {
		t.Errorf("tagging without an article returns %v", err)
	}
	w.open("one")
	if err := w.Tag("rumour"); !errors.Is(err, model.ErrNoLabel) {
		t.Errorf("tagging with an unknown label returns %v", err)
	}
	w.ok(w.ToggleAside())
	if err := w.Tag(model.Claim); !errors.Is(err, model.ErrNoSentence) {
		t.Errorf("tagging a unit that is set aside returns %v", err)
	}
	w.wantChanges(1)
	w.wantLabels("x--")
}

func TestSpaceGoesThroughAllThatIsUntagged(t *testing.T) {
	w := given(t, modeltest.Flood()...)
	w.SetAdvance(false)
	space := func() { t.Helper(); w.ok(w.NextUntagged()) }
	space()
	w.wantAt("one", 0) // Space opens the first article, because none was open
	w.MoveTo(1)
	w.tag(model.Claim)
	w.MoveTo(2)
	space()
	w.wantAt("one", 0) // Space wraps around at the end
	w.tag(model.Claim)
	space()
	w.wantAt("one", 2) // Space skips the second sentence, which is tagged
	w.tag(model.Claim)
	space()
	w.wantAt("two", 0)
	w.tag(model.Quote)
	space()
	w.tag(model.Quote)
	space()
	w.wantAt("three", 0)
	w.tag(model.Background)
	w.happened()
	space()
	w.wantAt("three", 0)
	w.wantEvents("Noticed{2}")
}

func TestSpaceComesBackToAnArticleBeforeInTheList(t *testing.T) {
	w := given(t, modeltest.Flood()...)
	w.open("one")
	w.MoveTo(2) // the article remembers this cursor
	w.open("three")
	w.tag(model.Claim)
	w.ok(w.NextUntagged())
	w.wantAt("one", 0) // Space goes to an untagged sentence, not to the remembered cursor
}

func TestSpaceKeepsToTheArticlesShown(t *testing.T) {
	w := given(t, modeltest.Flood()...)
	w.SetFilter("quay")
	w.open("three")
	w.tag(model.Claim)
	w.happened()
	w.ok(w.NextUntagged())
	w.wantAt("three", 0)
	w.wantEvents("Noticed{2}")
}

func TestUndoAndRedoShowWhatTheyDo(t *testing.T) {
	w := given(t, modeltest.Flood()...)
	w.open("one")
	w.tag(model.Claim)
	w.open("two")
	w.tag(model.Quote)
	w.MoveTo(0)
	w.tag(model.Background)
	w.wantLabels("B-")

	w.undo()
	w.wantAt("two", 0)
	w.wantLabels("Q-")
	w.undo()
	w.wantLabels("--")
	w.undo()
	w.wantAt("one", 0)
	w.wantLabels("---")
	if _, err := w.Undo(); !errors.Is(err, model.ErrNothingToUndo) {
		t.Errorf("undo with nothing left to undo returns %v", err)
	}

	w.redo()
	w.wantLabels("C--")
	w.redo()
	w.redo()
	w.wantAt("two", 0)
	w.wantLabels("B-")
	if _, err := w.Redo(); !errors.Is(err, model.ErrNothingToRedo) {
		t.Errorf("redo with nothing left to redo returns %v", err)
	}
	w.saved() // the store checks the old value of every edit
	w.wantChanges(9)
}

func TestUndoAndRedoGoOnAfterARestart(t *testing.T) {
	w := given(t, modeltest.Flood()...)
	w.open("one")
	w.tag(model.Claim, model.Quote, model.Background)
	w.undo()
	w.undo()

	w.restart()
	w.redo()
	w.wantAt("one", 1)
	w.wantLabels("CQ-")

	w.restart()
	w.undo()
	w.undo()
	w.wantLabels("---")

	w.restart()
	w.redo()
	w.wantLabels("C--")
	w.tag(model.Background) // a new change drops the undone ones
	if _, err := w.Redo(); !errors.Is(err, model.ErrNothingToRedo) {
		t.Errorf("redo after a new change returns %v", err)
	}
	w.saved()
}

func TestUndoReturnsTheVerbOfTheChange(t *testing.T) {
	w := given(t, modeltest.Flood()...)
	w.open("one")
	w.tag(model.Claim)
	verb, err := w.Undo()
	w.ok(err)
	last := w.store.Changes()[1]
	if verb != edit.Tag || last.Verb != edit.Tag || last.Analyst != "Ines" || last.Undoes[0] != 1 {
		t.Errorf("undo returns %q and writes %+v", verb, last)
	}
	w.wantLabels("---")
}

func TestEveryAnalystHasLabelsOfTheirOwn(t *testing.T) {
	w := given(t, modeltest.Flood()...)
	w.open("one")
	w.tag(model.Claim)
	w.saved()
	w.ok(w.SetAnalyst("Omar"))
	w.wantLabels("---")
	w.MoveTo(0)
	w.tag(model.Quote)
	w.saved()
	w.wantLabels("Q--")
	w.ok(w.SetAnalyst("Ines"))
	w.wantLabels("C--")
	if n := len(w.Document().Annotations[w.Document().Units[0].Span]); n != 2 {
		t.Errorf("the sentence has %d labels, want one of each analyst", n)
	}
}

func TestSettingAsideTakesTheLabelAlongAndUndoBringsItBack(t *testing.T) {
	w := given(t, modeltest.Flood()...)
	w.SetAdvance(false)
	w.open("one")
	w.MoveTo(1)
	w.tag(model.Quote)
	w.ok(w.ToggleAside())
	w.wantLabels("-x-")
	w.wantAt("one", 1)
	if w.Label() != "" {
		t.Error("the unit that is set aside still has its label")
	}
	w.undo()
	w.wantLabels("-Q-")
	w.redo()
	w.wantLabels("-x-")
	w.saved()

	w.ok(w.ToggleAside()) // a unit that is restored without undo has no label
	w.wantLabels("---")
	w.undo()
	w.wantLabels("-x-")
	w.undo()
	w.wantLabels("-Q-")
	w.saved()
}

func TestAnUndoneSettingAsideInAnArticleThatIsNotOpenCountsRight(t *testing.T) {
	w := given(t, modeltest.Flood()...)
	w.SetAdvance(false)
	w.open("one")
	w.tag(model.Claim)
	w.ok(w.ToggleAside())
	w.open("two")
	w.undo()
	w.wantAt("one", 0)
	w.wantLabels("C--")
	if total := w.Total(); total.Sentences != 6 || total.Tagged() != 1 {
		t.Errorf("the totals are %+v", total)
	}
}

func TestWhatWasOpenedWithChangesPendingShowsThem(t *testing.T) {
	w := given(t, modeltest.Flood()...)
	w.SetAdvance(false)
	w.open("one")
	w.tag(model.Claim)
	w.MoveTo(1)
	w.ok(w.ToggleAside())
	w.ok(w.WriteNote("n", w.sentence(), "Odd."))
	w.ok(w.CorrectMetadata("one", model.Metadata{Title: "Rain"}))
	w.open("two")
	w.open("one") // none of its changes is durable yet
	w.wantLabels("Cx-")
	w.wantAt("one", 1)
	w.wantTexts(w.sentence(), "Odd.")
	if w.Document().Metadata.Title != "Rain" {
		t.Errorf("the title is %q", w.Document().Metadata.Title)
	}
	w.saved()
	w.open("two")
	w.open("one")
	w.wantLabels("Cx-")
	w.wantSave(session.Saved)
}
