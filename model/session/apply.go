package session

import (
	"fmt"
	"maps"
	"slices"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
)

// commit makes a change: in memory at once, and durable through the store. A
// change that the store does not take, because it is closing, is not made.
func (s *Session) commit(c edit.Change) error {
	defer s.together()()
	c.At = s.now()
	if c.Analyst == "" {
		c.Analyst = s.opts.Analyst
	}
	if c.ID = s.store.Enqueue(c); c.ID == 0 {
		return fmt.Errorf("%s: %w", c.Verb, model.ErrReadOnly)
	}
	kept := c.Packed()
	s.pending = append(s.pending, kept)
	s.history.Append(kept)
	s.remember(c)
	s.touchOthers(c.Edits)
	s.updateSave(s.save.Err) // first: nothing may show as saved that is not
	if len(c.Edits) > mostApplied {
		s.applyUnseen(c)
		return nil
	}
	if len(c.Edits) > mostTold {
		s.events.condense(func() { s.applyAll(c.Edits) })
		return nil
	}
	s.applyAll(c.Edits)
	return nil
}

func (s *Session) applyAll(edits []edit.Edit) {
	s.applyPresence(edits)
	for _, e := range edits {
		s.apply(e)
	}
	for _, id := range entangled(edits) {
		s.recount(id)
	}
}

// mostTold is how many edits of one change have events of their own. With more
// edits the events are condensed; see broker.condense.
const mostTold = 8

// entangled gives the articles whose presence or units an edit changes along
// with something else of them. To put one into the list it is read, with all
// of the change in it, and what the other edits then add is counted twice.
func entangled(edits []edit.Edit) []model.ArticleID {
	count, moved := map[model.ArticleID]int{}, []model.ArticleID(nil)
	for _, e := range edits {
		id := edit.ArticleOf(e)
		count[id]++
		switch e.(type) {
		case edit.Presence, edit.Units:
			moved = append(moved, id)
		}
	}
	slices.Sort(moved)
	return slices.DeleteFunc(slices.Compact(moved), func(id model.ArticleID) bool { return count[id] < 2 })
}

// mostApplied is how many edits of one change are carried out in memory, one
// after the other. When there are more, everything is read again instead.
const mostApplied = 200

// applyUnseen brings the session up to date with a change that is too large to
// be carried out in memory. The open article is read again, which brings it up
// to date (see document); the list is when the store has the change. Labels are
// counted before, because saving may take its time, and fail.
func (s *Session) applyUnseen(c edit.Change) {
	s.relist = c.ID
	s.outletNotes = map[model.OutletID][]model.Note{}
	s.countAll(c.Edits)
	_ = s.Reopen() // what cannot be read is said when it is opened again
}

// countAll brings the list's counts up to date with a change of many labels,
// and of nothing else. It takes them all to be on sentences, as they are but
// where a set with labels on what is set aside was loaded: so the list is read
// again all the same.
func (s *Session) countAll(edits []edit.Edit) {
	by := map[model.ArticleID]map[model.LabelKey]int{}
	for _, e := range edits {
		a, ok := e.(edit.Annotation)
		if !ok {
			return
		}
		if a.Analyst != s.opts.Analyst {
			continue
		}
		if by[a.Article] == nil {
			by[a.Article] = map[model.LabelKey]int{}
		}
		if a.Before != nil {
			by[a.Article][a.Before.Label]--
		}
		if a.After != nil {
			by[a.Article][a.After.Label]++
		}
	}
	s.events.condense(func() {
		for id, more := range by {
			s.updateSummary(id, func(sum *model.Summary) { sum.Progress.Labelled = added(sum.Progress.Labelled, more) })
		}
	})
}

// added gives counts with more added to them. Articles share their maps, so it
// is another map.
func added(counts, more map[model.LabelKey]int) map[model.LabelKey]int {
	out := maps.Clone(counts)
	if out == nil {
		out = map[model.LabelKey]int{}
	}
	for label, n := range more {
		out[label] += n
	}
	return out
}

// relisted reads the list again when the store has the change that made it
// wrong.
func (s *Session) relisted(durable uint64) {
	if s.relist == 0 || durable < s.relist {
		return
	}
	s.relist = 0
	if s.Reload() != nil {
		return // what cannot be read is said when an article is opened
	}
	for _, p := range slices.Clone(s.places) {
		if p.doc == nil {
			continue
		}
		if _, listed := s.corpus.at[p.doc.ID]; !listed {
			s.empty(p)
		}
	}
}

// apply brings the session up to date with an edit and tells the subscribers.
func (s *Session) apply(e edit.Edit) {
	id := edit.ArticleOf(e)
	doc := s.opened(id)
	var at []stop // where the cursors are, which may have other indices now
	for _, p := range s.places {
		here, _ := p.here()
		at = append(at, here)
	}
	if doc != nil {
		applyTo(doc, e)
	}
	switch e := e.(type) {
	case edit.Annotation:
		s.countAnnotation(e, doc)
		if doc != nil {
			s.tell(id, UnitChanged{Unit: doc.UnitAt(e.Sentence.Start)})
		}
	case edit.NoteText:
		s.applyNote(e, doc)
	case edit.Metadata:
		s.updateSummary(id, func(sum *model.Summary) { sum.Metadata = e.After })
		s.corpus.show()
		s.emit(CorpusChanged{})
		s.tell(id, StructureChanged{})
	case edit.Units:
		s.recount(id)
		for i, p := range s.places {
			if p.doc != nil && p.doc.ID == id {
				p.show(doc, at[i].sentence)
			}
		}
		s.tell(id, StructureChanged{})
	}
}

// applyTo brings a document up to date with an edit that concerns it. Making
// the same edit twice does no harm.
func applyTo(doc *model.Document, e edit.Edit) {
	switch e := e.(type) {
	case edit.Annotation:
		doc.SetAnnotation(e.Sentence, e.Analyst, e.After)
	case edit.NoteText:
		doc.SetNote(e.ID(), e.After)
	case edit.Metadata:
		doc.Metadata = e.After
	case edit.Units:
		if units, ok := model.Replace(doc.Units, e.Before, e.After); ok {
			doc.Units = units
		}
	case edit.Presence:
		doc.Removed = !e.After
	}
}

// countAnnotation keeps the list's counts without reading the article, which
// may not be open.
func (s *Session) countAnnotation(e edit.Annotation, doc *model.Document) {
	if e.Analyst != s.opts.Analyst {
		return
	}
	if doc != nil {
		if u := doc.UnitAt(e.Sentence.Start); u < 0 || doc.Units[u].Kind != model.UnitSentence {
			return
		}
	}
	more := map[model.LabelKey]int{}
	if e.Before != nil {
		more[e.Before.Label]--
	}
	if e.After != nil {
		more[e.After.Label]++
	}
	s.updateSummary(e.Article, func(sum *model.Summary) { sum.Progress.Labelled = added(sum.Progress.Labelled, more) })
}

func (s *Session) recount(id model.ArticleID) {
	doc, err := s.share(id)
	if err != nil {
		return // the counts in the file are right; the list shows them after the next Reload
	}
	s.updateSummary(id, func(sum *model.Summary) { sum.Progress = doc.ProgressOf(s.opts.Analyst) })
}

func (s *Session) applyNote(e edit.NoteText, doc *model.Document) {
	target := e.Target()
	if target.Outlet != "" {
		id := model.OutletIDOf(target.Outlet)
		if notes, read := s.outletNotes[id]; read {
			s.outletNotes[id] = model.SetNote(notes, e.ID(), e.After)
		}
	} else {
		s.updateSummary(target.Article, func(sum *model.Summary) {
			if e.Before != nil {
				sum.Progress.Notes--
			}
			if e.After != nil {
				sum.Progress.Notes++
			}
		})
	}
	if s.typing == nil || s.typing.id != e.ID() {
		s.emit(NotesChanged{Target: target})
	}
	if doc != nil && target.Sentence != nil {
		s.tell(doc.ID, UnitChanged{Unit: doc.UnitAt(target.Sentence.Start)})
	}
}
