package edit

import (
	"slices"

	"assay.app/assay/model"
)

// How going back works
//
// Going back to change N restores the state right after N with one new change. The
// history keeps all changes, and undo reverses the new one like any other. All
// changes after N are reversed, newest first, whatever their kind. A change that
// undid an older one is reversed too, so the older one applies again.
//
//	1 tag A   2 tag B   3 undoes 2   4 tag C      back to 2: C is removed, B is restored
//
// Reversing every edit could take thousands of edits, and most of them would cancel
// each other out. Only the present value and the value right after N matter. So all
// edits of the same thing are combined into one, which is dropped if the two values
// are equal. Edits of an article whose units changed after N are not combined,
// because the changes to its labels and to its units must be reversed in order.
//
// The cost is that of reading the changes after N.

// GoBack is the verb of a change that restores an earlier state.
const GoBack Verb = "go back"

// After returns all changes with ids above id, newest first.
func (h *History) After(id uint64) ([]Change, error) {
	var out []Change
	err := h.backwards(func(c Change) bool {
		if c.ID > id {
			out = append(out, c)
		}
		return c.ID > id
	})
	return out, err
}

// GoingBack returns the change that reverses changes. These must be all changes
// after the one to go back to, newest first. The result may have no edits.
func GoingBack(changes []Change) Change {
	divided := map[model.ArticleID]bool{}
	for _, c := range changes {
		for e := range c.All() {
			if u, ok := e.(Units); ok {
				divided[u.Article] = true
			}
		}
	}
	g := gatherer{at: map[any]int{}}
	for _, c := range changes {
		for i := c.Len() - 1; i >= 0; i-- {
			e := c.edit(i).Inverse()
			g.add(e, divided[ArticleOf(e)])
		}
	}
	return Change{Verb: GoBack, Edits: slices.DeleteFunc(g.edits, isIdle)}
}

// gatherer combines edits of the same thing into one.
type gatherer struct {
	edits []Edit
	at    map[any]int // the index of each thing's edit in edits
}

// add adds the next edit. If alone is false, it combines the edit with an earlier
// edit of the same thing.
func (g *gatherer) add(e Edit, alone bool) {
	thing := subject(e)
	at, known := g.at[thing]
	if alone || !known {
		if !alone {
			g.at[thing] = len(g.edits)
		}
		g.edits = append(g.edits, e)
		return
	}
	g.edits[at] = combine(g.edits[at], e)
}

// The types of the keys that subject returns.
type (
	annotated struct {
		article  model.ArticleID
		sentence model.Span
		analyst  string
	}
	described model.ArticleID
	present   model.ArticleID
	noted     string
)

// subject returns a key for the thing that an edit changes. Every Units edit has
// its own key.
func subject(e Edit) any {
	switch e := e.(type) {
	case Annotation:
		return annotated{e.Article, e.Sentence, e.Analyst}
	case NoteText:
		return noted(e.ID())
	case Metadata:
		return described(e.Article)
	case Presence:
		return present(e.Article)
	}
	return new(byte)
}

// combine returns one edit with the effect of two edits of the same thing, applied
// in the order of the arguments.
func combine(first, second Edit) Edit {
	switch e := first.(type) {
	case Annotation:
		e.After = second.(Annotation).After
		return e
	case NoteText:
		e.After = second.(NoteText).After
		return e
	case Metadata:
		e.After = second.(Metadata).After
		return e
	case Presence:
		e.After = second.(Presence).After
		return e
	}
	return second
}

// isIdle reports whether an edit has the same value before and after. It returns
// false for Units.
func isIdle(e Edit) bool {
	switch e := e.(type) {
	case Annotation:
		return e.Before == nil && e.After == nil ||
			e.Before != nil && e.After != nil && sameAnnotation(*e.Before, *e.After)
	case NoteText:
		return e.Before == nil && e.After == nil ||
			e.Before != nil && e.After != nil && sameNote(*e.Before, *e.After)
	case Metadata:
		return e.Before == e.After
	case Presence:
		return e.Before == e.After
	}
	return false
}

func sameAnnotation(a, b model.Annotation) bool {
	return a.Label == b.Label && a.Analyst == b.Analyst && a.At.Equal(b.At)
}

func sameNote(a, b model.Note) bool {
	return a.ID == b.ID && a.Target.Same(b.Target) && a.Analyst == b.Analyst && a.Text == b.Text &&
		a.Grade == b.Grade && a.Created.Equal(b.Created) && a.Updated.Equal(b.Updated)
}

// Standing determines which changes of a history are undone. It must see them
// newest first. Its zero value is ready to use.
type Standing struct{ undone map[uint64]bool }

// Undone reports whether a change is undone now. It must be called for every
// change, newest first.
func (s *Standing) Undone(c Change) bool {
	if s.undone == nil {
		s.undone = map[uint64]bool{}
	}
	recordReversals(c, s.undone)
	undone := s.undone[c.ID]
	delete(s.undone, c.ID) // no older change names it
	return undone
}
