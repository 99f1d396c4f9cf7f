package dialog

import "assay.app/assay/model"

// shelf holds the articles of the hits that show, for their labels and for what
// stands around them. They are read one after another, the one wanted last
// first: it is what shows now.
type shelf struct {
	of      *Finding
	docs    map[model.ArticleID]*model.Document // nil for one that cannot be read
	order   []model.ArticleID                   // in which they came
	wanted  []model.ArticleID
	reading bool
	age     int // counts how often it was cleared
}

// The most articles that are kept, and that are waited for: more than a screen
// shows.
const (
	shelfRoom   = 64
	shelfWanted = 40
)

// get gives an article that is there, and otherwise sees to it that it will be.
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

// next reads the article that is wanted most.
func (s *shelf) next() {
	if s.reading || len(s.wanted) == 0 {
		return
	}
	last := len(s.wanted) - 1
	id, age := s.wanted[last], s.age
	s.wanted, s.reading = s.wanted[:last], true
	s.of.Go(func() {
		doc, err := s.of.Read(id)
		if err != nil {
			doc = nil // opening it says why
		}
		s.of.Post(func() {
			s.reading = false
			if age == s.age {
				s.put(id, doc)
			}
			s.next()
			if len(s.wanted) == 0 {
				s.of.tell()
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

// clear lets go of all: their labels may have changed.
func (s *shelf) clear() {
	s.docs, s.order, s.wanted = nil, nil, nil
	s.age++
}
