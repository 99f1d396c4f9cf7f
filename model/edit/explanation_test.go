package edit_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"assay.app/assay/model"
	"assay.app/assay/model/record"
)

// explain adds an explanation.
func (w *table) explain(analyst, title string) model.ExplanationID {
	w.t.Helper()
	c, id, err := w.by(analyst).NewExplanation(title)
	w.make(c, err)
	return id
}

// explanations returns the titles of the explanations, in their order.
func (w *table) explanations() (all []string) {
	for _, e := range w.records.Explanations() {
		all = append(all, e.Title)
	}
	return all
}

func TestExplanationsAreAddedRenamedAndRemoved(t *testing.T) {
	w := &table{t: t}
	a := w.explain("Ines", " It was\n under repair ")
	w.inverse()
	b := w.explain("Oskar", "It had been hit")
	w.want("added", w.explanations(), []string{"It was  under repair", "It had been hit"})
	w.make(w.by("Oskar").RenamingExplanation(a, "It was being repaired")) // the list is the project's
	w.inverse()
	if c, err := w.by("Ines").RenamingExplanation(a, " It was being repaired"); err != nil || len(c.Edits) > 0 {
		t.Errorf("the same title: %+v, %v", c, err)
	}
	w.make(w.by("Ines").RemovingExplanation(b))
	w.inverse()
	w.want("removed", w.explanations(), []string{"It was being repaired"})
	by := w.by("Ines")
	for name, c := range map[string]struct{ err, want error }{
		"an empty title":   {first(by.RenamingExplanation(a, " ")), model.ErrValue},
		"renamed, removed": {first(by.RenamingExplanation(b, "x")), model.ErrNoExplanation},
		"moved, removed":   {first(by.MovingExplanation(b, 0)), model.ErrNoExplanation},
		"removed again":    {first(by.RemovingExplanation(b)), model.ErrNoExplanation},
		"rated, removed":   {first(by.Rating(b, "s", model.Consistent)), model.ErrNoExplanation},
	} {
		if !errors.Is(c.err, c.want) {
			t.Errorf("%s: %v, want %v", name, c.err, c.want)
		}
	}
	if _, _, err := by.NewExplanation(""); !errors.Is(err, model.ErrValue) {
		t.Errorf("without a title: %v", err)
	}
}

func TestExplanationsMoveAsInAList(t *testing.T) {
	r := rand.New(rand.NewPCG(23, 1))
	w := &table{t: t}
	var want []string
	for i := range 6 {
		w.explain("Ines", fmt.Sprint(i))
		want = append(want, fmt.Sprint(i))
	}
	for range 60 {
		from, to := r.IntN(len(want)), r.IntN(len(want)+2)-1
		before := w.explanations()
		w.make(w.by("Ines").MovingExplanation(w.records.Explanations()[from].ID, to))
		title := want[from]
		want = slices.Delete(want, from, from+1)
		want = slices.Insert(want, min(max(to, 0), len(want)), title)
		w.want("moved", w.explanations(), want)
		w.inverse()
		w.undo()
		w.want("undone", w.explanations(), before)
		w.make(w.by("Ines").MovingExplanation(w.records.Explanations()[from].ID, to))
	}
}

func TestStatementsAreRatedForAnExplanation(t *testing.T) {
	w := &table{t: t}
	a, b := w.add("Ines", "The bridge was shut"), w.add("Ines", "The bridge was closed")
	e := w.explain("Ines", "It was under repair")
	fit := func(by string, id model.StatementID, want model.Fit) {
		t.Helper()
		if got := w.records.Fit(by, e, id); got != want {
			t.Errorf("%s rates %q as %q, want %q", by, id, got, want)
		}
	}
	w.make(w.by("Ines").Rating(e, a, model.Consistent))
	w.make(w.by("Oskar").Rating(e, a, model.Inconsistent))
	w.inverse()
	fit("Ines", a, model.Consistent)
	fit("Oskar", a, model.Inconsistent)
	if c, err := w.by("Ines").Rating(e, a, model.Consistent); err != nil || len(c.Edits) > 0 {
		t.Errorf("the same rating: %+v, %v", c, err)
	}
	w.make(w.by("Ines").Joining(a, b))
	fit("Ines", b, model.Consistent) // that of the statement that was joined into it
	w.make(w.by("Ines").Rating(e, b, model.NeitherFit))
	fit("Ines", a, model.NeitherFit)
	fit("Oskar", b, model.Inconsistent)
	w.make(w.by("Ines").Rating(e, a, ""))
	w.inverse()
	fit("Ines", a, "")
	fit("Ines", b, "")
	if _, err := w.by("Ines").RemovingExplanation(e); !errors.Is(err, model.ErrExplanationUsed) {
		t.Errorf("the explanation was removed: %v", err)
	}
	w.make(w.by("Oskar").Rating(e, b, ""))
	w.make(w.by("Ines").Rating(e, b, model.Consistent))
	w.make(w.by("Ines").RemovingExplanation(e))
	w.inverse()
	if left := w.records.Keys(record.RatingKind, func(model.Key) bool { return true }); len(left) > 0 {
		t.Errorf("left are %+v", left)
	}
	w.undo()
	fit("Ines", b, model.Consistent)
	for name, c := range map[string]struct{ err, want error }{
		"an unknown statement": {first(w.by("Ines").Rating(e, "x", model.Consistent)), model.ErrNoStatement},
		"another fit":          {first(w.by("Ines").Rating(e, b, "perhaps")), model.ErrValue},
	} {
		if !errors.Is(c.err, c.want) {
			t.Errorf("%s: %v, want %v", name, c.err, c.want)
		}
	}
}
