package session

import (
	"time"

	"assay.app/assay/model"
	"assay.app/assay/model/record"
)

// drafted is a judgement of which a text is being typed. What is typed becomes changes as it does
// in notes; see typing.
type drafted struct {
	id     model.JudgementID
	batch  string
	now    record.Judgement // as shown on screen
	since  time.Time        // the first keystroke not passed to the store; zero if there is none
	cancel func()
}

func (d *drafted) unsaved() bool { return d != nil && !d.since.IsZero() }

// Judgement returns a judgement of the analyst as shown on screen, with what has been typed since
// the last change, or nil.
func (s *Session) Judgement(id model.JudgementID) *record.Judgement {
	if d := s.drafted; d != nil && d.id == id {
		now := d.now
		return &now
	}
	return s.compared.Judgement(s.opts.Analyst, id)
}

// WriteJudgement is called as the analyst types in a judgement: set changes a copy of it. When the
// analyst pauses, the session passes the result to the store as ChangeJudgement does.
func (s *Session) WriteJudgement(id model.JudgementID, batch string, set func(*record.Judgement)) error {
	defer s.together()()
	if err := s.writable(); err != nil {
		return err
	}
	if d := s.drafted; d == nil || d.id != id || d.batch != batch {
		s.endTyping()
	}
	d := s.drafted
	if d == nil {
		d = &drafted{id: id, batch: batch}
		if stored := s.compared.Judgement(s.opts.Analyst, id); stored != nil {
			d.now = *stored
		}
	}
	now := d.now
	set(&now)
	if _, err := s.comparing().ChangingJudgement(id, func(j *record.Judgement) { *j = now }); err != nil {
		return err
	}
	d.now, s.drafted = now, d
	s.scheduleJudgement()
	s.updateSave(s.save.Err)
	return nil
}

// scheduleJudgement schedules the writing of a judgement as scheduleTyping does for notes.
func (s *Session) scheduleJudgement() {
	d, now := s.drafted, s.now()
	if d.since.IsZero() {
		d.since = now
	}
	if d.cancel != nil {
		d.cancel()
		d.cancel = nil
	}
	if s.opts.After != nil {
		d.cancel = s.opts.After(min(typingPause, max(0, typingLimit-now.Sub(d.since))), s.flushJudgement)
	}
}

// flushJudgement passes what was typed in a judgement to the store now.
func (s *Session) flushJudgement() {
	d := s.drafted
	if !d.unsaved() {
		return
	}
	if d.cancel != nil {
		d.cancel()
		d.cancel = nil
	}
	since := d.since
	d.since = time.Time{}
	c, err := s.comparing().ChangingJudgement(d.id, func(j *record.Judgement) { *j = d.now })
	switch {
	case err != nil: // the judgement was removed meanwhile
		s.drafted = nil
	case len(c.Edits) > 0:
		c.Batch = d.batch
		if s.commit(c) != nil {
			d.since = since // it stays unsaved
		}
	}
	s.updateSave(s.save.Err)
}

// endJudgement ends the typing in a judgement, unless it cannot be passed to the store.
func (s *Session) endJudgement() {
	s.flushJudgement()
	if !s.drafted.unsaved() {
		s.drafted = nil
	}
}
