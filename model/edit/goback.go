package edit

import (
	"fmt"
	"slices"

	"assay.app/assay/model"
	"assay.app/assay/model/record"
)

// How going back works
//
// Going back to change N restores the state right after N with one new change. The
// history keeps all changes, and undo reverses the new one like any other. All changes
// after N are reversed, newest first, whatever their kind, except that versions from
// other copies of the project stay. A change that undid an older one is reversed too, so
// the older one applies again.
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
//
// It reverses only what was done in this copy of the project. Articles and versions that
// came from another copy stay, and so does everything that was done before to the same
// records and articles' facts. If the division of an article came from another copy,
// everything that was done before to the article stays.
//
// It reverses only what the analyst by did. What others did in this copy stays, and so do
// the divisions and articles on which that rests. If by is empty, it reverses what anyone
// did. A change that carried work to a newer version of an article is reversed as a whole, or
// stays as a whole if anything rests on it.
func GoingBack(changes []Change, by string) Change {
	g := gathering(changes)
	g.stepOver, g.by = true, by
	return Change{Verb: GoBack, Edits: lasting(g.inverse(changes))}
}

// Net returns the combined effect of changes, which must be consecutive and newest
// first, as edits that lead from the state before them to the state after them.
func Net(changes []Change) []Edit { return Inverses(gathering(changes).inverse(changes)) }

// gatherer combines edits of the same thing into one.
type gatherer struct {
	stepOver bool                     // keep what came from other copies
	by       string                   // keep what analysts other than this one did, unless it is ""
	worked   map[model.ArticleID]bool // the articles to which others did something
	founded  bool                     // others have written in their layers
	divided  map[model.ArticleID]bool
	kept     map[any]bool             // the things that stay as they are
	closed   map[model.ArticleID]bool // the articles of which no older edits are reversed
	edits    []Edit
	at       map[any]int // the index of each thing's edit in edits
}

func gathering(changes []Change) *gatherer {
	g := &gatherer{divided: map[model.ArticleID]bool{}, kept: map[any]bool{}, closed: map[model.ArticleID]bool{}, worked: map[model.ArticleID]bool{}, at: map[any]int{}}
	for _, c := range changes {
		for e := range c.All() {
			if u, ok := e.(Units); ok {
				g.divided[u.Article] = true
			}
		}
	}
	return g
}

// inverse returns the edits that reverse the changes.
func (g *gatherer) inverse(changes []Change) []Edit {
	for _, c := range changes {
		if g.stepOver {
			g.see(c)
		}
		if g.stepOver && !isBy(c, g.by) {
			g.stepOverAll(c)
			continue
		}
		g.close(c)
		if g.stepOver && carries(c) && g.holdsAny(c) {
			g.stepOverAll(c)
			continue
		}
		settled := c.settled()
		for i := c.Len() - 1; i >= 0; i-- {
			if e := c.edit(i); !follows(e, settled) {
				g.add(e)
			}
		}
	}
	same := g.samePresences()
	return slices.DeleteFunc(g.edits, func(e Edit) bool { return e.idle() || same[e.thing()] })
}

// samePresences returns the keys of the records of those presences that going back leaves
// as they are. Such a record must stay, too: if an article was imported and then removed,
// its removal is still what other copies must know.
func (g *gatherer) samePresences() map[any]bool {
	same := map[any]bool{}
	for _, e := range g.edits {
		if p, ok := e.(Presence); ok && g.stepOver && p.idle() {
			same[record.PresenceOf(p.Article)] = true
		}
	}
	return same
}

// stepOverAll keeps everything that a change of another analyst did, and what it rests on.
func (g *gatherer) stepOverAll(c Change) {
	for e := range c.All() {
		g.kept[e.thing()] = true
		id := e.About()
		if id != "" {
			g.worked[id] = true
			g.kept[record.PresenceOf(id)] = true
		}
		switch e := e.(type) {
		case Record:
			g.founded = g.founded || e.Owner() != ""
		case Metadata:
			g.kept[record.OnArticle(id)] = true
		case Units:
			g.closed[id] = true
		case Presence: // its record is kept
		default:
			panic(fmt.Sprintf("an edit of type %T is not known", e))
		}
	}
}

// carries reports whether a change made in this copy moves records between versions of an article.
// It is reversed as a whole or not at all: half of a move would leave a record on both versions or
// on neither.
func carries(c Change) bool {
	if c.Verb == PlaceLeft {
		return true
	}
	for e := range c.All() {
		if r, ok := e.(Record); ok && c.Verb != Load && r.Key.Kind == record.PredecessorKind {
			return true
		}
	}
	return false
}

// holdsAny reports whether an edit of a change must not be reversed.
func (g *gatherer) holdsAny(c Change) bool {
	for e := range c.All() {
		if g.holds(e) {
			return true
		}
	}
	return false
}

// close closes the articles that a change divided and in which others have worked since,
// because their labels are on its sentences.
func (g *gatherer) close(c Change) {
	if len(g.worked) == 0 {
		return
	}
	for e := range c.All() {
		if u, ok := e.(Units); ok && g.worked[u.Article] {
			g.closed[u.Article] = true
		}
	}
}

// add adds the inverse of the next older edit. It combines the inverse with that of a
// newer edit of the same thing, unless the article was divided.
func (g *gatherer) add(e Edit) {
	thing := e.thing()
	if g.stepOver && g.keep(e) {
		g.kept[thing] = true
		return
	}
	e = e.Inverse()
	if alone := g.divided[e.About()]; alone {
		g.edits = append(g.edits, e)
		delete(g.at, thing) // an older edit of a note that was moved here follows this one
		return
	}
	at, known := g.at[thing]
	if known {
		g.edits[at] = g.edits[at].then(e)
		return
	}
	g.at[thing] = len(g.edits)
	g.edits = append(g.edits, e)
}

// divisionOf is the key of the divisions of an article's paragraphs in gatherer.kept.
type divisionOf model.ArticleID

// see notes which metadata, presences and divisions a change brought from another copy.
// Only their records show this; the edits that apply them do not. All presences of a load
// come from another copy, because the articles that it adds have no records of them.
func (g *gatherer) see(c Change) {
	for e := range c.All() {
		if p, ok := e.(Presence); ok && c.Verb == Load {
			g.kept[record.PresenceOf(p.Article)] = true
		}
		r, ok := e.(Record)
		if !ok || r.Beside || !r.Brought() {
			continue
		}
		switch r.Key.Kind {
		case record.FactsKind, record.PresenceKind:
			g.kept[r.Key] = true
		case record.Division:
			g.kept[divisionOf(r.Key.Article)] = true
		}
	}
}

// keep reports whether an edit is not reversed, because what it changes came from another
// copy since. keep must see the edits newest first.
func (g *gatherer) keep(e Edit) bool {
	held := g.holds(e)
	if u, ok := e.(Units); ok {
		g.closed[u.Article] = held
	}
	return held
}

// holds is keep without its effect on older edits.
func (g *gatherer) holds(e Edit) bool {
	if g.closed[e.About()] && e.About() != "" {
		return true
	}
	switch e := e.(type) {
	case Record:
		return e.Brought() || g.kept[e.thing()] || g.founded && e.founds()
	case Presence:
		return g.kept[record.PresenceOf(e.Article)]
	case Metadata:
		return g.kept[record.OnArticle(e.Article)]
	case Units:
		return g.kept[divisionOf(e.Article)]
	}
	return false
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
