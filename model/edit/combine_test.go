package edit_test

import (
	"encoding/binary"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/record"
)

// replica models the records of a copy of a project. It applies edits as the store does.
type replica struct {
	id      record.Replica
	counter uint64
	held    map[model.Key][]record.Held
	done    []edit.Change // what undo can reverse
	undone  []edit.Change // what redo can repeat
}

// apply makes the edits of a change at a time, and returns the change as it is stored.
func (r *replica) apply(t *testing.T, c edit.Change, at time.Time) edit.Change {
	t.Helper()
	spare := 0
	for _, e := range c.Edits {
		e := e.(edit.Record)
		if e.Is != nil {
			r.counter = max(r.counter, e.Is.Counter)
		}
		if e.Unsettled() {
			spare = max(spare, len(e.Settles.Leaves))
		}
	}
	r.counter += uint64(1 + spare)
	var stored []edit.Edit
	for _, e := range c.Edits {
		these := []edit.Edit{e}
		if e := e.(edit.Record); e.Unsettled() {
			var below []record.Stamp
			for i := range e.Settles.Leaves {
				below = append(below, record.StampAt(r.counter-uint64(i+1), r.id, at))
			}
			these = e.Settled(r.held[e.Key], below, "Ines")
		} else if e.Beside && e.Is == nil {
			these = r.removal(e)
		}
		for _, e := range these {
			r.edit(t, e.(edit.Record), record.StampAt(r.counter, r.id, at))
		}
		stored = append(stored, these...)
	}
	c.Edits = stored
	return c
}

// removal returns the edit that removes a version that does not stand. If the version was
// made again since, it removes the newer one.
func (r *replica) removal(e edit.Record) []edit.Edit {
	var newer *record.Version
	for _, h := range r.held[e.Key][min(1, len(r.held[e.Key])):] {
		if h.Version.Stamp == e.Was.Stamp {
			return []edit.Edit{e}
		}
		if e.Kind().Same(h.Content, e.Before) {
			newer = &h.Version
		}
	}
	if newer == nil {
		return nil
	}
	e.Was = newer
	return []edit.Edit{e}
}

// edit makes an edit. made is the stamp of a version that it makes.
func (r *replica) edit(t *testing.T, e edit.Record, made record.Stamp) {
	t.Helper()
	held := slices.Clone(r.held[e.Key])
	switch {
	case e.Beside && e.Is != nil:
		held = append(held, record.Held{Key: e.Key, Version: *e.Is, Content: e.After})
	case e.Beside:
		i := slices.IndexFunc(held, func(h record.Held) bool { return h.Version.Stamp == e.Was.Stamp })
		if i < 1 {
			t.Fatalf("%+v removes a version that does not stand beside another", e)
		}
		held = slices.Delete(held, i, i+1)
	case e.Is == nil && e.Was != nil: // and there was no version before it
		if len(held) != 1 {
			t.Fatalf("%+v withdraws a version, but there are %d", e, len(held))
		}
		held = nil
	default:
		v := record.Version{Stamp: made}
		if e.Is != nil {
			v = *e.Is
			if v.Made() {
				v.Stamp = made
			}
		} else if len(held) > 0 {
			v.Past = held[0].Version.After()
		}
		now := record.Held{Key: e.Key, Version: v, Content: e.After}
		if len(held) == 0 {
			held = append(held, now)
		}
		held[0] = now
	}
	if len(held) > 1 {
		slices.SortStableFunc(held[1:], func(a, b record.Held) int { return b.Compare(a) })
	}
	r.held[e.Key] = held
}

// set returns all versions that a copy has.
func (r *replica) set() map[model.Key][]record.Held { return maps.Clone(r.held) }

// load combines a set with a copy.
func (r *replica) load(t *testing.T, set map[model.Key][]record.Held, at time.Time) {
	t.Helper()
	c := edit.Change{Verb: edit.Load}
	for key, theirs := range set {
		c.Edits = append(c.Edits, edit.Combining(r.held[key], theirs)...)
	}
	if len(c.Edits) > 0 {
		r.done = append(r.done, r.apply(t, c, at))
	}
}

// history makes random copies of a project, which are changed and exchange sets.
type history struct {
	t      *testing.T
	rand   *rand.Rand
	now    time.Time
	copies []*replica
	sets   []map[model.Key][]record.Held
}

var contested = []model.Key{
	record.OnSentence("a", model.Span{Start: 0, End: 9}, "Ines"),
	record.OnSentence("a", model.Span{Start: 10, End: 19}, "Ines"),
	record.NoteID("n"),
	record.PersonOf("Ines"),
}

// fresh returns a new copy that has loaded the sets.
func (h *history) fresh(sets ...map[model.Key][]record.Held) *replica {
	r := &replica{held: map[model.Key][]record.Held{}}
	binary.BigEndian.PutUint64(r.id[:], h.rand.Uint64())
	for _, set := range sets {
		r.load(h.t, set, h.now)
	}
	return r
}

// content returns a random content of a record, or nil.
func (h *history) content(key model.Key) any {
	switch n := h.rand.IntN(4); {
	case n == 0:
		return nil
	case key.Kind == record.Note:
		return &model.Note{ID: key.ID, Target: model.OnArticle("a"), Analyst: "Ines", Text: fmt.Sprint(n), Created: h.now, Updated: h.now}
	case key.Kind == record.PersonKind:
		return &record.Person{Name: fmt.Sprint("Ines ", n)}
	default:
		return &model.Annotation{Analyst: "Ines", Label: model.DefaultCodebook()[n-1].Key, At: h.now}
	}
}

// step makes one random change in a random copy. The clock may stand still or go back.
func (h *history) step() {
	h.now = h.now.Add(time.Duration(h.rand.IntN(5)-1) * time.Second)
	r := h.copies[h.rand.IntN(len(h.copies))]
	key := contested[h.rand.IntN(len(contested))]
	held := r.held[key]
	switch n := h.rand.IntN(24); {
	case n < 8:
		e := edit.Record{Key: key, After: h.content(key)}
		if len(held) > 0 {
			e.Before = held[0].Content
		}
		if e.Before != nil || e.After != nil {
			h.change(r, edit.Change{Verb: edit.Tag, Edits: []edit.Edit{e}})
		}
	case n < 12 && len(r.done) > 0:
		h.undo(r)
	case n < 14 && len(r.undone) > 0:
		last := len(r.undone) - 1
		c := edit.Redoing(r.undone[last:])
		r.undone = r.undone[:last]
		r.done = append(r.done, r.apply(h.t, c, h.now))
	case n < 17 && len(held) > 1:
		conflict := record.Conflict{Held: held, Which: 1 + h.rand.IntN(len(held)-1)}
		if n == 14 {
			h.change(r, edit.Keeping(conflict))
		} else {
			h.change(r, edit.Taking(conflict, nil))
		}
	case n == 17 && len(h.copies) < 6:
		h.copies = append(h.copies, h.fresh(r.set()))
	case n < 21:
		h.sets = append(h.sets, r.set())
	case len(h.sets) > 0:
		r.load(h.t, h.sets[h.rand.IntN(len(h.sets))], h.now)
		r.undone = nil
	}
}

// change makes a change in a copy. What the copy had before is then a part of what it
// has.
func (h *history) change(r *replica, c edit.Change) {
	before := r.set()
	r.done, r.undone = append(r.done, r.apply(h.t, c, h.now)), nil
	h.unchangedBy(r, before)
}

// undo reverses the last change of a copy. Unless it was a load, what the copy had before
// is then a part of what it has.
func (h *history) undo(r *replica) {
	before, last := r.set(), len(r.done)-1
	c := r.done[last]
	r.apply(h.t, edit.Undoing(r.done[last:]), h.now)
	r.done, r.undone = r.done[:last], append(r.undone, c)
	if c.Verb != edit.Load {
		h.unchangedBy(r, before)
	}
}

// unchangedBy checks that loading a set does not change a copy.
func (h *history) unchangedBy(r *replica, set map[model.Key][]record.Held) {
	h.t.Helper()
	again := h.fresh(r.set(), set)
	if got, want := describe(again), describe(r); got != want {
		h.t.Fatalf("with an older set, a copy has\n%snot\n%s", got, want)
	}
}

// describe returns all versions that a copy has, and which stand.
func describe(r *replica) string {
	var b strings.Builder
	for _, key := range contested {
		for i, h := range r.held[key] {
			fmt.Fprintf(&b, "%s %v %d: %+v %s\n", record.Of(key.Kind).Name, key.Sentence, i, h.Version.Stamp, record.Of(key.Kind).Text(h.Content))
		}
	}
	return b.String()
}

// Copies of a project are changed at random, and sets of them are delivered in any
// order, any number of times and in any grouping. In the end, all have the same versions,
// and the same ones stand.
func TestCopiesThatCombineTheSameSetsAreTheSame(t *testing.T) {
	const seed = 17
	cases := 2000
	if testing.Short() {
		cases = 200
	}
	for n := range cases {
		h := &history{t: t, rand: rand.New(rand.NewPCG(seed, uint64(n))), now: time.Unix(2e9, 0)}
		h.copies = []*replica{h.fresh(), h.fresh()}
		for range 10 + h.rand.IntN(60) {
			h.step()
		}
		var all []map[model.Key][]record.Held
		for _, r := range h.copies {
			all = append(all, r.set())
		}
		all = append(all, h.sets...)
		want := ""
		for round := range 6 {
			got := describe(h.deliver(all))
			if round > 0 && got != want {
				t.Fatalf("case %d: one copy has\n%sanother\n%s", n, got, want)
			}
			want = got
		}
		for _, r := range h.copies {
			for _, i := range h.rand.Perm(len(all)) {
				r.load(t, all[i], h.now)
			}
			if got := describe(r); got != want {
				t.Fatalf("case %d: a copy that was changed has\n%sanother\n%s", n, got, want)
			}
		}
	}
}

// deliver returns a copy that was given all sets in a random order and grouping, some of
// them twice.
func (h *history) deliver(all []map[model.Key][]record.Held) *replica {
	var order []map[model.Key][]record.Held
	for _, i := range h.rand.Perm(len(all)) {
		order = append(order, all[i])
	}
	for range h.rand.IntN(3) {
		order = append(order, all[h.rand.IntN(len(all))])
	}
	for len(order) > 1 {
		from := h.rand.IntN(len(order) - 1)
		to := from + 2 + h.rand.IntN(len(order)-from-1)
		joined := h.fresh(order[from:to]...).set()
		order = slices.Insert(slices.Delete(order, from, to), h.rand.IntN(len(order)-(to-from)+1), joined)
	}
	return h.fresh(order...)
}
