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

// Settles reports whether the analyst may settle a conflict: it is not about a record in
// another analyst's layer.
func (s *Session) Settles(c record.Conflict) bool { return s.mine(c) == nil }

// mine returns model.ErrOthersWork if a version in the conflict is part of another
// analyst's layer, and nil otherwise.
func (s *Session) mine(c record.Conflict) error {
	for _, h := range []record.Held{c.Stands(), c.Beside()} {
		if owner := record.Of(h.Key.Kind).Owner(h.Key, h.Content); owner != "" && owner != s.opts.Analyst {
			return fmt.Errorf("settle a conflict: %w", model.ErrOthersWork)
		}
	}
	return nil
}

func (s *Session) settle(c edit.Change) error {
	defer s.together()()
	if err := s.writable(); err != nil {
		return err
	}
	s.endTyping()
	return s.commit(c)
}
