package rows

import "assay.app/assay/model"

// Selection is the set of selected articles. The zero value selects nothing.
//
// Two of the articles are special. The lead is the one that keys act on: it has the
// focus ring, and the arrows start from it. The anchor is where a range begins that
// Shift extends to the lead.
type Selection struct {
	chosen       map[model.ArticleID]bool
	lead, anchor model.ArticleID
}

// Order is the list of articles as shown, without headings.
type Order interface {
	// Shown returns the number of articles, and Row the article at an index.
	Shown() int
	Row(i int) model.Summary
	// RowOf returns the index of an article, or -1 if it is not shown.
	RowOf(id model.ArticleID) int
}

// Lead returns the article that keys act on, or "" if there is none.
func (s *Selection) Lead() model.ArticleID { return s.lead }

// Has reports whether an article is selected.
func (s *Selection) Has(id model.ArticleID) bool { return s.chosen[id] }

// Only selects one article, or none if id is "".
func (s *Selection) Only(id model.ArticleID) {
	s.chosen = nil
	if id != "" {
		s.chosen = map[model.ArticleID]bool{id: true}
	}
	s.lead, s.anchor = id, id
}

// Toggle adds an article to the selection, or takes it out.
func (s *Selection) Toggle(id model.ArticleID) {
	s.lead, s.anchor = id, id
	if s.chosen[id] {
		delete(s.chosen, id)
		return
	}
	s.add(id)
}

// To selects the articles from the anchor to an article, which becomes the lead. If
// more is true, the articles that were selected before stay selected.
func (s *Selection) To(id model.ArticleID, of Order, more bool) {
	from, to := of.RowOf(s.anchor), of.RowOf(id)
	if from < 0 {
		from, s.anchor = to, id
	}
	s.lead = id
	if !more {
		s.chosen = nil
	}
	for i := min(from, to); i >= 0 && i <= max(from, to); i++ {
		s.add(of.Row(i).ID)
	}
}

// Move makes an article the lead and leaves the selection as it is.
func (s *Selection) Move(id model.ArticleID) { s.lead, s.anchor = id, id }

// All selects every article that is shown.
func (s *Selection) All(of Order) {
	s.chosen = make(map[model.ArticleID]bool, of.Shown())
	for i := range of.Shown() {
		s.chosen[of.Row(i).ID] = true
	}
}

// In returns the selected articles that are shown, in the order of the list.
func (s *Selection) In(of Order) (ids []model.ArticleID) {
	if len(s.chosen) == 1 { // by far the most frequent, and asked for after every key
		for id := range s.chosen {
			if of.RowOf(id) >= 0 {
				return []model.ArticleID{id}
			}
		}
		return nil
	}
	for i := 0; i < of.Shown() && len(ids) < len(s.chosen); i++ {
		if id := of.Row(i).ID; s.chosen[id] {
			ids = append(ids, id)
		}
	}
	return ids
}

func (s *Selection) add(id model.ArticleID) {
	if s.chosen == nil {
		s.chosen = map[model.ArticleID]bool{}
	}
	s.chosen[id] = true
}
