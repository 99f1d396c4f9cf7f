package session

import (
	"assay.app/assay/model"
)

// trail records where the analyst has been in a place, like the history of a
// browser. Opening another article is a jump and adds a stop; moving within an
// article does not. Back and forward follow the stops, and another jump drops those
// ahead. The trail is not stored in the project.
type trail struct {
	behind, ahead []stop // the nearest stop last
}

// stop is a sentence of an article.
type stop struct {
	article  model.ArticleID
	sentence model.Span
}

// trailKept is the greatest number of stops behind; jump drops older ones.
const trailKept = 100

// jump adds a stop behind and drops those ahead.
func (t *trail) jump(from stop) {
	t.behind, t.ahead = append(t.behind, from), nil
	if over := len(t.behind) - trailKept; over > 0 {
		t.behind = append([]stop(nil), t.behind[over:]...)
	}
}

// JumpTo goes to the unit at a byte offset in the text of an article. It adds a
// stop to the trail if another unit was current before, even in the same article.
func (s *Session) JumpTo(id model.ArticleID, offset int) error {
	defer s.together()()
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

// CanGoBack reports whether there is a stop for Back to go to.
func (s *Session) CanGoBack() bool { return s.nearest(s.trail.behind) >= 0 }

// CanGoForward reports whether there is a stop for Forward to go to.
func (s *Session) CanGoForward() bool { return s.nearest(s.trail.ahead) >= 0 }

// Stops returns the number of stops behind, on the trail of the active place.
func (s *Session) Stops() int { return len(s.trail.behind) }

// Back goes to the nearest stop behind whose article is in the corpus, if there is
// one.
func (s *Session) Back() error { return s.walk(&s.trail.behind, &s.trail.ahead) }

// Forward goes to the nearest stop ahead whose article is in the corpus, if there
// is one.
func (s *Session) Forward() error { return s.walk(&s.trail.ahead, &s.trail.behind) }

// nearest returns the index of the last stop whose article is still in the corpus,
// or -1.
func (s *Session) nearest(stops []stop) int {
	i := len(stops) - 1
	for ; i >= 0; i-- {
		if _, listed := s.corpus.at[stops[i].article]; listed {
			break
		}
	}
	return i
}

// walk goes to the nearest stop in from, and adds the current one to to. It skips
// stops in articles that are not in the corpus, but keeps them, because a removal
// can be undone.
func (s *Session) walk(from, to *[]stop) error {
	i := s.nearest(*from)
	if i < 0 {
		return nil
	}
	next := (*from)[i]
	here, somewhere := s.here()
	if s.doc == nil || s.doc.ID != next.article {
		if err := s.open(next.article); err != nil {
			return err
		}
	}
	if somewhere {
		*to = append(*to, here)
	}
	*from = append((*from)[:i:i], (*from)[i+1:]...)
	s.MoveTo(s.doc.UnitAt(next.sentence.Start))
	return nil
}
