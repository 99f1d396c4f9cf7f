package session_test

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/modeltest"
	"assay.app/assay/model/record"
	"assay.app/assay/model/session"
	"assay.app/assay/model/value"
)

// works makes another analyst work.
func (w *world) works(analyst string) {
	w.t.Helper()
	w.ok(w.SetAnalyst(analyst))
}

// byTurns is a world in which Omar has labelled the first sentence of an article and
// given notes and phrases to it, to the article and to its outlet. Ines works now.
func byTurns(t *testing.T) *world {
	w := given(t, modeltest.Flood()...)
	w.open("one")
	w.works("Omar")
	for id, on := range map[string]model.NoteTarget{"s": w.sentence(), "a": model.OnArticle("one"), "o": model.OnOutlet("Tide Post")} {
		w.ok(w.WriteNote(id, on, "Omar doubts it."))
		w.EndTyping()
	}
	for _, scope := range []session.Scope{session.SentenceScope, session.ArticleScope, session.OutletScope} {
		w.ok(w.GivePhrase(scope, "wire copy"))
	}
	w.tag(model.Claim)
	w.saved()
	w.works("Ines")
	w.MoveTo(0)
	return w
}

// seesOfOmar lists what Ines sees of Omar's work.
func (w *world) seesOfOmar() (seen []string) {
	doc, at := w.Document(), w.Document().Units[0].Span
	if len(w.OthersOn(doc, at)) > 0 {
		seen = append(seen, "label")
	}
	for name, on := range map[string]model.NoteTarget{"sentence": model.OnSentence(doc.ID, at), "article": model.OnArticle("one"), "outlet": model.OnOutlet("Tide Post")} {
		notes, err := w.Notes(on)
		w.ok(err)
		if len(notes) > 0 {
			seen = append(seen, "note on "+name)
		}
	}
	if len(w.NotesOn(doc, model.OnSentence(doc.ID, at))) > 0 {
		seen = append(seen, "note mark")
	}
	for name, scope := range map[string]session.Scope{"sentence": session.SentenceScope, "article": session.ArticleScope, "outlet": session.OutletScope} {
		if len(w.OthersPhrasesOn(scope)) > 0 {
			seen = append(seen, "phrase on "+name)
		}
	}
	if w.HasPhrase(doc, at) {
		seen = append(seen, "phrase mark")
	}
	uses, err := w.Phrases()
	w.ok(err)
	if uses[0].Name == "wire copy" {
		seen = append(seen, "uses of phrases")
	}
	changes, err := w.SentenceHistory(9)
	w.ok(err)
	if len(changes) > 0 {
		seen = append(seen, "history of the sentence")
	}
	slices.Sort(seen)
	return seen
}

func TestOtherLayersAreHiddenUntilACommandOfTheHistoryShowsThem(t *testing.T) {
	w := byTurns(t)
	all := []string{"history of the sentence", "label", "note mark", "note on article", "note on outlet", "note on sentence", "phrase mark", "phrase on article", "phrase on outlet", "phrase on sentence", "uses of phrases"}
	wants := func(when string, want []string) {
		t.Helper()
		if got := w.seesOfOmar(); !slices.Equal(got, want) {
			t.Errorf("%s Ines sees %q, want %q", when, got, want)
		}
	}
	wants("at first", nil)
	w.ok(w.ShowLayers(true))
	wants("once shown", all)
	if c := w.store.Changes(); c[len(c)-1].Verb != edit.Show || c[len(c)-1].Analyst != "Ines" {
		t.Errorf("the history ends with %+v", c[len(c)-1])
	}
	w.undo()
	wants("after undo", nil)
	w.redo()
	wants("after redo", all)
	w.restart()
	w.open("one")
	wants("after a restart", all)
	before := len(w.store.Changes())
	w.ok(w.ShowLayers(true))
	if len(w.store.Changes()) != before {
		t.Error("showing what is shown makes a change")
	}
	w.ok(w.ShowLayers(false))
	wants("once hidden", nil)
	w.ok(w.ShowLayers(true)) // the record exists now
	w.saved()
	wants("shown again", all)
	w.works("Zoe")
	wants("as another analyst", nil)
}

func TestNobodyEditsAnothersLayer(t *testing.T) {
	w := byTurns(t)
	w.ok(w.ShowLayers(true))
	on := w.sentence()
	before := len(w.store.Changes())
	for name, err := range map[string]error{
		"writing":               w.WriteNote("s", on, "Ines was here."),
		"grading":               w.GradeNote("s", on, model.Grade{Source: "A"}),
		"deleting":              w.DeleteNote("s", on),
		"deleting on an outlet": w.DeleteNote("o", model.OnOutlet("Tide Post")),
	} {
		if !errors.Is(err, model.ErrOthersWork) {
			t.Errorf("%s another's note returns %v", name, err)
		}
	}
	w.ok(w.ClearLabel())
	w.pass(2 * time.Second)
	if len(w.store.Changes()) != before {
		t.Errorf("there are %d more changes", len(w.store.Changes())-before)
	}
	w.wantTexts(on, "Omar doubts it.")
	w.tag(model.Quote)
	w.MoveTo(0)
	w.ok(w.ToggleAside())
	if a, ok := w.Document().Annotation(*on.Sentence, "Omar"); !ok || a.Label != model.Claim {
		t.Error("setting a sentence aside removes another's label")
	}
}

func TestAMergeLeavesTheDifferingLabelsOfOthersToThem(t *testing.T) {
	w := given(t, modeltest.Flood()...)
	w.open("one")
	w.works("Omar")
	w.tag(model.Claim, model.Quote)
	w.works("Ines")
	w.MoveTo(0)
	if len(w.Differences()) > 0 {
		t.Errorf("Ines is asked about %+v", w.Differences())
	}
	w.ok(w.Merge(edit.NoSide))
	if len(w.Detached()) > 0 {
		t.Error("Ines has detached labels")
	}
	w.works("Omar")
	if got := w.Detached(); len(got) != 2 {
		t.Errorf("Omar has %d detached labels, want 2", len(got))
	}
	w.works("Ines")
	w.undo()
	w.works("Omar")
	w.wantLabels("CQ-")
}

func TestConflictsAreSettledByTheirAnalyst(t *testing.T) {
	w := byTurns(t)
	key := record.OnSentence("one", w.Document().Units[0].Span, "Omar")
	held := func(label model.LabelKey) record.Held {
		return record.Held{Key: key, Content: &model.Annotation{Analyst: "Omar", Label: label}}
	}
	c := record.Conflict{Subject: key.Subject, Held: []record.Held{held(model.Claim), held(model.Quote)}, Which: 1}
	if session.Settles(c, w.Analyst()) || !errors.Is(w.TakeConflict(c), model.ErrOthersWork) || !errors.Is(w.KeepConflict(c), model.ErrOthersWork) {
		t.Error("Ines settles a conflict of Omar's")
	}
	w.works("Omar")
	if !session.Settles(c, w.Analyst()) {
		t.Error("Omar cannot settle a conflict of his own")
	}
}

func TestSwitchingWritesTheNoteThatIsBeingTyped(t *testing.T) {
	w := given(t, modeltest.Flood()...)
	w.open("one")
	on := w.sentence()
	w.ok(w.WriteNote("n", on, "Half a wor"))
	w.works("Omar")
	w.wantTexts(on) // it is hers
	w.works("Ines")
	w.wantTexts(on, "Half a wor")
	if c := w.store.Changes(); len(c) != 1 || c[0].Analyst != "Ines" {
		t.Errorf("the changes are %+v", c)
	}
}

func TestSwitchingWaitsUntilTypedTextCanBeKept(t *testing.T) {
	w := given(t, modeltest.Flood()...)
	w.open("one")
	w.ok(w.WriteNote("n", w.sentence(), "Half a wor"))
	w.store.Closed = true
	if err := w.SetAnalyst("Omar"); !errors.Is(err, model.ErrReadOnly) || w.Analyst() != "Ines" {
		t.Errorf("the analyst is %s (%v)", w.Analyst(), err)
	}
}

func TestUndoStepsOverTheWorkOfOthers(t *testing.T) {
	w := given(t, modeltest.Flood()...)
	w.open("one")
	w.tag(model.Claim)
	w.works("Omar")
	w.MoveTo(0)
	w.tag(model.Quote, model.Quote)
	w.works("Ines")
	w.undo()
	w.wantLabels("---")
	w.works("Omar")
	w.wantLabels("QQ-")
	w.works("Zoe")
	if _, err := w.Undo(); !errors.Is(err, model.ErrNothingToUndo) {
		t.Errorf("Zoe's undo returns %v", err)
	}
}

func TestUndoSaysWhoHasBuiltOnAChange(t *testing.T) {
	w := given(t, modeltest.Flood()...)
	w.open("one")
	w.ok(w.Split(w.Document().Units[0].Span.Start + 2))
	w.works("Omar")
	w.ok(w.RenameAnalyst("Omar Reyes"))
	w.MoveTo(0)
	w.tag(model.Claim)
	w.works("Ines")
	_, err := w.Undo()
	var built *edit.BuiltOn
	if !errors.As(err, &built) || built.By != "Omar Reyes" {
		t.Errorf("undo returns %v", err)
	}
	if n := len(w.Document().Units); n != 4 {
		t.Errorf("the article has %d units, want 4", n)
	}
}

func TestGoingBackCountsAndRevertsOnlyOwnChanges(t *testing.T) {
	w := given(t, modeltest.Flood()...)
	w.open("one")
	w.tag(model.Claim)
	w.works("Omar")
	w.MoveTo(0)
	w.tag(model.Quote)
	w.works("Ines")
	w.saved()
	if n := w.goBack(0); n != 1 {
		t.Errorf("%d changes are reverted, want 1", n)
	}
	w.wantLabels("---")
	w.works("Omar")
	w.wantLabels("Q--")
}

func TestARenameThatIsAlikeIsRefused(t *testing.T) {
	w := given(t, modeltest.Flood()...)
	w.open("one")
	w.tag(model.Claim)
	w.works("Omar")
	w.tag(model.Claim)
	w.saved()
	w.restart()
	w.works("Omar")
	before := len(w.store.Changes())
	for _, name := range []string{"Ines", "INES", " i nes", "", strings.Repeat("x", 2000)} {
		var refused *value.Error
		if err := w.RenameAnalyst(name); !errors.As(err, &refused) {
			t.Errorf("the name %.20q: %v", name, err)
		}
	}
	if w.Called("Omar") != "Omar" || len(w.store.Changes()) != before {
		t.Error("something has changed")
	}
	w.ok(w.RenameAnalyst("OMAR"))
	if w.Called("Omar") != "OMAR" {
		t.Error("an analyst cannot change the case of the own name")
	}
}

func TestAnalystsAreKnownAsSoonAsTheyHaveDoneSomething(t *testing.T) {
	w := given(t, modeltest.Flood()...)
	w.open("one")
	for _, name := range []string{"Omar", "Zoe"} {
		w.works(name)
		w.tag(model.Claim)
	}
	w.works("Ines") // before anything is durable
	if got := w.Names().All(); !slices.Equal(got, []string{"Omar", "Zoe"}) {
		t.Errorf("the analysts are %q", got)
	}
	var refused *value.Error
	if err := w.RenameAnalyst("zoe"); !errors.As(err, &refused) || refused.By != "Zoe" {
		t.Errorf("the name zoe: %v", err)
	}
}
