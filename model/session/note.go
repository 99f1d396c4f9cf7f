package session

import (
	"fmt"
	"strings"
	"time"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/record"
	"assay.app/assay/model/value"
)

// How typing becomes changes
//
// Every keystroke in a note changes the note in memory. When the analyst pauses, or
// has typed for a while without a pause, the text becomes one change. All changes
// typed in a note share a batch until the analyst moves to another note or sentence
// or makes another edit, so that undo reverses them together.
const (
	typingPause = 300 * time.Millisecond // written this long after the last keystroke
	typingLimit = time.Second            // but no later than this after the first unsaved keystroke
)

// typing is the state of the note that is being typed.
type typing struct {
	id     string
	target model.NoteTarget
	first  *model.Note // the note before the typing began, or as first written during it
	saved  *model.Note // as last passed to the store; nil if it does not exist there
	last   *model.Note // the newest version passed to the store, even if the note was emptied later
	now    *model.Note // as shown on screen; nil if it is empty
	graded bool        // a grade has the note as its basis
	edits  []edit.Edit // edits of that grade that have not been passed to the store
	batch  string
	since  time.Time // the first keystroke not passed to the store; zero if there is none
	cancel func()
}

func (t *typing) unsaved() bool { return t != nil && !t.since.IsZero() }

// Notes returns the notes on a target that the analyst sees, as shown on screen.
func (s *Session) Notes(target model.NoteTarget) ([]model.Note, error) {
	notes, err := s.stored(target)
	if err != nil {
		return nil, err
	}
	notes = s.seen(notes)
	t := s.typing
	switch {
	case t == nil || !t.target.Same(target):
		return notes, nil
	case t.now != nil:
		return model.SetNote(notes, t.id, t.now), nil
	case t.first != nil:
		// An emptied note keeps its place until the analyst leaves it.
		blank := *t.first
		blank.Text, blank.Grade = "", model.Grade{}
		return model.SetNote(notes, t.id, &blank), nil
	}
	return model.SetNote(notes, t.id, nil), nil
}

func (s *Session) stored(target model.NoteTarget) ([]model.Note, error) {
	if target.Outlet == "" {
		if doc := s.opened(target.Article); doc != nil {
			return doc.NotesOn(target), nil
		}
		if _, listed := s.corpus.at[target.Article]; !listed {
			return nil, fmt.Errorf("notes on article %s: %w", target.Article, model.ErrNoArticle)
		}
		notes, err := s.read(target)
		if err != nil {
			return nil, fmt.Errorf("notes on article %s: %w", target.Article, err)
		}
		return notes, nil
	}
	id := model.OutletIDOf(target.Outlet)
	if notes, ok := s.outletNotes[id]; ok {
		return notes, nil
	}
	notes, err := s.read(target)
	if err != nil {
		return nil, fmt.Errorf("notes on outlet %s: %w", target.Outlet, err)
	}
	s.outletNotes[id] = notes
	return notes, nil
}

// read reads the notes on a target from the store, and applies the changes that are not
// durable yet.
func (s *Session) read(target model.NoteTarget) ([]model.Note, error) {
	notes, err := s.store.Notes(target)
	if err != nil {
		return nil, err
	}
	for _, c := range s.pending {
		for e := range c.All() {
			if r, ok := e.(edit.Record); ok && r.Subject() == target.Subject() {
				if _, after, isNote := r.Note(); isNote {
					notes = model.SetNote(notes, r.Key.ID, after)
				}
			}
		}
	}
	return notes, nil
}

// NewNoteID returns a random id for a new note.
func (s *Session) NewNoteID() string { return newID() }

// WriteNote sets the text of the note with the given id on target, and creates the
// note if it does not exist. It removes a note with an empty text, unless the note is the
// basis of a grade. WriteNote may be called on every keystroke. It returns model.ErrValue, and leaves
// the note unchanged, if the text is refused.
func (s *Session) WriteNote(id string, target model.NoteTarget, text string) error {
	text, err := value.Note.Accept(text)
	if err != nil {
		return err
	}
	return s.write(id, target, func(n *model.Note) { n.Text = text })
}

// GradeNote grades what a note is about, with the note as the basis. In the same change, it
// creates the note if it does not exist. The zero grade removes the grade if the note is its
// basis. Like WriteNote and DeleteNote, it returns model.ErrOthersWork for another analyst's
// note. The error is model.ErrGrade or model.ErrDigit if the grade is refused.
func (s *Session) GradeNote(id string, target model.NoteTarget, grade model.Grade) error {
	c, err := s.gradingBy(id, target, grade)
	if err != nil {
		return err
	}
	err = s.write(id, target, func(n *model.Note) {
		n.Grade = model.Grade{} // older versions of Assay stored it here
		s.typing.graded, s.typing.edits = !grade.IsZero(), c.Edits
	})
	s.FlushTyping()
	return err
}

// gradingBy returns the change that grades what a note is about.
func (s *Session) gradingBy(id string, target model.NoteTarget, grade model.Grade) (edit.Change, error) {
	key := record.GradeOn(target.Subject(), s.opts.Analyst)
	before := s.gradeAt(key)
	if target.Sentence != nil && s.opened(target.Article) == nil {
		doc, err := s.document(target.Article)
		if err != nil {
			return edit.Change{}, fmt.Errorf("grade by note %s: %w", id, err)
		}
		before = record.GradeIn(doc, key)
	}
	if grade.IsZero() && (before == nil || before.Note != id) {
		return edit.Change{}, nil
	}
	g := s.grading([]model.Key{key})
	g.Of = func(model.Key) *record.Grade { return before }
	return g.SettingBy(grade, id)
}

// NoteGrade returns the grade of which a note is the basis, or else the grade that the note
// itself has from an older version of Assay. A note on a sentence must be in an open article.
func (s *Session) NoteGrade(n model.Note) model.Grade { return record.NoteGrade(n, s.gradeAt) }

func (s *Session) write(id string, target model.NoteTarget, change func(*model.Note)) error {
	defer s.together()()
	if s.typing == nil || s.typing.id != id {
		// Typing in the same note can continue while the store cannot write,
		// because its changes join the queue. Typing in another note cannot begin.
		if err := s.writable(); err != nil {
			return err
		}
		s.endTyping()
		if err := s.beginTyping(id, target); err != nil {
			return err
		}
	}
	t := s.typing
	next := model.Note{ID: id, Target: target, Analyst: s.opts.Analyst}
	switch {
	case t.now != nil:
		next = *t.now
	case t.first != nil:
		next = *t.first
		next.Text, next.Grade = "", model.Grade{}
	}
	next = s.clock().Note(next, t.last)
	change(&next)
	t.now = &next
	if strings.TrimSpace(next.Text) == "" && next.Grade.IsZero() && !t.graded {
		t.now = nil
	}
	s.scheduleTyping(s.now())
	s.updateSave(s.save.Err)
	return nil
}

func (s *Session) beginTyping(id string, target model.NoteTarget) error {
	notes, err := s.stored(target)
	if err != nil {
		return err
	}
	t := &typing{id: id, target: target, batch: newID()}
	for _, n := range notes {
		switch {
		case n.ID == id && n.Analyst != s.opts.Analyst:
			return fmt.Errorf("write note %s: %w", id, model.ErrOthersWork)
		case n.ID == id:
			t.first, t.saved, t.last, t.now = &n, &n, &n, &n
			t.graded = s.isBasis(n)
		}
	}
	s.typing = t
	return nil
}

// isBasis reports whether the grade of what a note is about has the note as its basis.
func (s *Session) isBasis(n model.Note) bool {
	g := s.gradeAt(record.GradeOn(n.Target.Subject(), n.Analyst))
	return g != nil && g.Note == n.ID
}

// scheduleTyping schedules the writing of typed text after a pause, but no later
// than typingLimit after the first unsaved keystroke.
func (s *Session) scheduleTyping(now time.Time) {
	t := s.typing
	if t.since.IsZero() {
		t.since = now
	}
	if t.cancel != nil {
		t.cancel()
		t.cancel = nil
	}
	if s.opts.After == nil {
		return
	}
	wait := min(typingPause, max(0, typingLimit-now.Sub(t.since)))
	t.cancel = s.opts.After(wait, s.FlushTyping)
}

// FlushTyping passes the typed text to the store now, also that of a judgement.
func (s *Session) FlushTyping() {
	s.flushJudgement()
	t := s.typing
	if !t.unsaved() {
		return
	}
	if t.cancel != nil {
		t.cancel()
		t.cancel = nil
	}
	since := t.since
	t.since = time.Time{}
	same := t.saved == nil && t.now == nil || t.saved != nil && t.now != nil && sameNote(*t.saved, *t.now)
	var edits []edit.Edit
	if !same {
		edits = append(edits, edit.OfNote(t.saved, t.now))
	}
	verb := edit.Note
	if same {
		verb = edit.Grade
	}
	edits = append(edits, t.edits...)
	if len(edits) == 0 {
		s.updateSave(s.save.Err)
		return
	}
	if s.commit(edit.Change{Verb: verb, Batch: t.batch, Edits: edits}) != nil {
		t.since = since // it stays unsaved
		return
	}
	if t.edits = nil; same {
		return
	}
	if t.first == nil {
		t.first = t.now
	}
	if t.now != nil {
		t.last = t.now
	}
	t.saved = t.now
}

func sameNote(a, b model.Note) bool { return a.Text == b.Text && a.Grade == b.Grade }

// endTyping ends the typing in a note or a judgement, if there is any, unless its text cannot
// be passed to the store.
func (s *Session) endTyping() {
	s.endJudgement()
	s.FlushTyping()
	if !s.typing.unsaved() {
		s.typing = nil
	}
}

// EndTyping ends the typing in a note or a judgement, so that undo treats later typing separately.
func (s *Session) EndTyping() { s.endTyping() }

// DeleteNote removes a note, if there is one with the given id.
func (s *Session) DeleteNote(id string, target model.NoteTarget) error {
	defer s.together()()
	if err := s.writable(); err != nil {
		return err
	}
	s.endTyping()
	notes, err := s.stored(target)
	if err != nil {
		return err
	}
	for _, n := range notes {
		switch {
		case n.ID == id && n.Analyst != s.opts.Analyst:
			return fmt.Errorf("delete note %s: %w", id, model.ErrOthersWork)
		case n.ID == id:
			return s.commit(edit.Change{Verb: edit.Note, Edits: []edit.Edit{edit.OfNote(&n, nil)}})
		}
	}
	return nil
}
