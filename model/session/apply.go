package session

import (
	"fmt"
	"maps"
	"slices"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
)

// commit applies a change in memory at once and passes it to the store, which makes
// it durable. If the store rejects the change because it is closing, commit changes
// nothing and returns ErrReadOnly.
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
	s.updateSave(s.save.Err) // before the edits are applied, so that they never show as saved too early
	if len(c.Edits) > mostApplied {
		s.applyUnseen(c)
		return nil
	}
	if len(c.Edits) > mostSeparate {
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

// mostSeparate is the greatest number of edits of one change that each emit their
// own events. With more edits the events are condensed; see broker.condense.
const mostSeparate = 8

// entangled returns the articles whose presence or units one of the edits changes,
// if another edit changes the same article. Such an article may be read with the
// whole change already applied. Applying the other edits then counts them twice, so
// the caller must count the article again.
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

// mostApplied is the greatest number of edits of one change that are applied one by
// one; see applyUnseen.
const mostApplied = 200

// applyUnseen updates the session after a change that is too large to apply edit by
// edit. It reads the open articles again, with the change applied (see document).
// The list is read again when the change is durable. Labels are counted at once,
// because saving may take long or fail.
func (s *Session) applyUnseen(c edit.Change) {
	s.relist = c.ID
	s.outletNotes = map[model.OutletID][]model.Note{}
	s.countAll(c.Edits)
	_ = s.Reopen() // the next opening reports an article that cannot be read
}

// countAll updates the list's counts after a large change, if it changes only
// labels. It assumes that all labels are on sentences. A loaded set can also have
// labels on units set aside; reading the list again later corrects the counts.
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

// added returns the sum of counts and more in a new map, because several articles
// may share counts.
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

// relisted reads the list again once the change that made it stale is durable, and
// closes open articles that are no longer listed.
func (s *Session) relisted(durable uint64) {
	if s.relist == 0 || durable < s.relist {
		return
	}
	s.relist = 0
	if s.Reload() != nil {
		return // the next opening reports what cannot be read
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

// apply updates the session after an edit and emits the events for it.
func (s *Session) apply(e edit.Edit) {
	id := edit.ArticleOf(e)
	doc := s.opened(id)
	var at []stop // the current unit of each place, whose index may change
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
			s.emitFor(id, UnitChanged{Unit: doc.UnitAt(e.Sentence.Start)})
		}
	case edit.NoteText:
		s.applyNote(e, doc)
	case edit.Metadata:
		s.updateSummary(id, func(sum *model.Summary) { sum.Metadata = e.After })
		s.corpus.show()
		s.emit(CorpusChanged{})
		s.emitFor(id, StructureChanged{})
	case edit.Units:
		s.recount(id)
		for i, p := range s.places {
			if p.doc != nil && p.doc.ID == id {
				p.show(doc, at[i].sentence)
			}
		}
		s.emitFor(id, StructureChanged{})
	}
}

// applyTo updates a document after an edit that concerns it. Applying the same edit
// twice is harmless.
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

// countAnnotation updates the list's counts after the edit of a label. Doc is nil
// if the article is not open; then the label is assumed to be on a sentence.
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
		s.emitFor(doc.ID, UnitChanged{Unit: doc.UnitAt(target.Sentence.Start)})
	}
}
