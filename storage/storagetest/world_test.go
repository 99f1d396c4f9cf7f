package storagetest_test

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"
	"time"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/record"
	"assay.app/assay/storage"
	"assay.app/assay/storage/storagetest"
)

// world is what a project should hold, computed in memory with the model alone. It
// also makes up the next steps. These depend only on its random numbers, so the
// same seed makes the same steps.
type world struct {
	rng      *rand.Rand
	clock    time.Time
	order    []*model.Document // in the order of their import
	outlets  []model.Note
	changes  []edit.Change
	analysts map[string]bool
	history  *edit.History
	notes    int // number of notes made so far
}

func newWorld(seed uint64) *world {
	return &world{
		rng: rand.New(rand.NewPCG(seed, 77)), clock: time.Date(2031, 1, 1, 0, 0, 0, 0, time.UTC),
		analysts: map[string]bool{}, history: edit.NewHistory(nil),
	}
}

// step is the next thing to do: an import or a change.
type step struct {
	documents []*model.Document
	change    edit.Change
}

var names = []string{"Ines", "Oskar", "Ünal", "Ines Maria"}

// next makes up a step. For an import, the step has the change that Import should
// make.
func (w *world) next() step {
	w.clock = w.clock.Add(time.Second)
	who := names[w.rng.IntN(len(names))]
	c := edit.Change{At: w.clock, Analyst: who}
	if len(w.order) == 0 || w.rng.IntN(25) == 0 {
		return w.importSome(c)
	}
	d := w.order[w.rng.IntN(len(w.order))]
	switch n := w.rng.IntN(100); {
	case n < 40:
		w.tag(&c, d)
	case n < 50:
		w.note(&c, d)
	case n < 56:
		c.Verb = edit.Correct
		after := d.Metadata
		after.Title = fmt.Sprintf("Corrected %d", w.rng.IntN(1000))
		c.Edits = []edit.Edit{edit.Metadata{Article: d.ID, Before: d.Metadata, After: after}}
	case n < 68:
		w.flip(&c, d)
	case n < 76:
		w.merge(&c, d)
	case n < 82:
		w.split(&c, d)
	case n < 85:
		c.Verb = edit.Remove
		c.Edits = []edit.Edit{edit.Presence{Article: d.ID, Before: !d.Removed, After: d.Removed}}
	case n < 95:
		w.undo(&c)
	default:
		w.redo(&c)
	}
	if len(c.Edits) == 0 {
		return w.next()
	}
	return step{change: c}
}

func (w *world) importSome(c edit.Change) step {
	c.Verb, c.Batch = edit.Import, fmt.Sprint("batch ", len(w.changes))
	var docs []*model.Document
	for range 1 + w.rng.IntN(3) {
		d := storagetest.Invent(w.rng, 1+w.rng.IntN(12))
		docs = append(docs, d)
		c.Edits = append(c.Edits, edit.Presence{Article: d.ID, After: true})
	}
	return step{documents: docs, change: c}
}

func (w *world) tag(c *edit.Change, d *model.Document) {
	units := d.Units
	span := units[w.rng.IntN(len(units))].Span
	e := edit.Of[model.Annotation](record.OnSentence(d.ID, span, c.Analyst), nil, nil)
	if before, ok := d.Annotation(span, c.Analyst); ok {
		e.Before = &before
	}
	c.Verb = edit.Clear
	if w.rng.IntN(4) > 0 {
		c.Verb = edit.Tag
		label := model.DefaultCodebook()[w.rng.IntN(3)].Key
		e.After = &model.Annotation{Analyst: c.Analyst, Label: label, At: c.At}
	}
	c.Edits = []edit.Edit{e}
}

func (w *world) note(c *edit.Change, d *model.Document) {
	c.Verb = edit.Note
	switch w.rng.IntN(4) {
	case 0: // changed
		if len(d.Notes) == 0 {
			return
		}
		before := d.Notes[w.rng.IntN(len(d.Notes))]
		after := before
		after.Text, after.Updated, after.Grade.Source = "Looked into again.", c.At, "C"
		c.Edits = []edit.Edit{edit.OfNote(&before, &after)}
	case 1: // deleted
		if len(d.Notes) == 0 {
			return
		}
		before := d.Notes[w.rng.IntN(len(d.Notes))]
		c.Edits = []edit.Edit{edit.OfNote(&before, nil)}
	default: // new
		w.notes++
		target := []model.NoteTarget{
			model.OnArticle(d.ID), model.OnSentence(d.ID, d.Units[0].Span), model.OnOutlet(d.Metadata.Outlet),
		}[w.rng.IntN(3)]
		c.Edits = []edit.Edit{edit.OfNote(nil, &model.Note{
			ID: fmt.Sprint("note", w.notes), Target: target, Analyst: c.Analyst, Text: "Doubtful.", Created: c.At, Updated: c.At,
		})}
	}
}

// flip turns a sentence into residue, or another unit into a sentence. Annotations
// stay.
func (w *world) flip(c *edit.Change, d *model.Document) {
	before := d.Units[w.rng.IntN(len(d.Units))]
	after := before
	c.Verb, after.Kind = edit.SetAside, model.UnitResidue
	if before.Kind != model.UnitSentence {
		c.Verb, after.Kind = edit.Restore, model.UnitSentence
	}
	c.Edits = []edit.Edit{edit.Units{Article: d.ID, Before: []model.Unit{before}, After: []model.Unit{after}}}
}

// merge merges a unit with the next one as an analyst would. If their labels
// differ, the merged unit has one of them or none.
func (w *world) merge(c *edit.Change, d *model.Document) {
	made, err := edit.Merging(d, w.rng.IntN(len(d.Units)), edit.First+edit.Side(w.rng.IntN(3)), "")
	if err == nil {
		c.Verb, c.Edits = made.Verb, made.Edits
	}
}

// split divides a unit at one of its spaces as an analyst would.
func (w *world) split(c *edit.Change, d *model.Document) {
	i := w.rng.IntN(len(d.Units))
	span := d.Units[i].Span
	for at := span.Start + w.rng.IntN(span.Len()); at < span.End; at++ {
		if d.Text[at] != ' ' {
			continue
		}
		if made, err := edit.Splitting(d, i, at); err == nil {
			c.Verb, c.Edits = made.Verb, made.Edits
			return
		}
	}
}

func (w *world) undo(c *edit.Change) {
	changes, err := w.history.Undo("")
	if err != nil {
		panic(err)
	}
	for _, old := range changes {
		c.Verb = old.Verb
		c.Undoes = append(c.Undoes, old.ID)
		c.Edits = append(c.Edits, edit.Inverses(old.Edits)...)
	}
}

func (w *world) redo(c *edit.Change) {
	changes, err := w.history.Redo("")
	if err != nil {
		panic(err)
	}
	for _, old := range changes {
		c.Verb = old.Verb
		c.Redoes = append(c.Redoes, old.ID)
		c.Edits = append(c.Edits, old.Edits...)
	}
}

// reach makes steps until the world has the given number of changes.
func (w *world) reach(changes uint64) {
	for uint64(len(w.changes)) < changes {
		w.apply(w.next())
	}
}

// clone returns a copy of the world that shares its random numbers.
func (w *world) clone() *world {
	c := *w
	c.order = nil
	for _, d := range w.order {
		own := *d
		own.Units, own.Notes = slices.Clone(d.Units), slices.Clone(d.Notes)
		own.Annotations, own.Records = maps.Clone(d.Annotations), maps.Clone(d.Records)
		for span, list := range own.Annotations {
			own.Annotations[span] = slices.Clone(list)
		}
		c.order = append(c.order, &own)
	}
	c.outlets, c.changes, c.analysts = slices.Clone(w.outlets), slices.Clone(w.changes), maps.Clone(w.analysts)
	c.history = edit.NewHistory(nil)
	for _, change := range c.changes {
		c.history.Append(change)
	}
	return &c
}

// revert returns a copy of to, with the clock and the number of notes of w.
func (w *world) revert(to *world) *world {
	c := to.clone()
	c.clock, c.notes = w.clock, w.notes
	return c
}

// apply makes the step in memory and returns the change with its id.
func (w *world) apply(s step) edit.Change {
	s.change.ID = uint64(len(w.changes) + 1)
	s.change.Counter = s.change.ID
	w.changes = append(w.changes, s.change)
	w.history.Append(s.change)
	w.analysts[s.change.Analyst] = true
	for _, d := range s.documents {
		own := *d
		w.order = append(w.order, &own)
	}
	for _, e := range s.change.Edits {
		w.edit(e)
	}
	return s.change
}

func (w *world) edit(e edit.Edit) {
	d := w.find(e.About())
	switch e := e.(type) {
	case edit.Record:
		_, after, isNote := e.Note()
		if d == nil && isNote {
			w.outlets = model.SetNote(w.outlets, e.Key.ID, after)
		} else {
			e.Apply(d)
		}
		if e.Key.Analyst != "" {
			w.analysts[e.Key.Analyst] = true
		}
	case edit.Metadata:
		d.Metadata = e.After
	case edit.Units:
		units, ok := model.Replace(d.Units, e.Before, e.After)
		if !ok {
			panic("the world made up an edit that does not fit")
		}
		d.Units = units
	case edit.Presence:
		d.Removed = !e.After
	}
}

func (w *world) find(id model.ArticleID) *model.Document {
	for _, d := range w.order {
		if d.ID == id {
			return d
		}
	}
	return nil
}

// same fails the test if the project differs from the world.
func (w *world) same(t *testing.T, p *storage.Project) {
	t.Helper()
	equal := func(what string, got, want any, err error) {
		t.Helper()
		if err != nil || !reflect.DeepEqual(got, want) {
			t.Fatalf("%s\ngot  %+v (%v)\nwant %+v", what, got, err, want)
		}
	}
	all := []model.Article{}
	for _, want := range w.order {
		all = append(all, want.Article)
		got, err := p.Document(want.ID)
		if err == nil && len(got.Annotations) == 0 && len(want.Annotations) == 0 {
			got.Annotations = want.Annotations // empty or nil
		}
		if err == nil && len(got.Notes) == 0 && len(want.Notes) == 0 {
			got.Notes = want.Notes
		}
		equal("article "+string(want.ID), got, want, err)
	}
	got, err := p.All()
	equal("all articles", got, all, err)
	for _, analyst := range append(names, "Nobody") {
		want := []model.Summary{}
		for _, d := range w.order {
			if !d.Removed {
				want = append(want, model.Summary{Article: d.Article, Progress: d.ProgressOf(analyst)})
			}
		}
		got, err := p.Summaries(analyst)
		equal("summaries of "+analyst, got, want, err)
	}
	w.sameNotes(equal, p)
	who, err := p.Analysts()
	equal("analysts", who, slices.Sorted(maps.Keys(w.analysts)), err)
	var history []edit.Change
	for before := ^uint64(0); before > 1; before = history[len(history)-1].ID {
		page, err := p.History(before, 100)
		if err != nil || len(page) == 0 {
			equal("the rest of the history", len(page), len(w.changes)-len(history), err)
			break
		}
		history = append(history, page...)
	}
	slices.Reverse(history)
	for i := range history { // a project that was copied or restored goes on as another copy
		if r := history[i].Replica; r == 0 || i > 0 && r < history[i-1].Replica {
			t.Fatalf("change %d was made in copy %d, after one of a later copy", history[i].ID, r)
		}
	}
	equal("history", withoutReplicas(history), withoutReplicas(w.changes), nil)
}

// withoutReplicas returns changes without the numbers of the copies that made them.
func withoutReplicas(changes []edit.Change) []edit.Change {
	changes = slices.Clone(changes)
	for i := range changes {
		changes[i].Replica = 0
	}
	return changes
}

func (w *world) sameNotes(equal func(string, any, any, error), p *storage.Project) {
	outlets := slices.Clone(w.outlets)
	slices.SortStableFunc(outlets, func(a, b model.Note) int {
		return cmpOutlets(a.Target.Outlet, b.Target.Outlet)
	})
	got, err := p.OutletNotes()
	equal("notes on outlets", append([]model.Note{}, got...), append([]model.Note{}, outlets...), err)
	for _, d := range w.order {
		for _, target := range []model.NoteTarget{
			model.OnArticle(d.ID), model.OnSentence(d.ID, d.Units[0].Span), model.OnOutlet(d.Metadata.Outlet),
		} {
			var want []model.Note
			for _, n := range append(slices.Clone(d.Notes), outlets...) {
				if n.Target.Same(target) {
					want = append(want, n)
				}
			}
			got, err := p.Notes(target)
			equal(fmt.Sprint("notes on ", target), got, want, err)
		}
	}
}

func cmpOutlets(a, b string) int {
	x, y := model.OutletIDOf(a), model.OutletIDOf(b)
	switch {
	case x < y:
		return -1
	case x > y:
		return 1
	}
	return 0
}
