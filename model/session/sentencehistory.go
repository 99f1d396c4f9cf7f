package session

import (
	"slices"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
)

// historyReach is the greatest number of changes that SentenceHistory searches.
const historyReach = 2000

// SentenceHistory returns the last changes to the current sentence, newest first,
// at most limit of them. It searches only the newest historyReach changes. Each
// result has only its edits of the open article that the analyst sees.
func (s *Session) SentenceHistory(limit int) ([]edit.Change, error) {
	u, ok := s.Current()
	if !ok {
		return nil, nil
	}
	id := s.doc.ID
	changes, err := s.history.Find(historyReach, limit, func(c edit.Change) bool {
		for _, e := range edit.Told(c.About(id).Edits) {
			if concerns(e, u.Span) && s.visible(e) {
				return true
			}
		}
		return false
	})
	for i := range changes {
		changes[i] = changes[i].About(id)
		changes[i].Edits = slices.DeleteFunc(slices.Clone(changes[i].Edits), func(e edit.Edit) bool { return !s.visible(e) })
	}
	return changes, err
}

// concerns reports whether an edit affects a span that overlaps the sentence.
// Changes before a split or a merge are therefore included.
func concerns(e edit.Edit, sentence model.Span) bool {
	at, ok := e.Stretch()
	return ok && at.Overlaps(sentence)
}
