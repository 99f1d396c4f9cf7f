package edit_test

import (
	"errors"
	"reflect"
	"slices"
	"testing"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/modeltest"
	"assay.app/assay/model/record"
)

func labelled(id model.ArticleID, at model.Span, by string, before, after model.LabelKey) edit.Edit {
	of := func(label model.LabelKey) *model.Annotation {
		if label == "" {
			return nil
		}
		return &model.Annotation{Analyst: by, Label: label}
	}
	return edit.Of(record.OnSentence(id, at, by), of(before), of(after))
}

// byTurns returns a history in which Ines makes one change and Omar a later one.
func byTurns(ines, omar edit.Change) *edit.History {
	h := edit.NewHistory(nil)
	ines.ID, ines.Analyst, omar.ID, omar.Analyst = 1, "Ines", 2, "Omar"
	h.Append(ines)
	h.Append(omar)
	return h
}

func TestAChangeThatAnotherAnalystHasBuiltOnIsNotUndone(t *testing.T) {
	docs := modeltest.Flood()
	one, two := docs[0], docs[1]
	first, second := one.Units[0].Span, one.Units[1].Span
	split, err := edit.Splitting(one, 0, 2)
	if err != nil {
		t.Fatal(err)
	}
	half := split.Edits[0].(edit.Units).After[1].Span
	other, err := edit.Splitting(one, 1, second.Start+3)
	if err != nil {
		t.Fatal(err)
	}
	change := func(edits ...edit.Edit) edit.Change { return edit.Change{Edits: edits} }
	entry := func(name string) *record.Entry { return &record.Entry{Label: model.Label{Key: "risk", Name: name}} }
	tagged := change(labelled(one.ID, first, "Ines", "", model.Claim))
	correction := edit.Correcting(one, model.Metadata{Title: "Rain"})
	added := change(edit.Presence{Article: one.ID, After: true}, edit.Presence{Article: two.ID, After: true})
	fresh := change(edit.Of(record.LabelKey("risk"), nil, entry("Risk")))
	for _, c := range []struct {
		name       string
		ines, omar edit.Change
		built      bool
	}{
		{"labels on one sentence", tagged, change(labelled(one.ID, first, "Omar", "", model.Quote)), false},
		{"a label on a sentence that was split", tagged, split, true},
		{"a label on an article that was removed", tagged, change(edit.Removing(one.ID)...), true},
		{"a label on another article that was removed", tagged, change(edit.Removing(two.ID)...), false},
		{"a split, and a label on a half", split, change(labelled(one.ID, half, "Omar", "", model.Claim)), true},
		{"a split, and a label elsewhere", split, change(labelled(one.ID, second, "Omar", "", model.Claim)), false},
		{"a split, and a note on the article", split, change(edit.OfNote(nil, &model.Note{ID: "n", Target: model.OnArticle(one.ID), Analyst: "Omar", Text: "x"})), false},
		{"a split, and another one", split, other, true},
		{"a correction, and a label", correction, change(labelled(one.ID, first, "Omar", "", model.Claim)), false},
		{"two corrections", correction, edit.Correcting(one, model.Metadata{Title: "Sun"}), true},
		{"added articles, and a label in one", added, change(labelled(two.ID, two.Units[0].Span, "Omar", "", model.Claim)), true},
		{"a new label, and its use", fresh, change(labelled(one.ID, first, "Omar", "", "risk")), true},
		{"a changed label, and its use", change(edit.Of(record.LabelKey("risk"), entry("Risk"), entry("Danger"))), change(labelled(one.ID, first, "Omar", "", "risk")), false},
		{"shown layers, and a label", change(edit.Showing(record.Names{}, "Ines", true)), change(labelled(one.ID, first, "Omar", "", model.Claim)), false},
	} {
		h := byTurns(c.ines, c.omar)
		changes, err := h.Undo("Ines")
		var built *edit.BuiltOn
		switch {
		case !c.built && (err != nil || len(changes) != 1 || changes[0].ID != 1):
			t.Errorf("%s: undo returns %d changes (%v)", c.name, len(changes), err)
		case c.built && (!errors.As(err, &built) || built.By != "Omar"):
			t.Errorf("%s: undo returns %v", c.name, err)
		}
		if changes, err := h.Undo("Omar"); err != nil || len(changes) != 1 || changes[0].ID != 2 {
			t.Errorf("%s: Omar cannot undo the last change: %v", c.name, err)
		}
		undone := edit.Undoing([]edit.Change{{ID: 2, Edits: c.omar.Edits}})
		undone.ID, undone.Analyst = 3, "Omar"
		h.Append(undone)
		if changes, err := h.Undo("Ines"); err != nil || len(changes) != 1 {
			t.Errorf("%s: after Omar has undone his change, Ines cannot undo hers: %v", c.name, err)
		}
	}
}

func TestGoingBackKeepsWhatOthersDid(t *testing.T) {
	one := modeltest.Flood()[0]
	first, second := one.Units[0].Span, one.Units[1].Span
	by := func(analyst string, edits ...edit.Edit) edit.Change {
		return edit.Change{Analyst: analyst, Edits: edits}
	}
	tag := func(analyst string, at model.Span) edit.Change {
		return by(analyst, labelled(one.ID, at, analyst, "", model.Claim))
	}
	split, err := edit.Splitting(one, 0, 2)
	if err != nil {
		t.Fatal(err)
	}
	split.Analyst = "Ines"
	half := split.Edits[0].(edit.Units).After[1].Span
	for _, c := range []struct {
		name string
		done []edit.Change // oldest first
		want []edit.Edit
	}{
		{"labels by turns", []edit.Change{tag("Ines", first), tag("Omar", first), tag("Ines", second)}, []edit.Edit{
			labelled(one.ID, second, "Ines", model.Claim, ""), labelled(one.ID, first, "Ines", model.Claim, ""),
		}},
		{"a split that others have built on", []edit.Change{tag("Ines", first), split, tag("Omar", half), tag("Ines", second)}, []edit.Edit{
			labelled(one.ID, second, "Ines", model.Claim, ""),
		}},
		{"an import that others have built on", []edit.Change{by("Ines", edit.Presence{Article: one.ID, After: true}), tag("Omar", first)}, nil},
		{"an import that nobody has built on", []edit.Change{by("Ines", edit.Presence{Article: one.ID, After: true})}, []edit.Edit{
			edit.Presence{Article: one.ID, Before: true}, edit.Of(record.PresenceOf(one.ID), nil, &record.Presence{}),
		}},
		{"a correction of a correction", []edit.Change{
			by("Ines", edit.Metadata{Article: one.ID, After: model.Metadata{Title: "A"}}),
			by("Omar", edit.Metadata{Article: one.ID, Before: model.Metadata{Title: "A"}, After: model.Metadata{Title: "B"}}),
		}, nil},
	} {
		slices.Reverse(c.done)
		got := edit.GoingBack(c.done, "Ines").Edits
		if len(got)+len(c.want) > 0 && !reflect.DeepEqual(got, c.want) {
			t.Errorf("%s: the edits are\n%+v, want\n%+v", c.name, got, c.want)
		}
	}
}
