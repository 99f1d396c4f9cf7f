package session

import (
	"fmt"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
)

// Detached returns the analyst's detached records in the open article.
func (s *Session) Detached() []edit.Detached {
	if s.doc == nil {
		return nil
	}
	return edit.DetachedOf(s.doc, s.Analyst())
}

// Attach puts the analyst's detached records in the open article on the nearest sentences;
// see edit.Detached. It returns the number of records that stay detached.
func (s *Session) Attach() (left int, err error) {
	defer s.together()()
	if s.doc == nil {
		return 0, fmt.Errorf("put labels back: %w", model.ErrNoSentence)
	}
	if err := s.writable(); err != nil {
		return 0, err
	}
	s.endTyping()
	if c := s.clock().Attaching(s.doc, s.Analyst()); len(c.Edits) > 0 {
		err = s.commit(c)
	}
	return len(s.Detached()), err
}
