package finding

import "assay.app/assay/model"

// shelf holds the articles that Document was asked for. It reads one at a time, and
// first the one requested last, which is most likely still on screen.
type shelf struct {
	of      *Finding
	docs    map[model.ArticleID]*model.Document // by id; nil for an article that cannot be read
	order   []model.ArticleID                   // in which they were read
	wanted  []model.ArticleID
	reading bool
	age     int // the number of times it was cleared
}

// The greatest number of articles kept, and of articles waiting to be read.
const (
	shelfRoom   = 64
	shelfWanted = 40
)

// get returns an article, or nil. If the article has not been read yet, get requests
// it.
func (s *shelf) get(id model.ArticleID) *model.Document {
	if doc, there := s.docs[id]; there || id == "" {
		return doc
	}
	for i, other := range s.wanted {
		if other == id {
			s.wanted = append(s.wanted[:i], s.wanted[i+1:]...)
			break
		}
	}
	s.wanted = append(s.wanted, id)
	if len(s.wanted) > shelfWanted {
		s.wanted = s.wanted[1:]
	}
	s.next()
	return nil
}

// next reads the article that was requested last, unless another is being read.
func (s *shelf) next() {
	if s.reading || len(s.wanted) == 0 {
		return
	}
	last := len(s.wanted) - 1
	id, age := s.wanted[last], s.age
	s.wanted, s.reading = s.wanted[:last], true
	s.of.host.Go(func() {
		doc, err := s.of.host.Document(id)
		if err != nil {
			doc = nil // opening the article reports the error
		}
		s.of.host.Post(func() {
			s.reading = false
			if age == s.age {
				s.put(id, doc)
			}
			s.next()
			if len(s.wanted) == 0 {
				s.of.changed()
			}
		})
	})
}

func (s *shelf) put(id model.ArticleID, doc *model.Document) {
	if len(s.order) == shelfRoom {
		delete(s.docs, s.order[0])
		s.order = s.order[1:]
	}
	if s.docs == nil {
		s.docs = map[model.ArticleID]*model.Document{}
	}
	s.docs[id] = doc
	s.order = append(s.order, id)
}

// clear drops all articles and requests, because the articles' labels may have
// changed.
func (s *shelf) clear() {
	s.docs, s.order, s.wanted = nil, nil, nil
	s.age++
}
