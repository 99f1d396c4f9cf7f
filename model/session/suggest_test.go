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
)

// ferry returns an article of four sentences. The first three have the suggestions
// quote, background and claim.
func ferry() *model.Document {
	d := modeltest.Article("ferry", "Tide Post")
	d.Metadata.Language, d.Metadata.Published = "en", "2031-03-14"
	put(d, "“We saw it coming,” the harbour master said.", "The ferry dates from 1998.", "The pier costs $3 million.", "Rain fell.")
	return d
}

// put replaces the text of a document with one paragraph of these sentences.
func put(d *model.Document, sentences ...string) {
	d.Text = strings.Join(sentences, " ")
	d.Paragraphs = []model.Span{{End: len(d.Text)}}
	d.Units = nil
	start := 0
	for _, s := range sentences {
		d.Units = append(d.Units, model.Unit{Span: model.Span{Start: start, End: start + len(s)}})
		start += len(s) + 1
	}
}

// suggesting starts a session that suggests labels.
func suggesting(t *testing.T, docs ...*model.Document) *world {
	t.Helper()
	w := given(t, docs...)
	w.opts.Suggest = true
	w.restart()
	return w
}

// suggested returns the letters of the suggestions for the open article, one for
// each unit; "-" if there is none.
func (w *world) suggested() string {
	out := ""
	for i := range w.Document().Units {
		letter := "-"
		if found, ok := w.SuggestionIn(w.Document(), i); ok {
			l, _ := w.Codebook().Find(found.Label)
			letter = l.Letter
		}
		out += letter
	}
	return out
}

func (w *world) wantSuggested(want string) {
	w.t.Helper()
	if got := w.suggested(); got != want {
		w.t.Errorf("the suggestions are %s, want %s", got, want)
	}
}

func TestASuggestionIsNotAnAnnotation(t *testing.T) {
	w := suggesting(t, ferry())
	w.open("ferry")
	w.wantSuggested("QBC-")
	w.wantLabels("----")
	w.wantChanges(0)
	w.restart()
	w.open("ferry")
	w.wantLabels("----")
	if len(w.store.Find("ferry").Annotations) != 0 {
		t.Error("the store holds annotations")
	}
}

func TestASuggestionIsAcceptedAndTheCursorMovesOn(t *testing.T) {
	w := suggesting(t, ferry())
	w.open("ferry")
	w.ok(w.Accept())
	w.wantAt("ferry", 1)
	w.wantLabels("Q---")
	w.wantSuggested("-BC-")
	if c := w.store.Changes(); len(c) != 1 || c[0].Verb != edit.Accept {
		t.Errorf("the changes are %+v", c)
	}
	w.undo()
	w.wantAt("ferry", 0)
	w.wantLabels("----")
	w.wantSuggested("QBC-")
	w.redo()
	w.wantLabels("Q---")
	w.saved()
	w.restart()
	w.open("ferry")
	w.wantLabels("Q---")
}

func TestAcceptingStaysWhenAdvancingIsOff(t *testing.T) {
	w := suggesting(t, ferry())
	w.SetAdvance(false)
	w.open("ferry")
	w.ok(w.Accept())
	w.wantAt("ferry", 0)
	if err := w.Accept(); !errors.Is(err, model.ErrNoSuggestion) {
		t.Errorf("accepting on a labelled sentence returns %v", err)
	}
	w.wantChanges(1)
}

func TestNothingIsAcceptedWhereNothingIsSuggested(t *testing.T) {
	w := suggesting(t, ferry())
	if err := w.Accept(); !errors.Is(err, model.ErrNoSuggestion) {
		t.Errorf("Accept without an article returns %v", err)
	}
	if _, err := w.AcceptAll(); !errors.Is(err, model.ErrNoArticle) {
		t.Errorf("AcceptAll without an article returns %v", err)
	}
	w.open("ferry")
	w.MoveTo(3)
	if err := w.Accept(); !errors.Is(err, model.ErrNoSuggestion) {
		t.Errorf("Accept without a suggestion returns %v", err)
	}
	w.wantChanges(0)
}

func TestAllSuggestionsOfAnArticleAreOneChange(t *testing.T) {
	w := suggesting(t, ferry())
	w.open("ferry")
	w.MoveTo(1)
	w.tag(model.Claim) // differs from the suggestion, and is kept
	w.MoveTo(0)
	n, err := w.AcceptAll()
	w.ok(err)
	if n != 2 {
		t.Errorf("%d suggestions were accepted", n)
	}
	w.wantLabels("QCC-")
	w.wantSuggested("----")
	w.wantAt("ferry", 3) // the only sentence that is still unlabelled
	w.wantChanges(2)
	w.undo()
	w.wantLabels("-C--")
	w.redo()
	w.wantLabels("QCC-")
	n, err = w.AcceptAll()
	w.ok(err)
	if n != 0 {
		t.Errorf("%d more suggestions were accepted, want none", n)
	}
	w.wantChanges(4)
}

func TestAcceptingAllKeepsTheLabelsOfOthers(t *testing.T) {
	doc := ferry()
	doc.SetAnnotation(doc.Units[0].Span, "Ada", &model.Annotation{Analyst: "Ada", Label: model.Claim})
	w := suggesting(t, doc)
	w.open("ferry")
	_, err := w.AcceptAll()
	w.ok(err)
	w.wantLabels("QBC-")
	if a, _ := w.Document().Annotation(doc.Units[0].Span, "Ada"); a.Label != model.Claim {
		t.Errorf("Ada's label is %q", a.Label)
	}
}

// A change with so many edits is not applied edit by edit; see mostApplied.
func TestAllSuggestionsOfALongArticleAreOneChange(t *testing.T) {
	long := ferry()
	var sentences []string
	for i := range 500 {
		sentences = append(sentences, fmt.Sprintf("The pier costs $%d million.", i+2))
	}
	put(long, append(sentences, "Rain fell.")...)
	w := suggesting(t, long)
	w.open("ferry")
	n, err := w.AcceptAll()
	w.ok(err)
	w.saved()
	if want := strings.Repeat("C", 500) + "-"; n != 500 || w.labels() != want {
		t.Errorf("%d suggestions were accepted; the labels are %s", n, w.labels())
	}
	w.wantAt("ferry", 500)
	w.undo()
	w.saved()
	w.wantLabels(strings.Repeat("-", 501))
	w.wantChanges(2)
}

func TestAChangeOfManySentencesIsOneEvent(t *testing.T) {
	long := ferry()
	put(long, strings.Split(strings.Repeat("The pier costs $3 million.|", 100)+"Rain fell.", "|")...)
	w := suggesting(t, long)
	w.open("ferry")
	w.ok(w.OpenBeside())
	w.happened()
	_, err := w.AcceptAll()
	w.ok(err)
	w.wantLabels(strings.Repeat("C", 100) + "-")
	w.wantEvents("SaveChanged{}", "SummaryChanged{ferry}", "Beside{0 {-1}}", "UnitChanged{-1}", "CursorMoved{0 100}")
	w.undo()
	w.wantLabels(strings.Repeat("-", 101))
}

func TestADismissedSuggestionIsGoneUntilTheyAreCalledBack(t *testing.T) {
	w := suggesting(t, ferry())
	w.open("ferry")
	if !w.Dismiss() || w.Dismiss() {
		t.Error("Dismiss does not return true and then false")
	}
	w.wantSuggested("-BC-")
	n, err := w.AcceptAll()
	w.ok(err)
	if n != 2 {
		t.Errorf("%d suggestions were accepted", n)
	}
	w.wantLabels("-BC-")
	w.SetSuggest(false)
	w.SetSuggest(true)
	w.wantSuggested("Q---")
}

func TestSuggestionsAreTurnedOff(t *testing.T) {
	w := suggesting(t, ferry())
	w.open("ferry")
	w.happened()
	w.SetSuggest(false)
	w.SetSuggest(false)
	w.wantEvents("SuggestionsChanged{}")
	w.wantSuggested("----")
	if err := w.Accept(); !errors.Is(err, model.ErrNoSuggestion) {
		t.Errorf("accepting returns %v", err)
	}
	if got := w.Speaker(); got != "the harbour master" { // the speaker does not depend on suggestions
		t.Errorf("the speaker is %q", got)
	}
}

func TestTheSpeakerIsReturnedWhateverTheLabel(t *testing.T) {
	w := suggesting(t, ferry())
	if got := w.Speaker(); got != "" {
		t.Errorf("without an article the speaker is %q", got)
	}
	w.open("ferry")
	w.tag(model.Claim)
	for unit, want := range []string{"the harbour master", "", "", ""} {
		w.MoveTo(unit)
		if got := w.Speaker(); got != want {
			t.Errorf("the speaker of unit %d is %q, want %q", unit, got, want)
		}
	}
}

func TestSuggestionsFollowHowTheArticleIsDivided(t *testing.T) {
	w := suggesting(t, ferry())
	w.open("ferry")
	w.wantSuggested("QBC-")
	w.MoveTo(1)
	w.ok(w.Merge(edit.NoSide))
	w.wantSuggested("QB-")
	w.undo()
	w.wantSuggested("QBC-")
	w.MoveTo(2)
	w.ok(w.ToggleAside())
	w.wantSuggested("QB--")
	w.MoveTo(0)
	w.ok(w.Split(len("“We saw it coming,” ")))
	w.wantSuggested("QCB--")
}

func TestSuggestionsFollowTheYearOfTheArticle(t *testing.T) {
	w := suggesting(t, ferry())
	w.open("ferry")
	w.wantSuggested("QBC-")
	then := w.Document().Metadata
	then.Published = "1998-05-01"
	w.ok(w.CorrectMetadata("ferry", then))
	w.wantSuggested("QCC-")
}

func TestBothPlacesShowTheSameSuggestions(t *testing.T) {
	w := suggesting(t, append(modeltest.Flood(), ferry())...)
	w.open("ferry")
	w.ok(w.OpenBeside())
	w.open("ferry")
	w.happened()
	w.MoveTo(1)
	w.ok(w.Accept())
	for place := range w.Places() {
		if _, ok := w.SuggestionIn(w.DocumentAt(place), 1); ok {
			t.Errorf("place %d still shows the accepted suggestion", place)
		}
	}
	w.happened()
	if !w.Dismiss() {
		t.Fatal("there is no suggestion to dismiss")
	}
	w.wantEvents("Beside{0 {}}", "SuggestionsChanged{}")
	w.open("one")
	if n, err := w.AcceptAll(); n != 1 || err != nil {
		t.Errorf("AcceptAll in another article returns %d, %v", n, err)
	}
}

// A long article is passed to Options.Elsewhere, and shows no suggestions until
// that is done.
func TestALongArticleIsProcessedElsewhere(t *testing.T) {
	long := ferry()
	put(long, "The pier costs $3 million.", strings.Repeat("rain ", 50_000)+"is rain.", "It rose by 4 percent.")
	w := given(t, long, ferry2())
	var works, dones []func()
	w.opts.Suggest = true
	w.opts.Elsewhere = func(work, done func()) {
		works, dones = append(works, work), append(dones, done)
	}
	w.restart()
	w.open("two-piers")
	w.wantSuggested("C")
	if len(works) != 0 {
		t.Error("a short article is processed elsewhere")
	}
	w.open("ferry")
	w.wantSuggested("---")
	w.wantSuggested("---")
	if len(works) != 1 {
		t.Fatalf("the article is processed %d times", len(works))
	}
	w.happened()
	works[0]()
	w.wantSuggested("---")
	dones[0]()
	w.wantEvents("SuggestionsChanged{}")
	w.wantSuggested("C-C")

	// Suggestions for another division of the text are not used. Until new ones are
	// ready, unchanged sentences keep theirs.
	w.ok(w.Split(len("The pier ")))
	w.wantSuggested("---C")
	w.undo()
	w.wantSuggested("C-C")
	works[1]()
	w.happened()
	dones[1]()
	w.wantEvents()
	w.wantSuggested("C-C")
	works[2]()
	dones[2]()
	w.wantEvents("SuggestionsChanged{}")
	w.wantSuggested("C-C")
}

func ferry2() *model.Document {
	d := modeltest.Article("two-piers", "Tide Post")
	put(d, "The pier costs $3 million.")
	return d
}

func TestNothingIsAcceptedWhileNothingCanBeWritten(t *testing.T) {
	w := suggesting(t, ferry())
	w.open("ferry")
	w.fails()
	if err := w.Accept(); !errors.Is(err, model.ErrReadOnly) {
		t.Errorf("accepting returns %v", err)
	}
	if _, err := w.AcceptAll(); !errors.Is(err, model.ErrReadOnly) {
		t.Errorf("accepting all returns %v", err)
	}
	w.wantLabels("----")
	w.wantChanges(0)
}

func TestSuggestionsAreForTheAnalystAtWork(t *testing.T) {
	w := suggesting(t, ferry())
	w.open("ferry")
	_, err := w.AcceptAll()
	w.ok(err)
	w.undo()
	if !w.Dismiss() {
		t.Fatal("there is no suggestion to dismiss")
	}
	w.redo()
	w.ok(w.SetAnalyst("Ada"))
	w.wantSuggested("QBC-")
	if !slices.Contains(w.happened(), "ArticleOpened{ferry}") {
		t.Error("ArticleOpened is not emitted")
	}
}
