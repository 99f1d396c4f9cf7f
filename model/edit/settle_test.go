package edit_test

import (
	"reflect"
	"testing"
	"time"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/modeltest"
	"assay.app/assay/model/record"
)

// conflictOf returns a conflict of two versions of a record.
func conflictOf(e modeltest.Example) record.Conflict {
	return record.Conflict{Which: 1, Held: []record.Held{
		{Key: e.Key, Version: *version(4, 2), Content: e.One},
		{Key: e.Key, Version: *version(3, 1), Content: e.Other},
	}}
}

// below is the stamp of a version that is made beside another.
var below = record.StampAt(9, record.Replica{9}, noon)

func TestTheStoreCompletesADecision(t *testing.T) {
	for _, e := range modeltest.Examples(t) {
		c := conflictOf(e)
		stands, beside := c.Held[0], c.Held[1]
		removed := edit.Record{Key: e.Key, Before: e.Other, Was: &beside.Version, Beside: true}
		by := "Ines"
		if e.Key.Analyst != "" || e.Key.Kind == record.Note {
			by = "" // the key or the content says so
		}
		made := func(past []record.Run, was record.Version, e edit.Record) edit.Record {
			e.Was, e.Is = &was, &record.Version{Past: past}
			return e
		}
		both := record.Joined(stands.Version.After(), beside.Version.After())
		for _, w := range []struct {
			name string
			edit edit.Record
			held []record.Held
			want func(edit.Record) []edit.Edit
		}{
			{"taking", decision(edit.Taking(c, nil)), c.Held, func(r edit.Record) []edit.Edit {
				return []edit.Edit{
					removed, made(beside.Version.After(), stands.Version, r),
					edit.Record{Key: e.Key, After: e.One, Is: &stands.Version, Beside: true},
				}
			}},
			{"keeping", decision(edit.Keeping(c)), c.Held, func(r edit.Record) []edit.Edit {
				return []edit.Edit{removed, made(both, stands.Version, r)}
			}},
			{"undoing a keep", decision(edit.Keeping(c)).Inverse().(edit.Record), c.Held[:1], func(r edit.Record) []edit.Edit {
				return []edit.Edit{
					made(stands.Version.After(), stands.Version, r),
					edit.Record{Key: e.Key, After: e.Other, Is: &record.Version{Stamp: below, By: by}, Beside: true},
				}
			}},
			{"keeping what is not there", decision(edit.Keeping(c)), c.Held[:1], func(r edit.Record) []edit.Edit {
				return []edit.Edit{made(stands.Version.After(), stands.Version, r)}
			}},
		} {
			if !w.edit.Unsettled() {
				t.Fatalf("%s, %s: it is complete", e.Name, w.name)
			}
			got := w.edit.Settled(w.held, []record.Stamp{below}, "Ines")
			if want := w.want(w.edit); !reflect.DeepEqual(got, want) {
				t.Errorf("%s, %s:\n%+v, want\n%+v", e.Name, w.name, got, want)
			}
			c := edit.Change{ID: 7, Edits: got}
			if c.Unsettled() {
				t.Errorf("%s, %s: it is not complete", e.Name, w.name)
			}
			if undo := edit.Undoing([]edit.Change{c}); !reflect.DeepEqual(undo.Edits, []edit.Edit{w.edit.Inverse()}) {
				t.Errorf("%s, %s is undone by %+v", e.Name, w.name, undo.Edits)
			}
			if redo := edit.Redoing([]edit.Change{c}); !reflect.DeepEqual(redo.Edits, []edit.Edit{w.edit}) {
				t.Errorf("%s, %s is redone by %+v", e.Name, w.name, redo.Edits)
			}
		}
	}
}

func TestDecisionsAreCombined(t *testing.T) {
	key := record.OnSentence("a", model.Span{Start: 0, End: 9}, "Ines")
	content := map[string]any{"deleted": nil}
	for i, name := range []string{"a", "b", "c"} {
		content[name] = &model.Annotation{Analyst: "Ines", Label: model.Claim, At: noon.Add(time.Duration(i) * time.Hour)}
	}
	decide := func(before, after string, drops, leaves []string) edit.Edit {
		s := &edit.Settlement{}
		for _, name := range drops {
			s.Drops = append(s.Drops, content[name])
		}
		for _, name := range leaves {
			s.Leaves = append(s.Leaves, content[name])
		}
		return edit.Record{Key: key, Before: content[before], After: content[after], Settles: s}
	}
	take := func(before, after string) edit.Edit {
		return decide(before, after, []string{after}, []string{before})
	}
	plain := func(before, after string) edit.Edit {
		return edit.Record{Key: key, Before: content[before], After: content[after]}
	}
	for _, c := range []struct {
		name       string
		done, want []edit.Edit
	}{
		{"a take", []edit.Edit{take("a", "b")}, []edit.Edit{take("a", "b")}},
		{"a take, and back", []edit.Edit{take("a", "b"), take("b", "a")}, nil},
		{"two takes", []edit.Edit{take("a", "b"), take("b", "c")}, []edit.Edit{take("a", "c")}},
		{"a take and a change", []edit.Edit{take("a", "b"), plain("b", "c")}, []edit.Edit{decide("a", "c", []string{"b"}, []string{"a"})}},
		{"a change and a take", []edit.Edit{plain("a", "c"), take("c", "b")}, []edit.Edit{decide("a", "b", []string{"b"}, []string{"c"})}},
		{"a keep", []edit.Edit{decide("a", "a", []string{"deleted"}, nil)}, []edit.Edit{decide("a", "a", []string{"deleted"}, nil)}},
		{"a keep, and back", []edit.Edit{decide("a", "a", []string{"b"}, nil), decide("a", "a", nil, []string{"b"})}, nil},
		{"a take and a keep", []edit.Edit{take("a", "b"), decide("b", "b", []string{"a"}, nil)}, []edit.Edit{decide("a", "b", []string{"b"}, nil)}},
	} {
		got, want := edit.Net(stepsOf(c.done...)), c.want
		if len(got)+len(want) > 0 && !sameDecisions(got, want) {
			t.Errorf("%s: %+v, want %+v", c.name, got, want)
		}
	}
}

// sameDecisions compares edits of one record, but not the order of contents in a list.
func sameDecisions(a, b []edit.Edit) bool {
	if len(a) != 1 || len(b) != 1 {
		return false
	}
	set := func(list []any) map[any]bool {
		m := map[any]bool{}
		for _, c := range list {
			m[c] = true
		}
		return m
	}
	x, y := a[0].(edit.Record), b[0].(edit.Record)
	return x.Before == y.Before && x.After == y.After &&
		reflect.DeepEqual(set(x.Settles.Drops), set(y.Settles.Drops)) && reflect.DeepEqual(set(x.Settles.Leaves), set(y.Settles.Leaves))
}

// decision returns the edit of a change that decides a conflict. It is the last one: the
// edits before bring the article in line.
func decision(c edit.Change) edit.Record { return c.Edits[len(c.Edits)-1].(edit.Record) }
