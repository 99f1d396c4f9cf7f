package session

import (
	"assay.app/assay/model"
	"assay.app/assay/model/edit"
)

// UnsavedNotes returns the notes that changes which are not durable yet have written, by
// id, or nil for one that they have deleted. Whoever reads notes from the store adds
// them.
func (s *Session) UnsavedNotes() map[string]*model.Note {
	out := map[string]*model.Note{}
	for _, c := range s.pending {
		for e := range c.All() {
			if r, ok := e.(edit.Record); ok {
				if _, after, isNote := r.Note(); isNote {
					out[r.Key.ID] = after
				}
			}
		}
	}
	return out
}
