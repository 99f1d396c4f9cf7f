package record

import (
	"maps"
	"slices"

	"assay.app/assay/model"
)

// Chains holds which articles are versions of one another. The versions of an article form a
// chain, from the oldest to the newest. The newest that is in the corpus is current; the others
// are superseded. The zero Chains has none.
//
// Two copies of a project can each add a version to the same article. The chain then branches
// until somebody puts its versions in order. Until then those with the fewest links to the oldest
// version come first, and among these the least id, so that all copies have the same order. If
// the links form a circle, that of the least id in it is ignored.
type Chains struct {
	before map[model.ArticleID]Predecessor     // by the newer version
	after  map[model.ArticleID]model.ArticleID // only to look whether an article has a newer version
}

// NewChains returns the chains for stored predecessors, by the newer article. It keeps the map.
func NewChains(stored map[model.ArticleID]Predecessor) Chains {
	c := Chains{before: stored, after: make(map[model.ArticleID]model.ArticleID, len(stored))}
	for newer, p := range stored {
		c.after[p.Article] = newer
	}
	return c
}

// With returns the chains after the edit of a predecessor. after is nil if it was deleted.
func (c Chains) With(newer model.ArticleID, after *Predecessor) Chains {
	stored := maps.Clone(c.before)
	if stored == nil {
		stored = map[model.ArticleID]Predecessor{}
	}
	delete(stored, newer)
	if after != nil {
		stored[newer] = *after
	}
	return NewChains(stored)
}

// Stored returns the predecessor of an article, or nil.
func (c Chains) Stored(newer model.ArticleID) *Predecessor {
	if p, ok := c.before[newer]; ok {
		return &p
	}
	return nil
}

// Linked reports whether an article has other versions.
func (c Chains) Linked(id model.ArticleID) bool {
	_, newer := c.before[id]
	_, older := c.after[id]
	return newer || older
}

// Of returns the versions of an article, including itself, from the oldest to the newest. Some
// may be removed from the corpus or unknown to this copy of the project.
func (c Chains) Of(id model.ArticleID) []model.ArticleID {
	if !c.Linked(id) {
		return []model.ArticleID{id}
	}
	next := map[model.ArticleID][]model.ArticleID{}
	for newer, p := range c.before {
		next[p.Article] = append(next[p.Article], newer)
	}
	return c.from(c.oldest(id), next)
}

// oldest returns the version to which the links lead from a version.
func (c Chains) oldest(id model.ArticleID) model.ArticleID {
	return standing(id, func(id model.ArticleID) (model.ArticleID, bool) {
		if p, ok := c.before[id]; ok {
			return p.Article, true
		}
		_, older := c.after[id]
		return "", older
	})
}

// from returns the versions that begin with the oldest one. next has those that follow each.
func (c Chains) from(oldest model.ArticleID, next map[model.ArticleID][]model.ArticleID) []model.ArticleID {
	all, seen := []model.ArticleID{oldest}, map[model.ArticleID]bool{oldest: true}
	for level := all; len(level) > 0; {
		var more []model.ArticleID
		for _, id := range level {
			for _, newer := range next[id] {
				if !seen[newer] {
					seen[newer] = true
					more = append(more, newer)
				}
			}
		}
		slices.Sort(more)
		all = append(all, more...)
		level = more
	}
	return all
}

// All returns the chains with at least two versions, sorted by their oldest version.
func (c Chains) All() [][]model.ArticleID {
	next := map[model.ArticleID][]model.ArticleID{}
	for newer, p := range c.before {
		next[p.Article] = append(next[p.Article], newer)
	}
	begun := map[model.ArticleID]bool{}
	for newer := range c.before {
		begun[c.oldest(newer)] = true
	}
	all := make([][]model.ArticleID, 0, len(begun))
	for _, oldest := range slices.Sorted(maps.Keys(begun)) {
		all = append(all, c.from(oldest, next))
	}
	return all
}

// Superseded returns the superseded articles, with the current version of each. The function
// present reports whether the corpus has an article.
func (c Chains) Superseded(present func(model.ArticleID) bool) map[model.ArticleID]model.ArticleID {
	if len(c.before) == 0 {
		return nil
	}
	out := map[model.ArticleID]model.ArticleID{}
	for _, chain := range c.All() {
		chain = slices.DeleteFunc(chain, func(id model.ArticleID) bool { return !present(id) })
		for i := range max(len(chain)-1, 0) {
			out[chain[i]] = chain[len(chain)-1]
		}
	}
	return out
}
