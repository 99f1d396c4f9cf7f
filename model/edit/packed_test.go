package edit

import (
	"reflect"
	"slices"
	"testing"
	"time"

	"assay.app/assay/model"
	"assay.app/assay/model/record"
)

// manyEdits returns a change with n annotation edits and three edits of other
// kinds.
func manyEdits(n int) Change {
	at := time.Date(2031, 2, 3, 4, 5, 6, 7, time.UTC)
	c := Change{ID: 7, Analyst: "Ines", Verb: Load, Batch: "b", At: at}
	for i := range n {
		a := Of[model.Annotation](record.OnSentence(model.ArticleID([]string{"a", "b", "c"}[i%3]), model.Span{Start: i, End: i + 5}, "Ines"), nil, nil)
		label := func(key model.LabelKey, at time.Time) *model.Annotation {
			return &model.Annotation{Analyst: a.Analyst, Label: key, At: at}
		}
		switch i % 5 {
		case 0:
			a.After = label(model.Claim, at)
		case 1:
			a.Before = label(model.Quote, at.Add(time.Duration(i)))
		case 2:
			a.Before, a.After = label(model.Quote, at), label(model.Claim, at.Add(1))
		case 3: // this edit and the next do not fit in a row
			a.After = label(model.Claim, time.Time{})
		case 4:
			a.After = label("", at)
			a.After.Analyst = "Somebody else"
		}
		c.Edits = append(c.Edits, a)
	}
	return withOthers(c)
}

// withOthers appends edits of other kinds.
func withOthers(c Change) Change {
	c.Edits = append(c.Edits,
		Presence{Article: "a", After: true},
		Units{Article: "b", Before: []model.Unit{{Span: model.Span{End: 9}}}},
		OfNote(nil, &model.Note{ID: "n", Target: model.OnOutlet("The Paper")}))
	return c
}

func TestAPackedChangeHasTheSameEdits(t *testing.T) {
	c := manyEdits(3 * bulk)
	packed := c.Packed()
	if packed.Edits != nil || packed.Len() != len(c.Edits) {
		t.Fatalf("%d edits are packed, of %d", packed.Len(), len(c.Edits))
	}
	if got := slices.Collect(packed.All()); !reflect.DeepEqual(got, c.Edits) {
		t.Error("other edits come out than went in")
	}
	if got := packed.Unpacked(); !reflect.DeepEqual(got, c) {
		t.Error("unpacked, the change is another")
	}
	for _, id := range []model.ArticleID{"a", "b", "c", "d", ""} {
		if got, want := packed.About(id), c.About(id); !reflect.DeepEqual(got, want) {
			t.Errorf("about %q: %d edits, want %d", id, len(got.Edits), len(want.Edits))
		}
	}
	for name, build := range map[string]func([]Change) Change{"undo": Undoing, "redo": Redoing, "go back": GoingBack} {
		if got, want := build([]Change{packed, packed}), build([]Change{c, c}); !reflect.DeepEqual(got, want) {
			t.Errorf("%s: packed changes make another change", name)
		}
	}
	if small := manyEdits(3); !reflect.DeepEqual(small.Packed(), small) {
		t.Error("a small change is packed")
	}
}

func TestAHistoryHoldsLargeChangesPacked(t *testing.T) {
	c := manyEdits(bulk)
	fetched := NewHistory(func(before uint64, _ int) ([]Change, error) {
		if before <= c.ID {
			return nil, nil
		}
		return []Change{c}, nil
	})
	appended := NewHistory(nil)
	appended.Append(c)
	for name, h := range map[string]*History{"fetched": fetched, "appended": appended} {
		changes, err := h.Undo()
		if err != nil || len(changes) != 1 || changes[0].Edits != nil || !reflect.DeepEqual(changes[0].Unpacked(), c) {
			t.Errorf("%s: %d changes (%v)", name, len(changes), err)
		}
	}
}
