package session_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/modeltest"
	"assay.app/assay/model/session"
)

// selectUnits makes a unit current and selects the text from it to another one.
func (w *world) selectUnits(from, to int) {
	w.t.Helper()
	units := w.Document().Units
	w.MoveTo(from)
	w.Select(model.Span{Start: units[from].Span.Start, End: units[to].Span.End})
	if n := len(w.Selected()); n != to-from+1 {
		w.t.Fatalf("%d units are selected, want %d", n, to-from+1)
	}
}

func (w *world) wantSelected(want string) {
	w.t.Helper()
	if got := fmt.Sprint(w.Selected()); got != want {
		w.t.Errorf("the selected units are %s, want %s", got, want)
	}
}

// lastEdits returns the verb of the newest change and the number of its edits that
// the history shows.
func (w *world) lastEdits() (edit.Verb, int) {
	w.t.Helper()
	changes, err := w.store.History(^uint64(0), 1)
	if err != nil || len(changes) == 0 {
		w.t.Fatalf("there is no change: %v", err)
	}
	return changes[0].Verb, len(edit.Told(changes[0].Edits))
}

func TestSeveralSentencesAreTaggedInOneChange(t *testing.T) {
	w := given(t, modeltest.Flood()...)
	w.open("one")
	w.selectUnits(0, 1)
	w.happened()
	w.tag(model.Claim)
	w.wantLabels("CC-")
	w.wantAt("one", 2) // behind the last of them
	w.wantSelected("[]")
	w.wantChanges(1)
	w.undo()
	w.wantLabels("---")
	w.redo()
	w.wantLabels("CC-")
	w.saved()
	if verb, n := w.lastEdits(); n != 2 || verb == "" {
		t.Errorf("the newest change is %q with %d edits", verb, n)
	}
}

func TestTheLabelOfSeveralSentencesIsTheOneTheyShare(t *testing.T) {
	w := given(t, modeltest.Flood()...)
	w.SetAdvance(false)
	w.open("one")
	w.tag(model.Claim)
	w.selectUnits(0, 2)
	if got := w.Label(); got != "" {
		t.Errorf("one of three has a label, and the label of all is %q", got)
	}
	w.tag(model.Claim)
	w.wantSelected("[0 1 2]") // without Advance the selection stays
	if got := w.Label(); got != model.Claim {
		t.Errorf("the label of all is %q", got)
	}
	w.ok(w.ClearLabel())
	w.wantLabels("---")
	w.wantChanges(3)
	w.undo()
	w.wantLabels("CCC")
}

func TestSeveralSentencesAreSetAsideAndRestoredInOneChange(t *testing.T) {
	w := given(t, modeltest.Flood()...)
	w.SetAdvance(false)
	w.open("one")
	w.MoveTo(1)
	w.tag(model.Quote)
	w.selectUnits(1, 2) // in two paragraphs
	w.ok(w.ToggleAside())
	w.wantLabels("-xx")
	w.wantSelected("[1 2]")
	w.ok(w.ToggleAside())
	w.wantLabels("---")
	w.undo()
	w.undo()
	w.wantLabels("-Q-")
	w.wantChanges(5)
	// Setting aside what is partly set aside sets the rest aside.
	w.MoveTo(0)
	w.ok(w.ToggleAside())
	w.selectUnits(0, 1)
	w.ok(w.ToggleAside())
	w.wantLabels("xx-")
	w.undo()
	w.wantLabels("xQ-")
	w.saved()
	w.restart()
	w.open("one")
	w.wantLabels("xQ-")
}

func TestSeveralSentencesGetTheSameNoteInOneChange(t *testing.T) {
	w := given(t, modeltest.Flood()...)
	w.open("one")
	w.selectUnits(0, 2)
	w.ok(w.NoteSelected("Seen by nobody."))
	w.wantChanges(1)
	for unit := range 3 {
		w.MoveTo(unit)
		w.wantTexts(w.sentence(), "Seen by nobody.")
	}
	w.undo()
	for unit := range 3 {
		w.MoveTo(unit)
		w.wantTexts(w.sentence())
	}
	if err := w.NoteSelected(strings.Repeat("long ", 1<<20)); !errors.Is(err, model.ErrValue) {
		t.Errorf("a note of 5 MB returns %v", err)
	}
	w.ok(w.ToggleAside())
	if err := w.NoteSelected("Nowhere."); !errors.Is(err, model.ErrNoSentence) {
		t.Errorf("a note on what is set aside returns %v", err)
	}
}

func TestSuggestionsForSeveralSentencesAreAcceptedOrDismissedInOneStep(t *testing.T) {
	w := suggesting(t, ferry())
	w.open("ferry")
	w.wantSuggested("QBC-")
	w.selectUnits(0, 1)
	w.ok(w.Accept())
	w.wantLabels("QB--")
	w.wantChanges(1)
	w.undo()
	w.wantLabels("----")
	w.selectUnits(1, 3)
	if !w.Dismiss() {
		t.Error("no suggestion was dismissed")
	}
	w.wantSuggested("Q---")
}

func TestTextInOneSentenceSelectsNoOther(t *testing.T) {
	w := given(t, modeltest.Flood()...)
	w.open("one")
	text := w.Document().Text
	u := w.Document().Units[0].Span
	for _, span := range []model.Span{{Start: u.Start, End: u.End}, {Start: u.Start + 1, End: u.Start + 3}, {Start: 0, End: u.End}} {
		w.Select(span)
		w.wantSelected("[]")
		if w.SentencesActed() != 1 || w.Selection() != span {
			t.Errorf("%v of %q counts as %d sentences and is stored as %v", span, text, w.SentencesActed(), w.Selection())
		}
	}
	w.happened()
	w.Select(model.Span{Start: u.Start, End: u.End + 2}) // with a letter of the next one
	w.wantSelected("[0 1]")
	w.Select(model.Span{Start: u.Start + 1, End: u.End + 2})
	w.wantEvents("SelectionChanged{true}", "SelectionChanged{false}")
	for _, wrong := range []model.Span{{Start: -1, End: 3}, {Start: 4, End: 2}, {Start: 0, End: len(text) + 1}} {
		w.Select(model.Span{Start: 0, End: 2})
		w.Select(wrong)
		if w.Selection() != (model.Span{}) {
			t.Errorf("%v is selected in a text of %d bytes", w.Selection(), len(text))
		}
	}
}

func TestMovingEndsASelection(t *testing.T) {
	for name, move := range map[string]func(w *world){
		"to another sentence":     func(w *world) { w.MoveTo(2) },
		"to the sentence itself":  func(w *world) { w.MoveTo(w.Cursor()) },
		"to another article":      func(w *world) { w.open("two"); w.open("one") },
		"after another selection": func(w *world) { w.Select(model.Span{Start: 0, End: 1}); w.Move(0) },
	} {
		w := given(t, modeltest.Flood()...)
		w.open("one")
		w.selectUnits(0, 1)
		move(w)
		if w.Selection() != (model.Span{}) {
			t.Errorf("after a move %s %v is selected", name, w.Selection())
		}
	}
	w := given(t, modeltest.Flood()...)
	w.open("one")
	w.selectUnits(0, 1)
	w.Move(1) // from the last of the selected sentences
	w.wantAt("one", 2)
	w.selectUnits(1, 2)
	w.Move(-1) // from the first
	w.wantAt("one", 0)
}

func TestASelectionBelongsToItsPlace(t *testing.T) {
	w := given(t, modeltest.Flood()...)
	w.open("one")
	w.selectUnits(0, 1)
	w.ok(w.OpenBeside())
	w.wantSelected("[]")
	w.Activate(0)
	w.wantSelected("[0 1]")
}

func TestACorrectedLabelLeadsToTheNextSentence(t *testing.T) {
	w := given(t, modeltest.Article("long", "Tide Post", "One. Two. Three. Four. Five."))
	w.open("long")
	w.tag(model.Claim, model.Claim, model.Claim)
	w.wantAt("long", 3)
	w.MoveTo(0)
	w.tag(model.Quote)
	w.wantLabels("QCC--")
	w.wantAt("long", 1) // not at the untagged one
	w.tag(model.Claim)  // the label it has
	w.wantAt("long", 2)
	w.MoveTo(4)
	w.tag(model.Claim)
	w.tag(model.Quote) // the last sentence: there is no next one
	w.wantAt("long", 4)
	if !slices.Contains(w.happened(), fmt.Sprintf("Noticed{%d}", session.UntaggedAbove)) {
		t.Error("no notice says that sentences above are untagged")
	}
}
