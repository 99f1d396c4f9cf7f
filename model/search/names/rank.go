package names

import "slices"

// Candidate is something that can be chosen by its name: an article, a command.
type Candidate struct {
	ID     string
	Points int // quality of the match; higher is better
}

// recency is the least bonus for a recent choice, in points. With it, the choice
// precedes matches that are as good or a little better, but hardly those of a
// better kind, such as at the beginning of a word.
const recency = 500

// Best returns up to limit candidates of several lists, best first. Recent choices
// precede matches that are as good or a little better, the newest first. Other
// equal matches stay in the order of the lists. recent has ids, the newest first.
func Best(limit int, recent []string, lists ...[]Candidate) []Candidate {
	bonus := map[string]int{}
	for i, id := range recent {
		if _, known := bonus[id]; !known {
			bonus[id] = recency + 10*(len(recent)-i)
		}
	}
	// One typed letter matches nearly all of a hundred thousand titles, of which
	// few are wanted. The best are kept sorted, and most others are never moved.
	limit = max(0, limit)
	var out []Candidate
	var points []int // of out, with recency
	for _, list := range lists {
		for _, c := range list {
			p := c.Points + bonus[c.ID]
			if len(out) == limit && (limit == 0 || p <= points[limit-1]) {
				continue
			}
			at, _ := slices.BinarySearchFunc(points, p, func(e, p int) int {
				if e >= p { // equals stay in their order
					return -1
				}
				return 1
			})
			out, points = slices.Insert(out, at, c), slices.Insert(points, at, p)
			out, points = out[:min(limit, len(out))], points[:min(limit, len(points))]
		}
	}
	return out
}
