package session

import (
	"context"
	"fmt"
	"slices"

	"assay.app/assay/model"
	"assay.app/assay/model/carry"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/record"
)

// readChains reads which articles are versions of one another.
func (s *Session) readChains() (err error) {
	if s.chains, err = s.store.Chains(); err != nil {
		return fmt.Errorf("read the versions of articles: %w", err)
	}
	for e := range s.pendingRecords(record.PredecessorKind) {
		s.setPredecessor(e)
	}
	return nil
}

func (s *Session) setPredecessor(e edit.Record) {
	after, _ := e.After.(*record.Predecessor)
	s.chains = s.chains.With(e.Key.Article, after)
}

// chainChanged updates the list after the edit of a predecessor.
func (s *Session) chainChanged(e edit.Record) {
	if e.Key.Kind != record.PredecessorKind {
		return
	}
	s.setPredecessor(e)
	s.corpus.reindex()
	s.emit(CorpusChanged{})
}

// Chains returns which articles are versions of one another.
func (s *Session) Chains() record.Chains { return s.chains }

// CurrentVersion returns the current version of a superseded article, and false if the article
// is not superseded.
func (s *Session) CurrentVersion(id model.ArticleID) (current model.ArticleID, superseded bool) {
	current, superseded = s.corpus.superseded[id]
	return current, superseded
}

// Versions returns the versions of an article that are in the corpus, from the oldest to the
// newest. It returns only the article itself if it has no others.
func (s *Session) Versions(id model.ArticleID) []model.Summary {
	var all []model.Summary
	for _, version := range s.chains.Of(id) {
		if sum, listed := s.Summary(version); listed {
			all = append(all, sum)
		}
	}
	return all
}

// ShowVersions sets whether the list shows the older versions of an article below it.
func (s *Session) ShowVersions(id model.ArticleID, shown bool) {
	if current, superseded := s.CurrentVersion(id); superseded {
		id = current
	}
	if s.corpus.unfolded[id] == shown {
		return
	}
	if shown {
		s.corpus.unfolded[id] = true
	} else {
		delete(s.corpus.unfolded, id)
	}
	s.corpus.show()
	s.emit(CorpusChanged{})
}

// VersionsShown reports whether the list shows the older versions of an article.
func (s *Session) VersionsShown(id model.ArticleID) bool {
	if current, superseded := s.CurrentVersion(id); superseded {
		id = current
	}
	return s.corpus.unfolded[id]
}

// ShownOlder returns how many rows of the list are older versions.
func (s *Session) ShownOlder() int { return s.corpus.older }

// VersionPlan is a plan to change the versions of articles and to carry the work on them.
// Reading the articles and finding their sentences takes long for long texts, so the plan is made
// elsewhere; see the head of tagall.go. Only one goroutine may use it at a time.
type VersionPlan struct {
	store  Store
	chains record.Chains
	make   func(carry.Planner) (carry.Plan, error)
	batch  string

	since uint64
	read  map[model.ArticleID]bool
	plan  carry.Plan
	made  bool
}

// PlanVersions prepares a change of versions, which the function makes with one of the methods
// of a Planner. If batch is not empty, one undo takes the change back together with the changes
// of the same batch before it, such as the import of a version. Nothing changes before
// Carry.
func (s *Session) PlanVersions(batch string, of func(carry.Planner) (carry.Plan, error)) (*VersionPlan, error) {
	if err := s.writable(); err != nil {
		return nil, err
	}
	return &VersionPlan{store: s.store, chains: s.chains, make: of, batch: batch}, nil
}

// Read makes the plan from what the store has. It may be called on any goroutine. The error is
// that of the function given to PlanVersions, or of the store, or of ctx.
func (p *VersionPlan) Read(ctx context.Context) (carry.Plan, error) {
	newest, err := p.store.History(^uint64(0), 1)
	if err != nil {
		return p.plan, fmt.Errorf("plan the versions: %w", err)
	}
	for _, c := range newest {
		p.since = c.ID
	}
	p.read = map[model.ArticleID]bool{}
	p.plan, err = p.make(carry.Planner{Chains: p.chains, Document: func(id model.ArticleID) (*model.Document, error) {
		p.read[id] = true
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		return p.store.Document(id)
	}})
	p.made = err == nil
	return p.plan, err
}

// Carry makes the planned change. If it was not read, or if its articles or their versions have
// changed since, Carry makes the plan again first. It makes no change if there is nothing to do.
func (s *Session) Carry(p *VersionPlan) (carry.Plan, error) {
	if err := s.writable(); err != nil {
		return carry.Plan{}, err
	}
	s.endTyping()
	stale, err := s.stale(p)
	if err != nil {
		return carry.Plan{}, err
	}
	if stale {
		if p.plan, err = p.make(carry.Planner{Chains: s.chains, Document: s.document}); err != nil {
			return p.plan, err
		}
	}
	p.made = false // stale after the change
	if len(p.plan.Change.Edits) == 0 {
		return p.plan, nil
	}
	c := p.plan.Change
	c.Batch = p.batch
	return p.plan, s.commit(c)
}

// RemoveLeft removes a record of the analyst who works that was left on an older version. It
// changes nothing if the record is no longer there. The error is ErrOthersWork if the record is
// part of another analyst's layer.
func (s *Session) RemoveLeft(l carry.Left) error {
	defer s.together()()
	if err := s.writable(); err != nil {
		return err
	}
	s.endTyping()
	doc, err := s.document(l.Article)
	if err != nil {
		return err
	}
	content := recordIn(doc, l.Key)
	if content == nil {
		return nil
	}
	e := edit.Record{Key: l.Key, Before: content}
	if owner := e.Owner(); owner != "" && owner != s.opts.Analyst {
		return fmt.Errorf("remove what was left on article %s: %w", l.Article, model.ErrOthersWork)
	}
	return s.commit(edit.Change{Verb: edit.RemoveLeft, Edits: []edit.Edit{e}})
}

// recordIn returns the content of a record of an article, or nil.
func recordIn(doc *model.Document, key model.Key) any {
	switch key.Kind {
	case record.Annotation:
		if a, ok := doc.Annotation(key.Sentence, key.Analyst); ok {
			return &a
		}
	case record.Note:
		for _, n := range doc.Notes {
			if n.ID == key.ID {
				return &n
			}
		}
	default:
		return doc.Records[key]
	}
	return nil
}

// stale reports whether a plan must be made again.
func (s *Session) stale(p *VersionPlan) (bool, error) {
	if !p.made {
		return true, nil
	}
	later, err := s.history.After(p.since)
	if err != nil {
		return false, fmt.Errorf("plan the versions: %w", err)
	}
	for _, c := range later {
		for e := range c.All() {
			r, isRecord := e.(edit.Record)
			if p.read[e.About()] || isRecord && (p.read[r.Leaves()] || r.Key.Kind == record.PredecessorKind) {
				return true, nil
			}
		}
	}
	return false, nil
}

// hideVersions computes which articles of the list are superseded.
func (c *corpus) hideVersions(chains record.Chains) {
	c.superseded = chains.Superseded(func(id model.ArticleID) bool {
		_, listed := c.at[id]
		return listed
	})
}

// current reports whether the article at an index of the list is not superseded.
func (c *corpus) current(at int) bool {
	_, superseded := c.superseded[c.all[at].ID]
	return !superseded
}

// heads returns rows in which those of superseded articles are replaced by those of their current
// versions, so that they are in the same group.
func (c *corpus) heads(rows []int) []int {
	if len(c.superseded) == 0 {
		return rows
	}
	heads := slices.Clone(rows)
	for i, at := range heads {
		if current, superseded := c.superseded[c.all[at].ID]; superseded {
			heads[i] = c.at[current]
		}
	}
	return heads
}

// withVersions returns rows of current articles, and the older versions below those that are
// unfolded, newest first.
func (c *corpus) withVersions(rows []int) []int {
	c.older = 0
	if len(c.superseded) == 0 {
		return rows
	}
	below := map[model.ArticleID][]int{}
	for _, chain := range c.chains().All() {
		for _, id := range slices.Backward(chain) {
			if at, listed := c.at[id]; listed && !c.current(at) {
				current := c.superseded[id]
				below[current] = append(below[current], at)
			}
		}
	}
	out := make([]int, 0, len(rows))
	for _, at := range rows {
		if !c.current(at) {
			continue
		}
		out = append(out, at)
		if id := c.all[at].ID; c.unfolded[id] {
			out = append(out, below[id]...)
			c.older += len(below[id])
		}
	}
	return out
}
