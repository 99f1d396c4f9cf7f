package session

import (
	"assay.app/assay/model"
	"assay.app/assay/model/edit"
)

// pastReach is how many changes are looked through for the past of a sentence.
const pastReach = 2000

// Past gives the last changes to the current sentence, newest first, at most
// limit of them. They have only their edits about the article.
func (s *Session) Past(limit int) ([]edit.Change, error) {
	u, ok := s.Current()
	if !ok {
		return nil, nil
	}
	id := s.doc.ID
	past, err := s.history.Find(pastReach, limit, func(c edit.Change) bool {
		for _, e := range c.About(id).Edits {
			if concerns(e, u.Span) {
				return true
			}
		}
		return false
	})
	for i := range past {
		past[i] = past[i].About(id)
	}
	return past, err
}

// concerns reports whether an edit is about the sentence, or about one that it
// was part of or that was part of it: what was done before a split or a merge
// belongs to it too.
func concerns(e edit.Edit, sentence model.Span) bool {
	switch e := e.(type) {
	case edit.Annotation:
		return e.Sentence.Overlaps(sentence)
	case edit.NoteText:
		t := e.Target()
		return t.Sentence != nil && t.Sentence.Overlaps(sentence)
	case edit.Units:
		return len(e.After) > 0 && e.After[0].Span.Start <= sentence.Start && sentence.End <= e.After[len(e.After)-1].Span.End
	}
	return false
}
