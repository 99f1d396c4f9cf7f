package session

import (
	"fmt"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/record"
)

// TakeConflict makes the other version of a conflict stand; see edit.Taking. The conflict
// must be as in the store.
func (s *Session) TakeConflict(c record.Conflict) error {
	var doc *model.Document
	if id := c.Subject.Article; id != "" {
		var err error
		if doc, err = s.share(id); err != nil {
			return fmt.Errorf("take the other version of a record of article %s: %w", id, err)
		}
	}
	return s.settle(edit.Taking(c, doc))
}

// KeepConflict settles a conflict in favour of the version that stands; see
// edit.Keeping. The conflict must be as in the store.
func (s *Session) KeepConflict(c record.Conflict) error { return s.settle(edit.Keeping(c)) }

func (s *Session) settle(c edit.Change) error {
	defer s.together()()
	if err := s.writable(); err != nil {
		return err
	}
	s.endTyping()
	return s.commit(c)
}
