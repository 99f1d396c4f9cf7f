package session

import (
	"fmt"
	"iter"
	"maps"
	"slices"
	"strings"
	"sync"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/search/names"
)

// corpus is the list of articles, whole and as shown.
type corpus struct {
	all    []model.Summary // in order of import
	at     map[model.ArticleID]int
	gone   map[model.ArticleID]int // where those stood that were removed; imports of one moment have no other order
	shown  []int                   // indices into all, filtered and sorted
	groups []Group                 // of shown
	total  model.Progress
	filter string
	order  Order

	names  func() *names.Index // of all; nil when it is to be made anew
	titles func() []int        // all, sorted by title; made with names
	sorted map[Order][]int     // all of them in the orders asked for so far, but for progress
}

// Reload reads the corpus list again, after an import or a load.
func (s *Session) Reload() error {
	all, err := s.store.Summaries(s.opts.Analyst)
	if err != nil {
		return fmt.Errorf("list the articles: %w", err)
	}
	s.corpus.all = all
	s.others.known = false
	s.corpus.reindex()
	if err := s.catchUp(); err != nil {
		return err
	}
	s.emit(CorpusChanged{})
	return nil
}

// catchUp brings the list up to date with what is not yet durable: the store
// lists only what is. Some of it may have become durable meanwhile, so the
// articles concerned are read anew rather than counted on.
func (s *Session) catchUp() error {
	seen := map[model.ArticleID]bool{}
	for _, c := range s.pending {
		for e := range c.All() {
			id := edit.ArticleOf(e)
			if id == "" || seen[id] {
				continue
			}
			seen[id] = true
			doc, err := s.document(id)
			if err != nil {
				return fmt.Errorf("list article %s: %w", id, err)
			}
			s.applyPresence([]edit.Edit{edit.Presence{Article: id, Before: doc.Removed, After: !doc.Removed}})
			s.updateSummary(id, func(sum *model.Summary) {
				sum.Article, sum.Progress = doc.Article, doc.ProgressOf(s.opts.Analyst)
			})
		}
	}
	s.corpus.show()
	return nil
}

// Shown is the number of articles that pass the filter.
func (s *Session) Shown() int { return len(s.corpus.shown) }

// Articles is the number of articles in the corpus.
func (s *Session) Articles() int { return len(s.corpus.all) }

// Row gives the article in row i of the list as shown.
func (s *Session) Row(i int) model.Summary { return s.corpus.all[s.corpus.shown[i]] }

// Summaries gives all articles, in the order of their import, whatever the
// filter.
func (s *Session) Summaries() iter.Seq[model.Summary] { return slices.Values(s.corpus.all) }

// RowOf gives the row of an article in the list as shown, or -1.
func (s *Session) RowOf(id model.ArticleID) int {
	at, ok := s.corpus.at[id]
	if !ok {
		return -1
	}
	return slices.Index(s.corpus.shown, at)
}

// Summary gives what the list knows of an article.
func (s *Session) Summary(id model.ArticleID) (model.Summary, bool) {
	if at, ok := s.corpus.at[id]; ok {
		return s.corpus.all[at], true
	}
	return model.Summary{}, false
}

// Total is the progress of all articles together.
func (s *Session) Total() model.Progress {
	total := s.corpus.total
	total.Labelled = maps.Clone(total.Labelled)
	return total
}

// Filter is what the list is narrowed to.
func (s *Session) Filter() string { return s.corpus.filter }

// SetFilter narrows the list to articles whose title, outlet or byline
// matches; an empty filter shows all.
func (s *Session) SetFilter(filter string) {
	s.corpus.filter = strings.TrimSpace(filter)
	s.corpus.show()
	s.emit(CorpusChanged{})
}

// Order is how the list is sorted.
func (s *Session) Order() Order { return s.corpus.order }

// SetOrder sorts the list.
func (s *Session) SetOrder(o Order) {
	s.corpus.order = o
	s.corpus.show()
	s.emit(CorpusChanged{})
}

// show works out which articles are shown, and in which order.
func (c *corpus) show() {
	if c.names == nil {
		c.names, c.titles = preparing(c.all)
		c.sorted = map[Order][]int{}
	}
	if c.filter != "" {
		hits := c.names().Find(c.filter)
		c.shown, c.groups = make([]int, len(hits)), nil
		for i, h := range hits {
			c.shown[i] = h.Line
		}
		return
	}
	c.shown = c.inOrder()
	c.groups = c.order.groups(c.all, c.shown)
}

// inOrder gives all articles in the order that the list has, sorted once.
func (c *corpus) inOrder() []int {
	if c.order == ByTitle {
		return c.titles()
	}
	order, known := c.sorted[c.order]
	if !known {
		order = c.order.sorted(c.all)
		if c.order != ByProgress { // which changes with every label
			c.sorted[c.order] = order
		}
	}
	return order
}

// preparing begins to make the index of the articles' names and to sort them
// by title, and gives what waits for each. With a hundred thousand articles it
// takes a fifth of a second, which is over long before anybody types into the
// filter. It works on copies of the names, and ends by itself.
func preparing(all []model.Summary) (index func() *names.Index, titles func() []int) {
	copies := make([]model.Summary, len(all))
	for i := range all {
		copies[i].ID, copies[i].Metadata, copies[i].Excerpt = all[i].ID, all[i].Metadata, all[i].Excerpt
	}
	index = sync.OnceValue(func() *names.Index { return names.IndexArticles(copies) })
	titles = sync.OnceValue(func() []int { return ByTitle.sorted(copies) })
	go func() {
		index()
		titles()
	}()
	return index, titles
}

// Groups gives the groups of the list as shown, by its order. There are none
// in an order without groups, and none while the list is filtered: then the
// best come first.
func (s *Session) Groups() []Group { return s.corpus.groups }

// Named is an article that was found by its name.
type Named struct {
	model.Summary
	Points int // more is better
}

// Find gives up to limit articles whose title, outlet or byline match, best
// first, whatever the list shows; none for an empty query.
func (s *Session) Find(query string, limit int) []Named {
	if strings.TrimSpace(query) == "" {
		return nil
	}
	hits := s.corpus.names().Find(query)
	out := make([]Named, min(limit, len(hits)))
	for i := range out {
		out[i] = Named{Summary: s.corpus.all[hits[i].Line], Points: hits[i].Points}
	}
	return out
}

// updateSummary changes what the list knows of an article.
func (s *Session) updateSummary(id model.ArticleID, change func(*model.Summary)) {
	at, ok := s.corpus.at[id]
	if !ok {
		return
	}
	// The total is kept, not added up anew: with many articles that would be
	// felt at every key.
	sum := &s.corpus.all[at]
	s.corpus.add(sum.Progress, -1)
	before := sum.Metadata
	change(sum)
	if sum.Metadata != before {
		s.corpus.names = nil
	}
	s.corpus.add(sum.Progress, 1)
	s.emit(SummaryChanged{ID: id})
}

// add counts an article's progress into the total, or with times -1 out of it.
func (c *corpus) add(p model.Progress, times int) {
	c.total.Sentences += times * p.Sentences
	c.total.Notes += times * p.Notes
	for label, n := range p.Labelled {
		c.total.Labelled[label] += times * n
	}
}
