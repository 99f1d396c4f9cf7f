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

// replica is a copy of a project, as far as its records go. It does with edits what the
// store does.
type replica struct {
	id      record.Replica
	counter uint64
	held    map[model.Key][]record.Held
	undone  []edit.Change // what undo can reverse
}

// apply makes the edits of a change at a time.
func (r *replica) apply(t *testing.T, c edit.Change, at time.Time) {
	t.Helper()
	for _, e := range c.Edits {
		if e := e.(edit.Record); e.Is != nil {
			r.counter = max(r.counter, e.Is.Counter)
		}
	}
	r.counter++
	for _, e := range c.Edits {
		r.edit(t, e.(edit.Record), record.StampAt(r.counter, r.id, at))
	}
}

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
	slices.SortStableFunc(held[1:], func(a, b record.Held) int { return b.Compare(a) })
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
		r.apply(t, c, at)
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
}

// fresh returns a copy with an id of its own, which has what the sets have.
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
	default:
		return &model.Annotation{Analyst: "Ines", Label: model.DefaultCodebook()[n-1].Key, At: h.now}
	}
}

// step does one thing in a random copy. The clock may stand still, or go back.
func (h *history) step() {
	h.now = h.now.Add(time.Duration(h.rand.IntN(5)-1) * time.Second)
	r := h.copies[h.rand.IntN(len(h.copies))]
	before := r.set()
	defer func() {
		again := h.fresh(r.set())
		again.load(h.t, before, h.now)
		if got, want := describe(again), describe(r); got != want {
			h.t.Fatalf("with what it had before, a copy has\n%snot\n%s", got, want)
		}
	}()
	key := contested[h.rand.IntN(len(contested))]
	held := r.held[key]
	switch n := h.rand.IntN(20); {
	case n < 8:
		e := edit.Record{Key: key, After: h.content(key)}
		if len(held) > 0 {
			e.Before = held[0].Content
		}
		if e.Before == nil && e.After == nil {
			return
		}
		h.change(r, edit.Change{Verb: edit.Tag, Edits: []edit.Edit{e}})
	case n < 10 && len(r.undone) > 0:
		c := r.undone[len(r.undone)-1]
		r.undone = r.undone[:len(r.undone)-1]
		r.apply(h.t, edit.Change{Edits: edit.Inverses(c.Edits)}, h.now)
	case n < 13 && len(held) > 1:
		conflict := record.Conflict{Held: held, Which: 1 + h.rand.IntN(len(held)-1)}
		if n == 10 {
			h.settle(r, edit.Keeping(conflict))
		} else {
			h.settle(r, edit.Taking(conflict, nil))
		}
	case n == 13 && len(h.copies) < 6:
		h.copies = append(h.copies, h.fresh(r.set()))
	case n < 17:
		h.sets = append(h.sets, r.set())
	case len(h.sets) > 0:
		r.load(h.t, h.sets[h.rand.IntN(len(h.sets))], h.now)
		r.undone = nil
	}
}

// change makes a change that undo can reverse.
func (h *history) change(r *replica, c edit.Change) {
	r.apply(h.t, c, h.now)
	r.undone = append(r.undone, c)
}

func (h *history) settle(r *replica, c edit.Change) {
	r.apply(h.t, c, h.now)
	r.undone = nil
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
