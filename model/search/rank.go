package search

import (
	"cmp"
	"slices"
)

// Candidate is something that can be chosen by its name: an article, a
// command.
type Candidate struct {
	ID     string
	Points int // how well its name matches
}

// recency is what it adds to have been chosen lately: enough to come before
// what matches as well or a little better, not before what matches in another
// way, such as from its beginning.
const recency = 500

// Best gives up to limit candidates of several lists, best first. Of those
// that match alike, what was chosen lately comes first, the newest at the top;
// then the lists follow one another in their own order. Recent are ids, the
// newest first.
func Best(limit int, recent []string, lists ...[]Candidate) []Candidate {
	bonus := map[string]int{}
	for i, id := range recent {
		if _, known := bonus[id]; !known {
			bonus[id] = recency + 10*(len(recent)-i)
		}
	}
	all := slices.Concat(lists...)
	slices.SortStableFunc(all, func(a, b Candidate) int {
		return cmp.Compare(b.Points+bonus[b.ID], a.Points+bonus[a.ID])
	})
	return all[:min(limit, len(all))]
}
