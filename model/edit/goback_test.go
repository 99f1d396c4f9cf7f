package edit_test

import (
	"math/rand/v2"
	"reflect"
	"testing"
	"time"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/modeltest"
	"assay.app/assay/model/record"
)

func TestGoingBackStepsOverWhatWasBrought(t *testing.T) {
	v1, v2 := version(1, 7), version(2, 7)
	for _, e := range modeltest.Examples(t) {
		made := func(before, after any) edit.Edit { return edit.Record{Key: e.Key, Before: before, After: after} }
		brought := func(before, after any) edit.Edit {
			return edit.Record{Key: e.Key, Before: before, After: after, Was: v1, Is: v2}
		}
		took := edit.Record{Key: e.Key, Before: e.Other, After: e.One, Is: &record.Version{Past: v2.After()}}
		beside := edit.Record{Key: e.Key, After: e.One, Is: v1, Beside: true}
		for _, c := range []struct {
			name       string
			done, want []edit.Edit
		}{
			{"made", []edit.Edit{made(nil, e.One)}, []edit.Edit{made(e.One, nil)}},
			{"brought", []edit.Edit{brought(nil, e.One)}, nil},
			{"made and then brought", []edit.Edit{made(nil, e.One), brought(e.One, e.Other)}, nil},
			{"brought and then changed", []edit.Edit{brought(nil, e.One), made(e.One, e.Other)}, []edit.Edit{made(e.Other, e.One)}},
			{"brought and then changed twice", []edit.Edit{brought(nil, e.One), made(e.One, nil), made(nil, e.Other)}, []edit.Edit{made(e.Other, e.One)}},
			{"made, brought and changed", []edit.Edit{made(nil, e.One), brought(e.One, e.Other), made(e.Other, nil)}, []edit.Edit{made(nil, e.Other)}},
			{"made with a past", []edit.Edit{brought(nil, e.Other), took}, []edit.Edit{made(e.One, e.Other)}},
			{"made and another kept beside", []edit.Edit{made(nil, e.Other), beside}, []edit.Edit{made(e.Other, nil)}},
		} {
			got := edit.GoingBack(stepsOf(c.done...), "")
			if got.Verb != edit.GoBack || len(got.Edits)+len(c.want) > 0 && !reflect.DeepEqual(got.Edits, c.want) {
				t.Errorf("%s, %s: %+v, want %+v", e.Name, c.name, got, c.want)
			}
		}
	}
}

// TestGoingBackAndTheNetOfRandomChanges makes random changes to labels, some of which are
// brought from another copy, and compares the outcome with a list of all states.
func TestGoingBackAndTheNetOfRandomChanges(t *testing.T) {
	seed := uint64(time.Now().UnixNano())
	t.Logf("seed %d", seed)
	rng := rand.New(rand.NewPCG(seed, 7))
	keys := []model.Key{
		record.OnSentence("a", model.Span{End: 9}, "Ines"), record.OnSentence("a", model.Span{End: 9}, "Oskar"),
		record.LabelKey("risk"),
		{Kind: modeltest.UnknownKind, ID: "x"},
	}
	type state map[model.Key]any
	for range 500 {
		now := state{}
		var changes []edit.Change // newest first
		begin := 1 + rng.IntN(5)
		var then state              // before the changes to go back over
		kept := map[model.Key]any{} // the contents of what was brought since
		for id := range begin + rng.IntN(20) {
			if id == begin {
				then, changes = clone(now), nil
				clear(kept)
			}
			c := edit.Change{ID: uint64(id)}
			for range 1 + rng.IntN(3) {
				key := keys[rng.IntN(len(keys))]
				e := edit.Record{Key: key, Before: now[key], After: content(key, rng)}
				if rng.IntN(6) == 0 {
					e.Was, e.Is = version(1, 7), version(2, 7)
					kept[key] = e.After
				}
				now[key] = e.After
				c.Edits = append(c.Edits, e)
			}
			changes = append([]edit.Change{c}, changes...)
		}
		if then == nil {
			continue
		}
		want := clone(then)
		for key, content := range kept {
			want[key] = content
		}
		compare(t, "going back", now, edit.GoingBack(changes, "").Edits, want)
		compare(t, "the net", then, edit.Net(changes), now)
	}
}

func clone(s map[model.Key]any) map[model.Key]any {
	out := map[model.Key]any{}
	for key, content := range s {
		out[key] = content
	}
	return out
}

// content returns a random content for a record, or nil.
func content(key model.Key, rng *rand.Rand) any {
	n := rng.IntN(3)
	switch {
	case n == 0:
		return nil
	case key.Kind == record.Annotation:
		return &model.Annotation{Analyst: key.Analyst, Label: []model.LabelKey{model.Claim, model.Quote}[n-1], At: noon}
	case key.Kind == record.Label:
		return &record.Entry{Label: model.Label{Key: "risk"}, Position: n}
	}
	return &record.Raw{CBOR: []byte{byte(n)}}
}

// compare fails the test unless edits lead from one state to another, with at most one
// edit of each record.
func compare(t *testing.T, what string, from map[model.Key]any, edits []edit.Edit, want map[model.Key]any) {
	t.Helper()
	got, seen := map[model.Key]any{}, map[model.Key]bool{}
	for key := range want {
		got[key] = from[key]
	}
	for key := range from {
		got[key] = from[key]
	}
	for _, e := range edits {
		r := e.(edit.Record)
		if seen[r.Key] || !r.Kind().Same(got[r.Key], r.Before) {
			t.Fatalf("%s has the edit %+v of %+v", what, r, got[r.Key])
		}
		seen[r.Key], got[r.Key] = true, r.After
	}
	for key := range got {
		if !record.Of(key.Kind).Same(got[key], want[key]) {
			t.Fatalf("%s leads to %+v of %+v, want %+v", what, got[key], key, want[key])
		}
	}
}

// The record of an article's presence never contradicts the edit of the presence.
func TestGoingBackKeepsThePresenceOfAnArticleAndItsRecordTogether(t *testing.T) {
	imported := edit.Change{Verb: edit.Import, Edits: []edit.Edit{edit.Presence{Article: "a", After: true}}}
	removed := edit.Change{Verb: edit.Remove, Edits: edit.Removing("a")}
	loaded := edit.Change{Verb: edit.Load, Edits: edit.PuttingBack("a")}
	for _, c := range []struct {
		over    string
		changes []edit.Change // newest first
		want    []edit.Edit
	}{
		{"an import", []edit.Change{imported}, edit.Removing("a")},
		{"a removal", []edit.Change{removed}, edit.PuttingBack("a")},
		{"an import and a removal", []edit.Change{removed, imported}, nil},
		{"a load that put it back", []edit.Change{loaded}, nil},
		{"a removal and a load that put it back", []edit.Change{loaded, removed}, nil},
		{"the undoing of such a load", []edit.Change{edit.Undoing([]edit.Change{loaded})}, nil},
	} {
		if got := edit.GoingBack(c.changes, "").Edits; len(got)+len(c.want) > 0 && !reflect.DeepEqual(got, c.want) {
			t.Errorf("going back over %s makes %+v, want %+v", c.over, got, c.want)
		}
	}
}
