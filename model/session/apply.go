package session

import (
	"cmp"
	"fmt"
	"maps"
	"slices"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/record"
)

// commit applies a change in memory at once and passes it to the store, which makes
// it durable. If the store rejects the change because it is closing, commit changes
// nothing and returns ErrReadOnly.
func (s *Session) commit(c edit.Change) error {
	defer s.together()()
	if c.At.IsZero() {
		c.At = s.now()
	}
	if c.Analyst == "" {
		c.Analyst = s.opts.Analyst
	}
	if c.ID = s.store.Enqueue(c); c.ID == 0 {
		return fmt.Errorf("%s: %w", c.Verb, model.ErrReadOnly)
	}
	s.names = s.names.Joined(c.Analyst)
	kept := c.Packed()
	s.pending = append(s.pending, kept)
	s.history.Append(kept)
	s.remember(c)
	s.touchOthers(c.Edits)
	s.updateSave(s.save.Err) // before the edits are applied, so that they never show as saved too early
	s.follow(c)
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
	s.labelsChanged(slices.Values(edits))
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
	for _, e := range edit.Told(edits) {
		id := e.About()
		count[id]++
		if r, ok := e.(edit.Record); ok && r.Leaves() != "" {
			count[r.Leaves()]++
		}
		if e.Moves() {
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
	s.labelsChanged(c.All())
	s.outletNotes = map[model.OutletID][]model.Note{}
	_ = s.readPhrases() // the next Reload reports what cannot be read
	_ = s.readVoices()
	_ = s.readGrades()
	_ = s.readProfiles()
	_ = s.readCompared()
	s.countAll(c.Edits)
	if slices.ContainsFunc(c.Edits, func(e edit.Edit) bool { r, ok := e.(edit.Record); return ok && r.Key.Kind == record.PredecessorKind }) {
		_ = s.readChains()
		s.corpus.reindex()
		s.emit(CorpusChanged{})
	}
	_ = s.Reopen() // the next opening reports an article that cannot be read
}

// countAll updates the list's counts after a large change, if it changes only
// records. It assumes that all of them are on sentences. A loaded set can also have
// labels on units set aside; reading the list again later corrects the counts.
func (s *Session) countAll(edits []edit.Edit) {
	by := map[model.ArticleID]*model.Progress{}
	for _, e := range edits {
		r, ok := e.(edit.Record)
		if !ok {
			return
		}
		if !s.counts(r) {
			continue
		}
		of := func(id model.ArticleID) *model.Progress {
			if by[id] == nil {
				by[id] = &model.Progress{Labelled: map[model.LabelKey]int{}}
			}
			return by[id]
		}
		r.Kind().Count(of(cmp.Or(r.Leaves(), r.About())), r.Before, -1)
		r.Kind().Count(of(r.About()), r.After, +1)
	}
	s.events.condense(func() {
		for id, more := range by {
			s.addProgress(id, *more)
		}
	})
}

// counts reports whether the edit of a record changes the progress of an article in the
// list, provided that its subject is not set aside. The labels of other analysts are not
// counted.
func (s *Session) counts(e edit.Record) bool {
	return e.Kind().Counts() && !e.Beside && e.About() != "" && (e.Key.Analyst == "" || e.Key.Analyst == s.opts.Analyst)
}

// addProgress adds to the progress of an article in the list.
func (s *Session) addProgress(id model.ArticleID, more model.Progress) {
	s.updateSummary(id, func(sum *model.Summary) {
		sum.Progress.Notes += more.Notes
		if len(more.Labelled) > 0 {
			sum.Progress.Labelled = added(sum.Progress.Labelled, more.Labelled)
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
	id := e.About()
	doc := s.opened(id)
	var at []stop // the current unit of each place, whose index may change
	for _, p := range s.places {
		here, _ := p.here()
		at = append(at, here)
	}
	if doc != nil {
		e.Apply(doc)
	}
	switch e := e.(type) {
	case edit.Record:
		s.moveAway(e)
		s.applyRecord(e, doc)
	case edit.Metadata:
		s.updateSummary(id, func(sum *model.Summary) { sum.Metadata = e.After })
		s.grades.forget() // the article may have another outlet
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
	case edit.Presence: // applyPresence has handled it together with others
	default:
		panic(fmt.Sprintf("an edit of type %T is not known", e))
	}
}

// applyRecord updates the counts and the notes on outlets after the edit of a record,
// and emits the events for it. doc is the article, or nil if it is not open. Then
// applyRecord assumes that the record is on a sentence that is not set aside.
func (s *Session) applyRecord(e edit.Record, doc *model.Document) {
	if e.Beside {
		return
	}
	if s.counts(e) && s.isCounted(e, doc) {
		more := model.Progress{Labelled: map[model.LabelKey]int{}}
		if e.Leaves() == "" {
			e.Kind().Count(&more, e.Before, -1)
		}
		e.Kind().Count(&more, e.After, +1)
		s.addProgress(e.About(), more)
	}
	if before, after, ok := e.Note(); ok {
		s.noteChanged(before, after)
	}
	s.namesChanged(e)
	s.phraseChanged(e)
	s.voiceChanged(e)
	s.gradeChanged(e)
	s.profileChanged(e)
	s.comparedChanged(e)
	s.chainChanged(e)
	if at, ok := e.Stretch(); ok && doc != nil && !e.Kind().Quiet {
		if u := doc.UnitAt(at.Start); u >= 0 && doc.Units[u].Span == at {
			s.emitFor(doc.ID, UnitChanged{Unit: u})
		} else { // it is detached
			s.emitFor(doc.ID, StructureChanged{})
		}
	}
	if id := e.About(); doc == nil && id != "" && s.Chains().Linked(id) {
		s.emit(SummaryChanged{ID: id}) // less or more may be left on an earlier version
	}
}

// moveAway updates the session for the article that the edit moves a record away from.
func (s *Session) moveAway(e edit.Record) {
	id := e.Leaves()
	if id == "" {
		return
	}
	if s.counts(e) {
		less := model.Progress{Labelled: map[model.LabelKey]int{}}
		e.Kind().Count(&less, e.Before, -1)
		s.addProgress(id, less)
	}
	if doc := s.opened(id); doc != nil {
		e.Apply(doc)
		s.emitFor(id, StructureChanged{})
	}
}

// isCounted reports whether the subject of a record's edit is not set aside, or does not
// matter for its kind.
func (s *Session) isCounted(e edit.Record, doc *model.Document) bool {
	if e.Kind().Aside || doc == nil {
		return true
	}
	u := doc.UnitAt(e.Key.Sentence.Start)
	return u >= 0 && doc.Units[u] == model.Unit{Span: e.Key.Sentence, Paragraph: doc.Units[u].Paragraph}
}

func (s *Session) recount(id model.ArticleID) {
	doc, err := s.share(id)
	if err != nil {
		return // the counts in the file are right; the list shows them after the next Reload
	}
	s.updateSummary(id, func(sum *model.Summary) { sum.Progress = doc.ProgressOf(s.opts.Analyst) })
}

// noteChanged updates the notes on outlets, and emits an event for the note unless it
// is being typed.
func (s *Session) noteChanged(before, after *model.Note) {
	n := after
	if n == nil {
		n = before
	}
	if n.Target.Outlet != "" {
		id := model.OutletIDOf(n.Target.Outlet)
		if notes, read := s.outletNotes[id]; read {
			s.outletNotes[id] = model.SetNote(notes, n.ID, after)
		}
	}
	if s.typing == nil || s.typing.id != n.ID {
		s.emit(NotesChanged{Target: n.Target})
	}
}
