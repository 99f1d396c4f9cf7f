package compare

import "slices"

// union is a set of disjoint groups of numbers.
type union struct{ parent []int32 }

func newUnion(n int) *union {
	u := &union{make([]int32, n)}
	for i := range u.parent {
		u.parent[i] = int32(i)
	}
	return u
}

// root returns the least number of a group.
func (u *union) root(i int) int {
	for int(u.parent[i]) != i {
		u.parent[i] = u.parent[u.parent[i]]
		i = int(u.parent[i])
	}
	return i
}

// join makes the groups of two numbers one.
func (u *union) join(a, b int) {
	a, b = u.root(a), u.root(b)
	u.parent[max(a, b)] = int32(min(a, b))
}

// groups returns the groups with their numbers in order, those with the least numbers
// first.
func (u *union) groups() [][]int {
	by := map[int][]int{}
	var roots []int
	for i := range u.parent {
		r := u.root(i)
		if r == i {
			roots = append(roots, r)
		}
		by[r] = append(by[r], i)
	}
	slices.Sort(roots)
	out := make([][]int, len(roots))
	for i, r := range roots {
		out[i] = by[r]
	}
	return out
}
