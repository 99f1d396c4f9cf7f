package session

import (
	"slices"

	"assay.app/assay/model"
)

// Places
//
// A place is where an article is read: the open article, the current unit, and the
// trail that led there. There are one or two places, side by side. One of them is
// active, and every action happens there.
//
//	┌ place 0 ──────────┐ ┌ place 1, active ──┐
//	│ doc ──┐  cursor 4 │ │ doc ──┐  cursor 9 │
//	└───────┼───────────┘ └───────┼───────────┘
//	        └──► one Document ◄───┘
//
// An article that is open in both places is one document in memory, so a change in
// one place shows in the other at once, and subscribers get events for both. Each
// place has its own cursor. When the article's units change, the cursor moves to the
// unit that contains the beginning of the former current unit.
type place struct {
	doc    *model.Document // nil if no article is open
	cursor int             // index into doc.Units; -1 if there is none
	trail  trail

	selection model.Span // selected text; empty if there is none
}

func newPlace() *place { return &place{cursor: -1} }

// here returns the article and the current unit of the place, and false if no
// article is open.
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

// show opens doc in the place, with the cursor on the unit at the beginning of at.
func (p *place) show(doc *model.Document, at model.Span) {
	p.doc, p.cursor = doc, min(max(0, doc.UnitAt(at.Start)), len(doc.Units)-1)
}

// Document returns the open article, or nil. The caller must not change it.
func (p *place) Document() *model.Document { return p.doc }

// Cursor returns the index of the current unit in the open article, or -1.
func (p *place) Cursor() int { return p.cursor }

// Current returns the current unit, and false if there is none.
func (p *place) Current() (model.Unit, bool) {
	if p.doc == nil || p.cursor < 0 || p.cursor >= len(p.doc.Units) {
		return model.Unit{}, false
	}
	return p.doc.Units[p.cursor], true
}

// Places returns the number of places, one or two.
func (s *Session) Places() int { return len(s.places) }

// Active returns the index of the active place.
func (s *Session) Active() int { return slices.Index(s.places, s.place) }

// DocumentAt returns the open article of place i, or nil. The caller must not
// change it.
func (s *Session) DocumentAt(i int) *model.Document { return s.places[i].doc }

// CursorAt returns the index of the current unit in place i, or -1.
func (s *Session) CursorAt(i int) int { return s.places[i].cursor }

// Activate makes place i the active one, if there is such a place.
func (s *Session) Activate(i int) {
	if i < 0 || i >= len(s.places) || s.places[i] == s.place {
		return
	}
	s.endTyping()
	s.place = s.places[i]
	s.emit(PlacesChanged{})
}

// SelectionAt returns the selected span of text in place i, which is empty if none
// is selected.
func (s *Session) SelectionAt(i int) model.Span { return s.places[i].selection }

// OpenBeside adds a second place and makes it active. The place shows the article
// after the open one in the list, the one before it if none follows, or the open one
// itself if there is no other.
// OpenBeside does nothing if there are two places already or no article is open.
func (s *Session) OpenBeside() error {
	if len(s.places) > 1 || s.doc == nil {
		return nil
	}
	s.addPlace()
	row := s.RowOf(s.doc.ID)
	switch {
	case row >= 0 && row+1 < s.Shown():
		return s.open(s.Row(row + 1).ID)
	case row > 0:
		return s.open(s.Row(row - 1).ID)
	}
	return nil
}

// OpenIn opens an article in place i and makes that place active. If i is the number
// of places and there is one place, OpenIn adds a second one.
func (s *Session) OpenIn(i int, id model.ArticleID) error {
	defer s.together()()
	switch {
	case i < len(s.places):
		s.Activate(i)
		return s.Open(id)
	case s.doc == nil:
		return s.Open(id)
	case len(s.places) == 1:
		s.addPlace()
		return s.open(id)
	}
	return nil
}

// addPlace adds a second place, which shows the open article, and makes it active.
func (s *Session) addPlace() {
	s.endTyping()
	at, _ := s.here()
	next := newPlace()
	next.show(s.doc, at.sentence)
	s.place = next
	s.places = append(s.places, s.place)
	s.emit(PlacesChanged{})
}

// CloseBeside closes the second place, if there is one, and makes the first one
// active.
func (s *Session) CloseBeside() { s.ClosePlace(1) }

// ClosePlace closes place i, if there are two, and makes the other one active.
func (s *Session) ClosePlace(i int) {
	if len(s.places) < 2 || i < 0 || i >= len(s.places) {
		return
	}
	s.endTyping()
	if at, ok := s.places[i].here(); ok && at.sentence.End > 0 {
		s.left[at.article] = at.sentence
	}
	s.closePlace(s.places[i])
}

func (s *Session) closePlace(p *place) {
	s.endTyping()
	s.places = slices.DeleteFunc(slices.Clone(s.places), func(other *place) bool { return other == p })
	if s.place == p {
		s.place = s.places[0]
	}
	s.emit(PlacesChanged{})
}

// empty closes the article of a place. If there are two places, it removes the
// place instead.
func (s *Session) empty(p *place) {
	p.doc, p.cursor, p.selection = nil, -1, model.Span{}
	if len(s.places) > 1 {
		s.closePlace(p)
		return
	}
	s.emit(ArticleOpened{})
}

// opened returns the document of an article that is open in any place, or nil.
func (s *Session) opened(id model.ArticleID) *model.Document {
	for _, p := range s.places {
		if p.doc != nil && p.doc.ID == id {
			return p.doc
		}
	}
	return nil
}

// share returns the document of an article. It reads the article unless it is open
// already.
func (s *Session) share(id model.ArticleID) (*model.Document, error) {
	if doc := s.opened(id); doc != nil {
		return doc, nil
	}
	return s.document(id)
}

// emitAt emits an event for place p, wrapped in Beside unless p is active.
func (s *Session) emitAt(p *place, e Event) {
	if p != s.place {
		e = Beside{Place: slices.Index(s.places, p), Event: e}
	}
	s.emit(e)
}

// emitFor emits an event of an article for every place that shows it.
func (s *Session) emitFor(id model.ArticleID, e Event) {
	for _, p := range s.places {
		if p.doc != nil && p.doc.ID == id {
			s.emitAt(p, e)
		}
	}
}
