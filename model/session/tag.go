package session

import (
	"fmt"
	"slices"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/value"
)

// Label returns the analyst's label on the current sentence, or "". If several
// sentences are selected, it returns the label that all of them have, or "".
func (s *Session) Label() model.LabelKey {
	label, units := model.LabelKey(""), s.sentencesActed()
	for i, u := range units {
		a, _ := s.doc.Annotation(u.Span, s.opts.Analyst)
		if i > 0 && a.Label != label {
			return ""
		}
		label = a.Label
	}
	return label
}

// Tag labels the current sentence, or the selected ones, and moves on if Advance is
// set: from a sentence that had no label to the next one without a label, and from
// one that had a label to the next sentence. If the sentence already has the label,
// Tag only moves on. If the label is suggested for a sentence, Tag also adds the attribution
// that is proposed for it.
func (s *Session) Tag(label model.LabelKey) error {
	defer s.together()()
	if l, ok := s.codebook.Find(label); !ok || l.Retired {
		return fmt.Errorf("tag with %q: %w", label, model.ErrNoLabel)
	}
	had := s.anyLabelled()
	var confirmed []model.Unit
	found, units := s.suggestedFor()
	for i, f := range found {
		if f.Label == label {
			confirmed = append(confirmed, units[i])
		}
	}
	if err := s.annotate(edit.Tag, func(int) model.LabelKey { return label }, confirmed...); err != nil {
		return err
	}
	if s.opts.Advance {
		s.advance(had)
	}
	return nil
}

// anyLabelled reports whether any of the sentences to which actions apply has a
// label of the analyst.
func (s *Session) anyLabelled() bool {
	return slices.ContainsFunc(s.sentencesActed(), func(u model.Unit) bool {
		_, labelled := s.doc.Annotation(u.Span, s.opts.Analyst)
		return labelled
	})
}

// ClearLabel removes the label from the current sentence, or from the selected
// ones.
func (s *Session) ClearLabel() error {
	return s.annotate(edit.Clear, func(int) model.LabelKey { return "" })
}

// annotate labels the sentences to which actions apply, in one change. label
// returns the label for the sentence with an index among them, or "" to remove it. The
// confirmed sentences get the attributions that are proposed for them.
func (s *Session) annotate(verb edit.Verb, label func(i int) model.LabelKey, confirmed ...model.Unit) error {
	defer s.together()()
	units := s.sentencesActed()
	if len(units) == 0 {
		return fmt.Errorf("%s: %w", verb, model.ErrNoSentence)
	}
	return s.annotateUnits(verb, units, label, confirmed)
}

// annotateUnits labels units in one change; see annotate.
func (s *Session) annotateUnits(verb edit.Verb, units []model.Unit, label func(i int) model.LabelKey, confirmed []model.Unit) error {
	if err := s.writable(); err != nil {
		return err
	}
	s.endTyping()
	clock := s.clock()
	c := edit.Change{At: clock.Now(), Verb: verb}
	for i, u := range units {
		if e, changes := clock.Label(s.doc, u.Span, s.opts.Analyst, label(i)); changes {
			c.Edits = append(c.Edits, e)
		}
	}
	if len(c.Edits) == 0 {
		return nil
	}
	c.Edits = append(c.Edits, s.confirmed(confirmed, clock.Now())...)
	return s.commit(c)
}

// advance moves on from the current sentence, or from the last of the selected ones.
// If had is set, the sentence had a label before, and advance moves to the next
// sentence. Otherwise it moves to the next sentence without a label. If there is
// none below, it does not wrap around: if sentences without a label are left above,
// it moves down by one unit and emits UntaggedAbove, and otherwise it emits
// ArticleDone.
func (s *Session) advance(had bool) {
	last := s.cursor
	if units := s.Selected(); units != nil {
		last = units[len(units)-1]
	}
	if had {
		if at, ok := s.sentenceFrom(last + 1); ok {
			s.MoveTo(at)
			return
		}
	}
	if at, ok := s.untaggedFrom(last + 1); ok {
		s.MoveTo(at)
		return
	}
	if _, ok := s.untaggedFrom(0); ok {
		s.MoveTo(last + 1)
		s.emit(Noticed{UntaggedAbove})
		return
	}
	s.emit(Noticed{ArticleDone})
}

// CorrectMetadata changes the metadata of an article. It returns model.ErrValue if
// a field is refused.
func (s *Session) CorrectMetadata(id model.ArticleID, after model.Metadata) error {
	defer s.together()()
	sum, ok := s.Summary(id)
	if !ok {
		return fmt.Errorf("correct article %s: %w", id, model.ErrNoArticle)
	}
	if err := s.writable(); err != nil {
		return err
	}
	s.endTyping()
	after, err := value.AcceptCorrection(sum.Metadata, after)
	if err != nil {
		return fmt.Errorf("correct article %s: %w", id, err)
	}
	if sum.Metadata == after {
		return nil
	}
	doc, err := s.share(id)
	if err != nil {
		return fmt.Errorf("correct article %s: %w", id, err)
	}
	return s.commit(edit.Correcting(doc, after))
}

// Remove removes articles from the corpus. One undo puts them back with their labels
// and notes.
func (s *Session) Remove(ids ...model.ArticleID) error {
	defer s.together()()
	for _, id := range ids {
		if _, ok := s.Summary(id); !ok {
			return fmt.Errorf("remove article %s: %w", id, model.ErrNoArticle)
		}
	}
	if err := s.writable(); err != nil {
		return err
	}
	s.endTyping()
	if len(ids) == 0 {
		return nil
	}
	return s.commit(edit.Change{Verb: edit.Remove, Edits: edit.Removing(ids...)})
}

// writable returns the reason why nothing may be edited now, or nil.
func (s *Session) writable() error {
	if s.save.State == Failed {
		return fmt.Errorf("%w: %w", model.ErrReadOnly, s.save.Err)
	}
	return nil
}
