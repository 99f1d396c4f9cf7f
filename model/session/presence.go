package session

import (
	"slices"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
)

// applyPresence adds articles to the list or removes them from it. It handles a
// whole change at once, so that the list is computed only once.
func (s *Session) applyPresence(edits []edit.Edit) {
	gone := map[model.ArticleID]bool{}
	var back []model.Summary
	for _, p := range lastPresences(edits) {
		switch _, listed := s.corpus.at[p.Article]; {
		case !p.After && listed:
			gone[p.Article] = true
		case p.After && !listed:
			doc, err := s.document(p.Article)
			if err != nil {
				continue // shown after the next Reload
			}
			back = append(back, model.Summary{Article: doc.Article, Progress: doc.ProgressOf(s.opts.Analyst)})
		}
	}
	if len(gone)+len(back) == 0 {
		return
	}
	s.corpus.remove(gone)
	s.corpus.putBack(back)
	s.corpus.reindex()
	s.phrases.uses = nil
	s.emit(CorpusChanged{})
	for _, p := range slices.Clone(s.places) {
		if p.doc != nil && gone[p.doc.ID] {
			s.empty(p)
		}
	}
}

// lastPresences returns one edit for each article, with its last presence, in the
// order in which the articles first occur.
func lastPresences(edits []edit.Edit) []edit.Presence {
	var out []edit.Presence
	at := map[model.ArticleID]int{}
	for _, e := range edits {
		p, ok := e.(edit.Presence)
		if !ok {
			continue
		}
		if i, seen := at[p.Article]; seen {
			out[i].After = p.After
			continue
		}
		at[p.Article] = len(out)
		out = append(out, p)
	}
	return out
}

// remove removes articles from the list and records their indices.
func (c *corpus) remove(gone map[model.ArticleID]bool) {
	for id := range gone {
		c.gone[id] = c.at[id]
	}
	c.all = slices.DeleteFunc(c.all, func(sum model.Summary) bool { return gone[sum.ID] })
}

// putBack puts articles back at their old indices, or in order of import if those
// are unknown.
func (c *corpus) putBack(back []model.Summary) {
	type placed struct {
		model.Summary
		at int
	}
	var known []placed
	for _, sum := range back {
		if at, ok := c.gone[sum.ID]; ok {
			known = append(known, placed{sum, at})
			continue
		}
		at, _ := slices.BinarySearchFunc(c.all, sum, func(a, b model.Summary) int {
			if order := a.ImportedAt.Compare(b.ImportedAt); order != 0 {
				return order
			}
			return -1
		})
		c.all = slices.Insert(c.all, at, sum)
	}
	slices.SortStableFunc(known, func(a, b placed) int { return a.at - b.at })
	merged := make([]model.Summary, 0, len(c.all)+len(known))
	rest := c.all
	for _, k := range known {
		n := min(max(0, k.at-len(merged)), len(rest))
		merged = append(merged, rest[:n]...)
		merged = append(merged, k.Summary)
		rest = rest[n:]
	}
	c.all = append(merged, rest...)
}

func (c *corpus) reindex() {
	c.names = nil
	c.at = make(map[model.ArticleID]int, len(c.all))
	c.total = model.Progress{Labelled: map[model.LabelKey]int{}}
	for i, sum := range c.all {
		c.at[sum.ID] = i
	}
	c.hideVersions(c.chains())
	for i, sum := range c.all {
		if c.current(i) {
			c.add(sum.Progress, 1)
		}
	}
	c.show()
}
