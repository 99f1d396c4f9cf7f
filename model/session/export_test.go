package session

import "assay.app/assay/model"

// JumpTo goes to the unit at a byte offset in the text of an article. It adds a
// stop to the trail if another unit was current before, even in the same article.
func (s *Session) JumpTo(id model.ArticleID, offset int) error {
	from, jumped := s.here()
	if s.doc == nil || s.doc.ID != id {
		if err := s.open(id); err != nil {
			return err
		}
	}
	at := s.doc.UnitAt(offset)
	if jumped && (from.article != id || at != s.cursor) {
		s.trail.jump(from)
	}
	s.MoveTo(at)
	return nil
}
