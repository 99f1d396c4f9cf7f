package session_test

import (
	"context"
	"errors"
	"slices"
	"testing"
	"time"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/modeltest"
)

// revise revises the codebook, reading what it must.
func (w *world) revise(r edit.Revision) int {
	w.t.Helper()
	plan, err := w.PlanRevision(r)
	if err != nil {
		w.t.Fatal(err)
	}
	if plan.Reads() {
		if err := plan.Read(context.Background(), func(int) {}); err != nil {
			w.t.Fatal(err)
		}
	}
	n, err := w.Revise(plan)
	if err != nil {
		w.t.Fatal(err)
	}
	return n
}

// revised returns the codebook with one label changed.
func revised(book model.Codebook, key model.LabelKey, change func(*model.Label)) model.Codebook {
	book = slices.Clone(book)
	change(&book[book.Index(key)])
	return book
}

func TestRevisingTheCodebookIsOneStep(t *testing.T) {
	w := given(t, modeltest.Flood()...)
	w.open("one")
	w.tag(model.Claim)
	w.happened()
	w.revise(edit.Revision{Verb: edit.ChangeLabel, After: revised(w.StoredCodebook(), model.Claim, func(l *model.Label) { l.Name = "Fact" })})
	w.wantEvents("CodebookChanged{}", "SuggestionsChanged{}")
	if l, _ := w.Codebook().Find(model.Claim); l.Name != "Fact" {
		t.Errorf("the label is called %q", l.Name)
	}
	w.wantLabels("C--")
	w.restart()
	if l, _ := w.Codebook().Find(model.Claim); l.Name != "Fact" {
		t.Errorf("after a restart the label is called %q", l.Name)
	}
	w.undo()
	if l, _ := w.Codebook().Find(model.Claim); l.Name != "Claim" {
		t.Errorf("after undo the label is called %q", l.Name)
	}
}

func TestARetiredLabelIsNotGiven(t *testing.T) {
	w := given(t, modeltest.Flood()...)
	w.open("one")
	w.revise(edit.Revision{Verb: edit.RetireLabel, After: revised(w.StoredCodebook(), model.Quote, func(l *model.Label) { l.Retired = true })})
	if err := w.Tag(model.Quote); !errors.Is(err, model.ErrNoLabel) {
		t.Errorf("a retired label is given: %v", err)
	}
	if n := len(w.Codebook().Current()); n != 2 {
		t.Errorf("%d labels can be given", n)
	}
}

// Annotations made after the plan was read, saved or not, are relabelled as well.
func TestJoiningCountsWhatWasTaggedMeanwhile(t *testing.T) {
	w := given(t, modeltest.Flood()...)
	w.open("one")
	w.tag(model.Quote)
	w.saved()
	plan, err := w.PlanRevision(edit.Revision{
		Verb: edit.JoinLabels, Relabel: map[model.LabelKey]model.LabelKey{model.Quote: model.Claim},
		After: revised(w.StoredCodebook(), model.Quote, func(l *model.Label) { l.Retired = true }),
	})
	if err != nil || !plan.Reads() {
		t.Fatal(err, "nothing to read")
	}
	if err := plan.Read(context.Background(), func(int) {}); err != nil {
		t.Fatal(err)
	}
	w.tag(model.Quote)
	w.tag(model.Background)
	n, err := w.Revise(plan)
	if err != nil || n != 2 {
		t.Errorf("%d annotations changed: %v", n, err)
	}
	w.wantLabels("CCB")
	w.undo()
	w.wantLabels("QQB")
	if len(w.Codebook().Current()) != 3 {
		t.Error("undo does not bring the label back")
	}
}

func TestAnOutdatedLabelIsConfirmedByGivingItAgain(t *testing.T) {
	w := given(t, modeltest.Flood()...)
	w.open("one")
	w.tag(model.Claim)
	w.pass(time.Hour)
	w.revise(edit.Revision{Verb: edit.ChangeLabel, After: revised(w.StoredCodebook(), model.Claim, func(l *model.Label) { l.Definition = "New." })})
	outdated := func() bool {
		a, _ := w.DocumentAt(0).Annotation(w.DocumentAt(0).Units[0].Span, "Ines")
		return w.Codebook().Outdated(a)
	}
	if !outdated() {
		t.Fatal("the annotation is current")
	}
	w.pass(time.Hour)
	w.MoveTo(0)
	w.tag(model.Claim)
	if outdated() {
		t.Error("the annotation is still outdated")
	}
}
