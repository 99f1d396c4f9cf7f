package session

import (
	"fmt"
	"slices"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
)

// Unsaved gives the changes that the store does not give yet, oldest first.
func (s *Session) Unsaved() []edit.Change {
	out := make([]edit.Change, 0, len(s.pending))
	for _, c := range s.pending {
		out = append(out, c.Unpacked())
	}
	return out
}

// GoBack makes the project what it was right after the change called id, or
// only one article of it, by one new change, which undo takes back; 0 goes
// back to the beginning. Read may hold changes after that one which the store
// has given, newest first and without a gap down to it; the others are read
// here, which takes time when there are many. It gives how many changes were
// taken back, 0 when there was nothing to do, and ErrNothingToUndo when the
// project was recovered from a damaged file since: what it was before that is
// not known whole.
func (s *Session) GoBack(id uint64, only model.ArticleID, read []edit.Change) (int, error) {
	defer s.together()()
	if err := s.writable(); err != nil {
		return 0, err
	}
	s.endTyping()
	from := id
	if len(read) > 0 {
		from = read[0].ID
	}
	later, err := s.history.After(from)
	if err != nil {
		return 0, fmt.Errorf("go back to change %d: %w", id, err)
	}
	later = append(later, read...)
	if slices.ContainsFunc(later, func(c edit.Change) bool { return c.Verb == edit.Recover || c.Verb == edit.Lost }) {
		return 0, fmt.Errorf("go back to change %d: that was before the project was recovered from a damaged file: %w", id, model.ErrNothingToUndo)
	}
	if only != "" {
		later = about(only, later)
	}
	c := edit.GoingBack(later)
	if len(c.Edits) == 0 {
		return 0, nil
	}
	if err := s.commit(c); err != nil {
		return 0, fmt.Errorf("go back to change %d: %w", id, err)
	}
	return len(later), nil
}

// about gives what changes do to one article.
func about(id model.ArticleID, changes []edit.Change) []edit.Change {
	var out []edit.Change
	for _, c := range changes {
		if c = c.About(id); len(c.Edits) > 0 {
			out = append(out, c)
		}
	}
	return out
}
