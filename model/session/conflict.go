package session

import (
	"fmt"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/record"
)

// TakeConflict makes the other version of a conflict stand; see edit.Taking. The conflict
// must be as in the store. It returns model.ErrOthersWork if the record is part of another
// analyst's layer.
func (s *Session) TakeConflict(c record.Conflict) error {
	if err := s.mine(c); err != nil {
		return err
	}
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
// edit.Keeping. The conflict must be as in the store. It returns model.ErrOthersWork like
// TakeConflict.
func (s *Session) KeepConflict(c record.Conflict) error {
	if err := s.mine(c); err != nil {
		return err
	}
	return s.settle(edit.Keeping(c))
}

// mine returns model.ErrOthersWork if the analyst may not settle a conflict.
func (s *Session) mine(c record.Conflict) error {
	if !Settles(c, s.opts.Analyst) {
		return fmt.Errorf("settle a conflict: %w", model.ErrOthersWork)
	}
	return nil
}

// Settles reports whether an analyst may settle a conflict: whether no version in it is
// part of another analyst's layer.
func Settles(c record.Conflict, analyst string) bool {
	for _, h := range []record.Held{c.Stands(), c.Beside()} {
		if owner := record.Of(h.Key.Kind).Owner(h.Key, h.Content); owner != "" && owner != analyst {
			return false
		}
	}
	return true
}

func (s *Session) settle(c edit.Change) error {
	defer s.together()()
	if err := s.writable(); err != nil {
		return err
	}
	s.endTyping()
	return s.commit(c)
}
