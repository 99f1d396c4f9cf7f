package session

import (
	"fmt"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/record"
	"assay.app/assay/model/value"
)

// Label returns the analyst's label on the current sentence, or "".
func (s *Session) Label() model.LabelKey {
	u, ok := s.Current()
	if !ok {
		return ""
	}
	a, _ := s.doc.Annotation(u.Span, s.opts.Analyst)
	return a.Label
}

// Tag labels the current sentence, and moves on if Advance is set. If the sentence
// already has the label, Tag only moves on.
func (s *Session) Tag(label model.LabelKey) error {
	defer s.together()()
	if _, ok := s.codebook.Find(label); !ok {
		return fmt.Errorf("tag with %q: %w", label, model.ErrNoLabel)
	}
	if err := s.annotate(edit.Tag, label); err != nil {
		return err
	}
	if s.opts.Advance {
		s.advance()
	}
	return nil
}

// ClearLabel removes the label from the current sentence.
func (s *Session) ClearLabel() error { return s.annotate(edit.Clear, "") }

func (s *Session) annotate(verb edit.Verb, label model.LabelKey) error {
	defer s.together()()
	u, ok := s.Current()
	if !ok || u.Kind != model.UnitSentence {
		return fmt.Errorf("%s: %w", verb, model.ErrNoSentence)
	}
	if err := s.writable(); err != nil {
		return err
	}
	s.endTyping()
	clock := s.clock()
	e, changes := clock.Label(s.doc, u.Span, s.opts.Analyst, label)
	if !changes {
		return nil
	}
	return s.commit(edit.Change{At: clock.Now(), Verb: verb, Edits: []edit.Edit{e}})
}

// advance moves to the next untagged sentence below. It does not wrap around. If
// untagged sentences are left only above, it moves down by one unit and emits
// UntaggedAbove. If none is left, it emits ArticleDone.
func (s *Session) advance() {
	if at, ok := s.untaggedFrom(s.cursor + 1); ok {
		s.MoveTo(at)
		return
	}
	if _, ok := s.untaggedFrom(0); ok {
		s.Move(1)
		s.emit(Noticed{UntaggedAbove})
		return
	}
	s.emit(Noticed{ArticleDone})
}

// ToggleAside sets the current sentence aside as residue, or turns a unit that is
// set aside into a sentence. Setting aside removes the sentence's labels; undo
// restores them.
func (s *Session) ToggleAside() error {
	defer s.together()()
	u, ok := s.Current()
	if !ok {
		return fmt.Errorf("set aside: %w", model.ErrNoSentence)
	}
	if err := s.writable(); err != nil {
		return err
	}
	s.endTyping()
	c := edit.Change{Verb: edit.Restore}
	after := u
	after.Kind = model.UnitSentence
	if u.Kind == model.UnitSentence {
		c.Verb = edit.SetAside
		after.Kind = model.UnitResidue
		for _, a := range s.doc.Annotations[u.Span] {
			c.Edits = append(c.Edits, edit.Of(record.OnSentence(s.doc.ID, u.Span, a.Analyst), &a, nil))
		}
	}
	c.Edits = append(c.Edits, edit.Dividing(s.doc, []model.Unit{u}, []model.Unit{after})...)
	return s.commit(c)
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
