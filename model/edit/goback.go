package edit

import (
	"slices"

	"assay.app/assay/model"
)

// How going back works
//
// To go back to change N is to make the project what it was right after N, by
// one new change; nothing of the history is lost, and undo takes that change
// back like any other. All changes after N are taken back, the newest first,
// whatever they are: one that undid an older change is itself taken back, so
// that what it undid is there again.
//
//	1 tag A   2 tag B   3 undoes 2   4 tag C      back to 2: C goes, B comes
//
// Taken literally that would be thousands of edits, most of which meet others
// that cancel them: of all edits of one sentence only the first value before
// and the last after matter. So edits of the same thing become one, from what
// it is now to what it was then, and none when that is the same. An article
// that was divided differently meanwhile is left out of this, because its
// labels and its units have to change in their order.
//
// The cost is that of reading the changes after N.

// GoBack is the verb of a change that goes back to an earlier one.
const GoBack Verb = "go back"

// After gives all changes with ids above id, newest first.
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

// Newest gives the id of the newest change, 0 when there is none.
func (h *History) Newest() (uint64, error) {
	newest := uint64(0)
	err := h.backwards(func(c Change) bool {
		newest = c.ID
		return false
	})
	return newest, err
}

// GoingBack makes the change that takes back all of changes, which are every
// change after the one to go back to, newest first. It has no edits when
// everything is as it was then.
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
	return Change{Verb: GoBack, Edits: slices.DeleteFunc(g.edits, idle)}
}

// gatherer makes one edit of those that are about the same thing.
type gatherer struct {
	edits []Edit
	at    map[any]int // where the edit of a thing is
}

// add takes in the next edit; alone says that it stays as it is.
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
	g.edits[at] = after(g.edits[at], e)
}

// The things that edits are about, beside notes, which have ids.
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

// subject gives what an edit is about, as a key; each Units is about something
// of its own.
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

// after makes one edit of two about the same thing, the first made first.
func after(first, second Edit) Edit {
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

// idle reports whether an edit changes nothing.
func idle(e Edit) bool {
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

// Standing tells which changes are undone, while a history is read newest
// first. Its zero value is ready.
type Standing struct{ undone map[uint64]bool }

// Undone reports whether a change is undone now. It must be asked about every
// change, newest first.
func (s *Standing) Undone(c Change) bool {
	if s.undone == nil {
		s.undone = map[uint64]bool{}
	}
	decides(c, s.undone)
	undone := s.undone[c.ID]
	delete(s.undone, c.ID) // nothing older names it
	return undone
}
