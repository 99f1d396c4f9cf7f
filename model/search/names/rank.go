package names

import "slices"

// Candidate is something that can be chosen by its name, such as an article or a
// command.
type Candidate struct {
	ID     string
	Points int // quality of the match; higher is better
}

// recency is the bonus for a recent choice, in points; newer choices get a little
// more. The bonus puts a choice before matches that are equally good or slightly
// better, but rarely before matches of a better kind, such as those at the
// beginning of a word.
const recency = 500

// Best returns up to limit candidates of several lists, best first. recent holds
// the ids of recent choices, newest first. These precede matches that are equally
// good or slightly better. Other equal matches keep the order of the lists.
func Best(limit int, recent []string, lists ...[]Candidate) []Candidate {
	bonus := map[string]int{}
	for i, id := range recent {
		if _, known := bonus[id]; !known {
			bonus[id] = recency + 10*(len(recent)-i)
		}
	}
	// One typed letter matches nearly all of a hundred thousand titles, but few of
	// them are wanted. The best are kept sorted, and most others are never moved.
	limit = max(0, limit)
	var out []Candidate
	var points []int // the points of out, with the bonus
	for _, list := range lists {
		for _, c := range list {
			p := c.Points + bonus[c.ID]
			if len(out) == limit && (limit == 0 || p <= points[limit-1]) {
				continue
			}
			at, _ := slices.BinarySearchFunc(points, p, func(e, p int) int {
				if e >= p { // keep the order of equals
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
