package session

import (
	"errors"
	"fmt"
	"slices"

	"assay.app/assay/model"
)

// Open opens an article in the active place, unless it is open there already. The
// cursor moves to where it was when the article was last left. In an article that
// was not left before, it moves to the first untagged sentence, if there is one.
func (s *Session) Open(id model.ArticleID) error {
	if s.doc != nil && s.doc.ID == id {
		return nil
	}
	from, jumped := s.here()
	if err := s.open(id); err != nil {
		return err
	}
	if jumped {
		s.trail.jump(from)
	}
	return nil
}

func (s *Session) open(id model.ArticleID) error {
	defer s.together()()
	doc, err := s.share(id)
	if err != nil {
		return fmt.Errorf("open article %s: %w", id, err)
	}
	s.leave()
	s.doc, s.selection = doc, model.Span{}
	s.cursor = s.startingUnit()
	s.emit(ArticleOpened{ID: id})
	return nil
}

// Reopen reads the open articles again. It closes those that are no longer in the
// list or cannot be read.
func (s *Session) Reopen() error {
	s.endTyping()
	s.outletNotes = map[model.OutletID][]model.Note{}
	at := make([]stop, len(s.places))
	for i, p := range s.places {
		if u, ok := p.Current(); ok {
			s.left[p.doc.ID] = u.Span
		}
		at[i], _ = p.here()
		p.doc, p.cursor, p.selection = nil, -1, model.Span{}
	}
	var failed error
	for i, p := range slices.Clone(s.places) {
		if at[i].article != "" {
			failed = errors.Join(failed, s.reopen(p, at[i]))
		}
	}
	return failed
}

func (s *Session) reopen(p *place, at stop) error {
	if _, listed := s.corpus.at[at.article]; !listed {
		s.empty(p)
		return nil
	}
	doc, err := s.share(at.article)
	if err != nil {
		s.empty(p)
		return fmt.Errorf("open article %s: %w", at.article, err)
	}
	p.show(doc, at.sentence)
	s.emitAt(p, ArticleOpened{ID: doc.ID})
	return nil
}

// Leave closes the article in the active place. If there are two places, it removes
// the place.
func (s *Session) Leave() {
	s.leave()
	if s.doc != nil {
		s.empty(s.place)
	}
}

func (s *Session) leave() {
	s.endTyping()
	if u, ok := s.Current(); ok {
		s.left[s.doc.ID] = u.Span
	}
}

// document reads an article and applies the changes that are not yet durable,
// because the store returns only durable ones.
func (s *Session) document(id model.ArticleID) (*model.Document, error) {
	doc, err := s.store.Document(id)
	if err != nil {
		return nil, err
	}
	for _, c := range s.pending {
		for _, e := range c.About(id).Edits {
			e.Apply(doc)
		}
	}
	return doc, nil
}

func (s *Session) startingUnit() int {
	if at, ok := s.left[s.doc.ID]; ok {
		return max(0, s.doc.UnitAt(at.Start))
	}
	if at, ok := s.untaggedFrom(0); ok {
		return at
	}
	for i, u := range s.doc.Units {
		if u.Kind == model.UnitSentence {
			return i
		}
	}
	return len(s.doc.Units) - 1
}

// MoveTo makes unit i current, or the first or the last unit if i is out of range.
// It ends the selection.
func (s *Session) MoveTo(i int) {
	defer s.together()()
	if s.doc == nil || len(s.doc.Units) == 0 {
		return
	}
	i = min(max(i, 0), len(s.doc.Units)-1)
	s.Select(model.Span{})
	if i == s.cursor {
		return
	}
	s.endTyping()
	from := s.cursor
	s.cursor = i
	s.emit(CursorMoved{From: from, To: i})
}

// MoveToFirst makes the first sentence current, or the first unit of an article
// without sentences.
func (s *Session) MoveToFirst() {
	if s.doc != nil {
		s.MoveTo(max(0, slices.IndexFunc(s.doc.Units, isSentence)))
	}
}

// MoveToLast makes the last sentence current, or the last unit of an article
// without sentences.
func (s *Session) MoveToLast() {
	if s.doc == nil {
		return
	}
	for i, u := range slices.Backward(s.doc.Units) {
		if isSentence(u) {
			s.MoveTo(i)
			return
		}
	}
	s.MoveTo(len(s.doc.Units) - 1)
}

func isSentence(u model.Unit) bool { return u.Kind == model.UnitSentence }

// Move moves the cursor by n units, but not beyond the first or the last. If several
// units are selected, it moves down from the last of them or up from the first.
func (s *Session) Move(n int) {
	from := s.cursor
	if units := s.Selected(); units != nil {
		from = units[0]
		if n > 0 {
			from = units[len(units)-1]
		}
	}
	s.MoveTo(from + n)
}

// MoveParagraph moves to the first unit of the paragraph that is n paragraphs away.
// Before the first paragraph it moves to the first unit, and after the last
// paragraph to the last unit.
func (s *Session) MoveParagraph(n int) {
	u, ok := s.Current()
	if !ok {
		return
	}
	want := u.Paragraph + n
	for i, other := range s.doc.Units {
		if other.Paragraph >= want {
			s.MoveTo(i)
			return
		}
	}
	s.MoveTo(len(s.doc.Units) - 1)
}

// NextUntagged moves to the next sentence without a label: below the cursor,
// otherwise from the top, otherwise in the next article of the list that has one.
// If there is none, it emits CorpusDone.
func (s *Session) NextUntagged() error {
	if s.doc == nil {
		return s.openUntagged(0)
	}
	if at, ok := s.untaggedFrom(s.cursor + 1); ok {
		s.MoveTo(at)
		return nil
	}
	if at, ok := s.untaggedFrom(0); ok {
		s.MoveTo(at)
		return nil
	}
	return s.openUntagged(s.RowOf(s.doc.ID) + 1)
}

// openUntagged opens the first article at or after row that has untagged sentences,
// and wraps around once.
func (s *Session) openUntagged(row int) error {
	n := s.Shown()
	for i := range n {
		sum := s.Row((row + i) % n)
		if sum.Progress.Sentences == 0 || sum.Progress.Done() {
			continue
		}
		if s.doc != nil && s.doc.ID == sum.ID {
			continue
		}
		delete(s.left, sum.ID)
		return s.Open(sum.ID)
	}
	s.emit(Noticed{CorpusDone})
	return nil
}

// sentenceFrom returns the index of the first sentence at or after unit i, and false
// if there is none.
func (s *Session) sentenceFrom(i int) (int, bool) {
	for ; i < len(s.doc.Units); i++ {
		if isSentence(s.doc.Units[i]) {
			return i, true
		}
	}
	return 0, false
}

// untaggedFrom returns the index of the first sentence at or after unit i without a
// label of the analyst, and false if there is none.
func (s *Session) untaggedFrom(i int) (int, bool) {
	for ; i < len(s.doc.Units); i++ {
		u := s.doc.Units[i]
		if u.Kind != model.UnitSentence {
			continue
		}
		if _, tagged := s.doc.Annotation(u.Span, s.opts.Analyst); !tagged {
			return i, true
		}
	}
	return 0, false
}

// OpenRow opens the article n rows away from the open one in the list, and reports
// whether there is one. If no article is open, it opens the first row. If the list
// does not show the open article, it opens the first row, or the last if n is
// negative.
func (s *Session) OpenRow(n int) (bool, error) {
	row := 0
	if s.doc != nil {
		at := s.RowOf(s.doc.ID)
		switch {
		case at >= 0:
			row = at + n
		case n < 0: // the filter hides the open article, so start at the end
			row = s.Shown() - 1
		}
	}
	if row < 0 || row >= s.Shown() {
		return false, nil
	}
	return true, s.Open(s.Row(row).ID)
}
