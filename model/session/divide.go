package session

import (
	"fmt"
	"slices"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/segment"
)

// Split divides the current unit in two, at a byte offset into the article's text,
// and stays on the first half; see edit.Splitting. It returns ErrNotDivided if the
// offset is outside the unit or inside a grapheme cluster, or if one half would
// have no visible character.
func (s *Session) Split(at int) error {
	defer s.together()()
	u, ok := s.Current()
	if !ok {
		return fmt.Errorf("split: %w", model.ErrNoSentence)
	}
	if err := s.writable(); err != nil {
		return err
	}
	s.endTyping()
	if u.Span.Contains(at) && !slices.Contains(segment.Characters(u.Span.Of(s.doc.Text)), at-u.Span.Start) {
		return fmt.Errorf("split %v at %d: %w", u.Span, at, model.ErrNotDivided)
	}
	c, err := edit.Splitting(s.doc, s.cursor, at)
	if err != nil {
		return err
	}
	return s.commit(c)
}

// CanMerge returns the reason why the current unit cannot be merged with the next
// one, or nil if it can; see edit.CanMerge.
func (s *Session) CanMerge() error {
	if s.doc == nil {
		return fmt.Errorf("merge: %w", model.ErrNoSentence)
	}
	return edit.CanMerge(s.doc, s.cursor)
}

// Differences returns both labels of the analyst, as a list with one element, if the
// current unit and the next one are labelled differently. Merge then needs a decision.
func (s *Session) Differences() []edit.Difference {
	if s.doc == nil {
		return nil
	}
	s.endTyping()
	return slices.DeleteFunc(edit.Differences(s.doc, s.cursor), func(d edit.Difference) bool { return d.Analyst != s.opts.Analyst })
}

// Dropped returns the kinds of the analyst's records that Merge drops from the next unit,
// because the current one has different ones; see edit.Dropped.
func (s *Session) Dropped() []model.Kind {
	if s.doc == nil {
		return nil
	}
	return edit.Dropped(s.doc, s.cursor, s.opts.Analyst)
}

// Merge merges the current unit with the next one; see edit.Merging. It returns
// ErrLabelsDiffer if keep is edit.NoSide and there are Differences.
func (s *Session) Merge(keep edit.Side) error {
	defer s.together()()
	if err := s.CanMerge(); err != nil {
		return err
	}
	if err := s.writable(); err != nil {
		return err
	}
	s.endTyping()
	c, err := edit.Merging(s.doc, s.cursor, keep, s.opts.Analyst)
	if err != nil {
		return err
	}
	return s.commit(c)
}
