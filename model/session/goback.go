package session

import (
	"fmt"
	"slices"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
)

// Unsaved returns the changes that are not durable yet, oldest first.
func (s *Session) Unsaved() []edit.Change {
	out := make([]edit.Change, 0, len(s.pending))
	for _, c := range s.pending {
		out = append(out, c.Unpacked())
	}
	return out
}

// GoBack restores the state right after the change id, either of one article or, if
// only is "", of the whole project. It does so with one new change, which undo
// reverses. Versions from other copies of the project stay, and so does what other
// analysts did; see edit.GoingBack. An id of 0 means the beginning.
//
// Read holds changes that the caller has already read, newest first and without a
// gap, down to the one after id. GoBack reads the newer ones, which takes time if
// there are many.
//
// GoBack returns the number of the analyst's changes that it reversed, or 0 if there is
// nothing to do. It returns ErrNothingToUndo if the project was recovered from a damaged
// file since id, because the state before that is not completely known.
func (s *Session) GoBack(id uint64, only model.ArticleID, read []edit.Change) (int, error) {
	defer s.together()()
	if err := s.writable(); err != nil {
		return 0, err
	}
	s.endTyping()
	c, n, err := s.goingBack(id, only, read)
	if err != nil || len(c.Edits) == 0 {
		return 0, err
	}
	if err := s.commit(c); err != nil {
		return 0, fmt.Errorf("go back to change %d: %w", id, err)
	}
	return n, nil
}

// GoingBack returns the change that GoBack would make, without making it. The change has
// no edits if there is nothing to do.
func (s *Session) GoingBack(id uint64, only model.ArticleID, read []edit.Change) (edit.Change, error) {
	s.endTyping()
	c, _, err := s.goingBack(id, only, read)
	return c, err
}

// goingBack returns the change that restores the state right after the change id, and how
// many changes of the analyst it reverses.
func (s *Session) goingBack(id uint64, only model.ArticleID, read []edit.Change) (edit.Change, int, error) {
	from := id
	if len(read) > 0 {
		from = read[0].ID
	}
	later, err := s.history.After(from)
	if err != nil {
		return edit.Change{}, 0, fmt.Errorf("go back to change %d: %w", id, err)
	}
	later = append(later, read...)
	if slices.ContainsFunc(later, func(c edit.Change) bool { return c.Verb == edit.Recover || c.Verb == edit.Lost }) {
		return edit.Change{}, 0, fmt.Errorf("go back to change %d: that was before the project was recovered from a damaged file: %w", id, model.ErrNothingToUndo)
	}
	if only != "" {
		later = about(only, later)
	}
	own := 0
	for _, c := range later {
		if c.Analyst == s.opts.Analyst {
			own++
		}
	}
	return edit.GoingBack(later, s.opts.Analyst), own, nil
}

// about returns the parts of changes that concern one article.
func about(id model.ArticleID, changes []edit.Change) []edit.Change {
	var out []edit.Change
	for _, c := range changes {
		if c = c.About(id); len(c.Edits) > 0 {
			out = append(out, c)
		}
	}
	return out
}
