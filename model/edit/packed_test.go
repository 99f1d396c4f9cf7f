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
		key := record.OnSentence(model.ArticleID([]string{"a", "b", "c"}[i%3]), model.Span{Start: i, End: i + 5}, "Ines")
		label := func(label model.LabelKey, at time.Time) *model.Annotation {
			return &model.Annotation{Analyst: key.Analyst, Label: label, At: at}
		}
		var before, after *model.Annotation
		switch i % 5 {
		case 0:
			after = label(model.Claim, at)
		case 1:
			before = label(model.Quote, at.Add(time.Duration(i)))
		case 2:
			before, after = label(model.Quote, at), label(model.Claim, at.Add(1))
		case 3: // this edit and the next do not fit in a row
			after = label(model.Claim, time.Time{})
		case 4:
			after = label("", at)
			after.Analyst = "Somebody else"
		}
		c.Edits = append(c.Edits, Of(key, before, after))
	}
	return withOthers(c)
}

// withOthers appends edits of other kinds.
func withOthers(c Change) Change {
	c.Edits = append(c.Edits,
		Presence{Article: "a", After: true},
		Units{Article: "b", Before: []model.Unit{{Span: model.Span{End: 9}}}},
		OfNote(nil, &model.Note{ID: "n", Target: model.OnOutlet("The Paper")}))
	return withVersions(c)
}

// withVersions appends edits of annotations that do not fit in a row.
func withVersions(c Change) Change {
	v := &record.Version{Stamp: record.StampAt(3, record.Replica{7}, c.At)}
	label := Of(record.OnSentence("a", model.Span{End: 5}, "Ines"), nil, &model.Annotation{Analyst: "Ines", Label: model.Claim, At: c.At})
	brought, made, beside, strange, settling := label, label, label, label, label
	brought.Is = v
	made.Is = &record.Version{Past: v.After()}
	beside.Is, beside.Beside = v, true
	strange.Key.ID = "2"
	settling.Settles = &Settlement{Drops: []any{label.After}}
	c.Edits = append(c.Edits, brought, made, beside, strange, settling)
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
	for name, build := range map[string]func([]Change) Change{"undo": Undoing, "redo": Redoing, "go back": goBack} {
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
		changes, err := h.Undo("")
		if err != nil || len(changes) != 1 || changes[0].Edits != nil || !reflect.DeepEqual(changes[0].Unpacked(), c) {
			t.Errorf("%s: %d changes (%v)", name, len(changes), err)
		}
	}
}

// goBack goes back whoever made the changes.
func goBack(changes []Change) Change { return GoingBack(changes, "") }
