package session

import (
	"slices"

	"assay.app/assay/model"
)

// Places
//
// A place is where an article is read: which one is open there, which of its
// units is current, and where the analyst came from. There is one place, or
// there are two beside each other; one of them is active, and everything that
// is done is done there.
//
//	┌ place 0 ──────────┐ ┌ place 1, active ──┐
//	│ doc ──┐  cursor 4 │ │ doc ──┐  cursor 9 │
//	└───────┼───────────┘ └───────┼───────────┘
//	        └──► one Document ◄───┘
//
// An article that is open in both places is one document in memory, so what is
// done in one place is there in the other at once, and subscribers are told of
// both. Each place keeps its own cursor: a unit is followed by its span when
// the article is divided anew.
type place struct {
	doc    *model.Document // nil when no article is open
	cursor int             // index into doc.Units; -1 when there are none
	trail  trail
}

func newPlace() *place { return &place{cursor: -1} }

// here gives the article and the sentence that the place is at.
func (p *place) here() (stop, bool) {
	if p.doc == nil {
		return stop{}, false
	}
	at := stop{article: p.doc.ID}
	if u, ok := p.Current(); ok {
		at.sentence = u.Span
	}
	return at, true
}

// show has the place show doc, with the unit current that begins where at
// does.
func (p *place) show(doc *model.Document, at model.Span) {
	p.doc, p.cursor = doc, min(max(0, doc.UnitAt(at.Start)), len(doc.Units)-1)
}

// Document is the article that is open, or nil. It must not be changed.
func (p *place) Document() *model.Document { return p.doc }

// Cursor is the index of the current unit in the open article, or -1.
func (p *place) Cursor() int { return p.cursor }

// Current gives the current unit.
func (p *place) Current() (model.Unit, bool) {
	if p.doc == nil || p.cursor < 0 || p.cursor >= len(p.doc.Units) {
		return model.Unit{}, false
	}
	return p.doc.Units[p.cursor], true
}

// Places is how many places there are: one or two.
func (s *Session) Places() int { return len(s.places) }

// Active is the number of the active place, counted from 0.
func (s *Session) Active() int { return slices.Index(s.places, s.place) }

// DocumentAt is the article that is open in place i, or nil. It must not be
// changed.
func (s *Session) DocumentAt(i int) *model.Document { return s.places[i].doc }

// CursorAt is the index of the current unit in place i, or -1.
func (s *Session) CursorAt(i int) int { return s.places[i].cursor }

// Activate makes place i the active one.
func (s *Session) Activate(i int) {
	if i < 0 || i >= len(s.places) || s.places[i] == s.place {
		return
	}
	s.endTyping()
	s.place = s.places[i]
	s.emit(PlacesChanged{})
}

// OpenBeside adds a second place beside the first and makes it the active one.
// It shows the article after the open one in the list as shown, to be compared
// with it, or the open one itself when there is none after it.
func (s *Session) OpenBeside() error {
	if len(s.places) > 1 || s.doc == nil {
		return nil
	}
	s.endTyping()
	at, _ := s.here()
	next := newPlace()
	next.show(s.doc, at.sentence)
	s.place = next
	s.places = append(s.places, s.place)
	s.emit(PlacesChanged{})
	if row := s.RowOf(s.doc.ID) + 1; row > 0 && row < s.Shown() {
		return s.open(s.Row(row).ID)
	}
	return nil
}

// CloseBeside closes the second place. The first is active then.
func (s *Session) CloseBeside() {
	if len(s.places) > 1 {
		s.leave()
		s.closePlace(s.places[1])
	}
}

func (s *Session) closePlace(p *place) {
	s.endTyping()
	s.places = slices.DeleteFunc(slices.Clone(s.places), func(other *place) bool { return other == p })
	if s.place == p {
		s.place = s.places[0]
	}
	s.emit(PlacesChanged{})
}

// empty takes the article out of a place. Of two places it goes with its
// article, and the other one stays.
func (s *Session) empty(p *place) {
	p.doc, p.cursor = nil, -1
	if len(s.places) > 1 {
		s.closePlace(p)
		return
	}
	s.emit(ArticleOpened{})
}

// opened gives the article if it is open anywhere, or nil.
func (s *Session) opened(id model.ArticleID) *model.Document {
	for _, p := range s.places {
		if p.doc != nil && p.doc.ID == id {
			return p.doc
		}
	}
	return nil
}

// share gives an article: the one that is open already, or read from the store.
func (s *Session) share(id model.ArticleID) (*model.Document, error) {
	if doc := s.opened(id); doc != nil {
		return doc, nil
	}
	return s.document(id)
}

// emitAt publishes what happened in a place.
func (s *Session) emitAt(p *place, e Event) {
	if p != s.place {
		e = Beside{Place: slices.Index(s.places, p), Event: e}
	}
	s.emit(e)
}

// tell publishes what happened to an article, for every place that shows it.
func (s *Session) tell(id model.ArticleID, e Event) {
	for _, p := range s.places {
		if p.doc != nil && p.doc.ID == id {
			s.emitAt(p, e)
		}
	}
}
