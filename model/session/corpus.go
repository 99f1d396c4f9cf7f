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
	"assay.app/assay/model/record"
	"assay.app/assay/model/search/names"
)

// corpus is the list of articles, complete and as shown.
type corpus struct {
	all    []model.Summary // in order of import
	at     map[model.ArticleID]int
	gone   map[model.ArticleID]int // the former indices of removed articles, kept because times of import may be equal
	shown  []int                   // indices into all, filtered and sorted
	groups []Group                 // of shown
	total  model.Progress
	filter string
	order  Order
	origin func(*model.Summary) string // returns the name of the origin of an article, or ""

	chains     func() record.Chains                // returns which articles are versions of one another
	superseded map[model.ArticleID]model.ArticleID // the current versions of superseded articles
	unfolded   map[model.ArticleID]bool            // current articles below which the list shows older versions
	older      int                                 // the number of older versions in shown

	names  func() *names.Index // finds articles by name; nil if it must be built again
	titles func() []int        // indices of all, sorted by title; set together with names
	sorted map[Order][]int     // indices of all in the orders sorted so far; orders that change with every label are not kept
}

// Reload reads the list again from the store, and applies the changes that are not
// yet durable.
func (s *Session) Reload() error {
	all, err := s.store.Summaries(s.opts.Analyst)
	if err != nil {
		return fmt.Errorf("list the articles: %w", err)
	}
	if s.names, err = s.store.Names(); err != nil {
		return fmt.Errorf("read the names of the analysts: %w", err)
	}
	if s.entries, err = s.store.Entries(); err != nil {
		return fmt.Errorf("read the codebook: %w", err)
	}
	if err := s.readPhrases(); err != nil {
		return err
	}
	if err := s.readVoices(); err != nil {
		return err
	}
	if err := s.readGrades(); err != nil {
		return err
	}
	if err := s.readCompared(); err != nil {
		return err
	}
	if err := s.readProfiles(); err != nil {
		return err
	}
	if err := s.readChains(); err != nil {
		return err
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

// catchUp updates the list for the changes that are not yet durable, because the
// store lists only durable ones. Some changes may have become durable meanwhile, so
// it reads the articles instead of counting the changes.
func (s *Session) catchUp() error {
	seen := map[model.ArticleID]bool{}
	for _, c := range s.pending {
		s.entries = revised(s.entries, c.All())
		s.names = s.names.Joined(c.Analyst)
		for e := range c.All() {
			changed := []model.ArticleID{e.About()}
			if r, ok := e.(edit.Record); ok && !r.Beside {
				s.namesChanged(r)
				changed = append(changed, r.Leaves())
			}
			for _, id := range changed {
				if id == "" || seen[id] {
					continue
				}
				seen[id] = true
				if err := s.listAgain(id); err != nil {
					return err
				}
			}
		}
	}
	s.showCodebook()
	s.corpus.show()
	return nil
}

// listAgain updates the row of an article from the store and the changes that are not yet
// durable.
func (s *Session) listAgain(id model.ArticleID) error {
	doc, err := s.document(id)
	if err != nil {
		return fmt.Errorf("list article %s: %w", id, err)
	}
	s.applyPresence([]edit.Edit{edit.Presence{Article: id, Before: doc.Removed, After: !doc.Removed}})
	s.updateSummary(id, func(sum *model.Summary) {
		sum.Article, sum.Progress = doc.Article, doc.ProgressOf(s.opts.Analyst)
	})
	return nil
}

// Shown returns the number of articles that match the filter.
func (s *Session) Shown() int { return len(s.corpus.shown) }

// Articles returns the number of articles in the corpus, without superseded ones.
func (s *Session) Articles() int { return len(s.corpus.all) - len(s.corpus.superseded) }

// Row returns the article in row i of the list.
func (s *Session) Row(i int) model.Summary { return s.corpus.all[s.corpus.shown[i]] }

// Summaries yields all articles in the order of import, regardless of the filter, and
// superseded ones, too.
func (s *Session) Summaries() iter.Seq[model.Summary] { return slices.Values(s.corpus.all) }

// RowOf returns the row of an article in the list, or -1 if it is not shown.
func (s *Session) RowOf(id model.ArticleID) int {
	at, ok := s.corpus.at[id]
	if !ok {
		return -1
	}
	return slices.Index(s.corpus.shown, at)
}

// Summary returns the summary of an article, and false if the corpus lacks it.
func (s *Session) Summary(id model.ArticleID) (model.Summary, bool) {
	if at, ok := s.corpus.at[id]; ok {
		return s.corpus.all[at], true
	}
	return model.Summary{}, false
}

// Total returns the progress of all articles together, without superseded ones.
func (s *Session) Total() model.Progress {
	total := s.corpus.total
	total.Labelled = maps.Clone(total.Labelled)
	return total
}

// Filter returns the filter of the list.
func (s *Session) Filter() string { return s.corpus.filter }

// SetFilter limits the list to articles whose heading, outlet, byline or time of
// publication matches. An empty filter shows all.
func (s *Session) SetFilter(filter string) {
	s.corpus.filter = strings.TrimSpace(filter)
	s.corpus.show()
	s.emit(CorpusChanged{})
}

// Order returns the order of the list.
func (s *Session) Order() Order { return s.corpus.order }

// SetOrder sorts the list.
func (s *Session) SetOrder(o Order) {
	s.corpus.order = o
	s.corpus.show()
	s.emit(CorpusChanged{})
}

// show computes which articles are shown, and their order.
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
		c.shown = c.withVersions(c.shown)
		return
	}
	c.shown = c.withVersions(c.inOrder())
	c.groups = c.order.groups(c.all, c.heads(c.shown), c.origin)
}

// inOrder returns all articles in the order of the list. It keeps each order except
// ByProgress until articles or their metadata change.
func (c *corpus) inOrder() []int {
	if c.order == ByTitle {
		return c.titles()
	}
	order, known := c.sorted[c.order]
	if !known {
		order = c.order.sorted(c.all, c.origin)
		if c.order != ByProgress { // progress changes with every label
			c.sorted[c.order] = order
		}
	}
	return order
}

// preparing starts a goroutine that indexes the articles' names and sorts the
// articles by title. It returns functions that wait for the results. The goroutine
// works on copies, so that the articles may change meanwhile.
func preparing(all []model.Summary) (index func() *names.Index, titles func() []int) {
	copies := make([]model.Summary, len(all))
	for i := range all {
		copies[i].ID, copies[i].Metadata, copies[i].Excerpt = all[i].ID, all[i].Metadata, all[i].Excerpt
	}
	index = sync.OnceValue(func() *names.Index { return names.IndexArticles(copies) })
	titles = sync.OnceValue(func() []int { return ByTitle.sorted(copies, nil) })
	go func() {
		index()
		titles()
	}()
	return index, titles
}

// Groups returns the groups of the list in its present order. It returns none if
// the order has no groups, or if the list is filtered, because then the best
// matches come first.
func (s *Session) Groups() []Group { return s.corpus.groups }

// Named is an article found by its name.
type Named struct {
	model.Summary
	Points int // higher is better
}

// Find returns up to limit articles whose heading, outlet, byline or time of
// publication matches, best first, regardless of the filter. It returns none for an
// empty query.
func (s *Session) Find(query string, limit int) []Named {
	if strings.TrimSpace(query) == "" {
		return nil
	}
	var out []Named
	for _, h := range s.corpus.names().Find(query) {
		if len(out) == limit {
			break
		}
		if s.corpus.current(h.Line) {
			out = append(out, Named{Summary: s.corpus.all[h.Line], Points: h.Points})
		}
	}
	return out
}

func (s *Session) updateSummary(id model.ArticleID, change func(*model.Summary)) {
	at, ok := s.corpus.at[id]
	if !ok {
		return
	}
	// Adding up the total again would delay every keystroke if there are many
	// articles.
	sum := &s.corpus.all[at]
	current := s.corpus.current(at)
	if current {
		s.corpus.add(sum.Progress, -1)
	}
	before := sum.Metadata
	change(sum)
	if sum.Metadata != before {
		s.corpus.names = nil
	}
	if current {
		s.corpus.add(sum.Progress, 1)
	}
	s.emit(SummaryChanged{ID: id})
}

// add adds an article's progress to the total, or subtracts it if times is -1.
func (c *corpus) add(p model.Progress, times int) {
	c.total.Sentences += times * p.Sentences
	c.total.Notes += times * p.Notes
	for label, n := range p.Labelled {
		c.total.Labelled[label] += times * n
	}
}
