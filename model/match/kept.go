package match

import (
	"cmp"
	"context"
	"errors"
	"iter"
	"slices"
)

// What is kept of an index
//
// Finding the likely partners is most of the work of a build, so the links are what is
// worth keeping. The rest is read from the texts again:
//
//	texts ─▶ reading ─▶ numbers, sum ─ as when kept? ─▶ links of each number ─▶ Index
//
// Sentences have numbers in the order of the articles' IDs and of their indexes; those with
// the words of one before have none. The sum is a hash of all readings. If words are read
// in another way than when the links were kept, it differs, and the links are of no use.

// Version is the version of the choice of links. It is increased whenever the same readings
// get other links: with the candidates, or with how they are compared (alike).
const Version = 1

// ErrOtherTexts is returned by Restore if the links are not those of the texts.
var ErrOtherTexts = errors.New("these links are of other texts")

// Kept is what is kept of an index beside its texts.
type Kept struct {
	Sum   uint64 // a hash of how the sentences were read
	Count int    // how many sentences have a number
	// Links has for each number of a sentence those of its likely partners, in order.
	// A list is valid until the next one.
	Links iter.Seq[[]int32]
}

// Keep returns what Restore needs to make the index as it is now. The index must not change
// until all links have been read.
func (x *Index) Keep() Kept {
	order, numbers := x.numbers()
	return Kept{x.sum(order), len(order), func(yield func([]int32) bool) {
		list := make([]int32, 0, MostLinks)
		for _, id := range order {
			list = list[:0]
			for _, l := range x.nodes[id].links {
				list = append(list, numbers[l.to])
			}
			slices.Sort(list)
			if !yield(list) {
				return
			}
		}
	}}
}

// numbers returns the nodes in the order of their numbers, and the numbers of the nodes.
func (x *Index) numbers() (order, numbers []int32) {
	numbers = make([]int32, len(x.nodes))
	order = make([]int32, 0, len(x.byID))
	for _, id := range x.IDs() {
		for i, n := range x.articles[id].nodes {
			if n >= 0 && x.nodes[n].refs[0] == (Ref{id, i}) {
				numbers[n] = int32(len(order))
				order = append(order, n)
			}
		}
	}
	return order, numbers
}

// sum returns a hash of all that links depend on, of the nodes in an order.
func (x *Index) sum(order []int32) uint64 {
	h := mix(uint64(len(order)))
	for _, id := range order {
		n := x.nodes[id]
		h = mix(h ^ n.id)
		for _, t := range n.terms {
			h = mix(h ^ (uint64(t.hash)<<16 | uint64(t.weight)<<8 | uint64(t.plain)))
		}
		for _, g := range n.grams {
			h = mix(h ^ g)
		}
		for i, k := range n.keys {
			h = mix(h ^ (uint64(k)<<32 | uint64(n.orders[i])))
		}
	}
	return h
}

// Restore returns the index of texts whose links were kept. If the links are of other
// texts, or were made by another version of this package, it returns ErrOtherTexts. It
// does not notice that links are missing, or possible but wrong. Progress and ctx are as for
// Change.
func Restore(ctx context.Context, texts []Text, kept Kept, progress func(done, of int)) (*Index, error) {
	x := New()
	steps := &steps{ctx: ctx, progress: progress, of: 2 * sentences(texts)}
	if err := x.settleAll(texts, steps); err != nil {
		return nil, err
	}
	order := make([]int32, len(x.nodes)) // settleAll makes nodes in the order of their numbers
	for i := range order {
		order[i] = int32(i)
	}
	if x.sum(order) != kept.Sum || len(order) != kept.Count || !x.take(kept.Links) {
		return nil, cmp.Or(ctx.Err(), ErrOtherTexts)
	}
	err := x.eachBatch(steps, func() func(n int32) {
		g := &glance{}
		return func(n int32) {
			links := x.nodes[n].links
			g.at(&x.briefs[n])
			for i := range links {
				links[i].alike = g.alike(&x.briefs[links[i].to], leastAlike)
			}
			slices.SortFunc(links, x.compareLinks)
			x.rank(n, links, len(links) < MostLinks)
		}
	})
	if err != nil {
		return nil, err
	}
	for _, n := range x.nodes {
		if k := len(n.links); k > 0 && n.links[k-1].alike < leastAlike {
			return nil, ErrOtherTexts
		}
	}
	return x, nil
}

// take sets the links of each node, without how alike they are. It reports whether a
// comparison could have made such lists.
func (x *Index) take(lists iter.Seq[[]int32]) bool {
	n := 0
	for list := range lists {
		if n == len(x.nodes) || len(list) > MostLinks {
			return false
		}
		links := make([]link, len(list))
		for i, to := range list {
			if to < 0 || int(to) >= len(x.nodes) || i > 0 && to <= list[i-1] || x.owners[to] == x.owners[n] {
				return false
			}
			links[i].to = to
		}
		x.nodes[n].links = links
		n++
	}
	return n == len(x.nodes)
}
