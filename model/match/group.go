package match

import (
	"cmp"
	"context"
	"slices"

	"assay.app/assay/model"
)

// Group is a list of sentences that say the same.
type Group struct {
	Sentences []Ref // in order
	Articles  int   // how many articles they are of, at least two
}

// Groups returns groups of sentences that say the same, no sentence in two, those of
// most articles first.
func (m *Matches) Groups() []Group { return slices.Clone(m.groups) }

// Groups of sentences
//
// Pairs are taken best first. The groups of the two sentences become one if at least
// half of the sentences of the smaller one have two partners in the other, or one in a
// group of two: one doubtful pair does not join what many pairs do not.
//
// What very many articles report is said in so many ways that some pairs have little in
// common. So in a group of at least manyArticles, pairs are taken to be the same from the
// score leastInGroup: each has the support of many third sentences.
const (
	manyArticles = 10
	leastInGroup = 0.05
)

// group returns the groups of nodes, and sets same in edges of large ones. The edges are
// in order.
func (x *Index) group(ctx context.Context, edges []edge) ([]Group, error) {
	g := grouping{x: x, of: make([]int32, len(x.nodes)), members: map[int32][]int32{}, partners: map[int32][]int32{}}
	for i, n := range x.nodes {
		g.of[i] = int32(i)
		if n != nil {
			g.members[int32(i)] = []int32{int32(i)}
		}
	}
	for _, e := range edges {
		if e.same {
			g.partners[e.a] = append(g.partners[e.a], e.b)
			g.partners[e.b] = append(g.partners[e.b], e.a)
		}
	}
	for i, e := range edges {
		if i&0xfff == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		if e.same {
			g.join(g.of[e.a], g.of[e.b])
		}
	}
	groups, many := g.groups()
	for i := range edges {
		e := &edges[i]
		e.same = e.same || e.score >= leastInGroup && g.of[e.a] == g.of[e.b] && many[g.of[e.a]]
	}
	return groups, nil
}

type grouping struct {
	x        *Index
	of       []int32           // the group of each node
	members  map[int32][]int32 // the nodes of each group
	partners map[int32][]int32 // the nodes that say the same as a node
}

// mostAsked is how many nodes of a group are asked for their partners.
const mostAsked = 32

// join makes two groups one if enough of their nodes are partners.
func (g *grouping) join(a, b int32) {
	if a == b {
		return
	}
	if cmp.Or(cmp.Compare(len(g.members[a]), len(g.members[b])), cmp.Compare(g.first(a), g.first(b))) > 0 {
		a, b = b, a
	}
	enough := min(2, (len(g.members[b])+1)/2)
	asked := g.members[a][:min(len(g.members[a]), mostAsked)]
	ties := 0
	for _, n := range asked {
		count := 0
		for _, o := range g.partners[n] {
			if g.of[o] == b {
				count++
			}
		}
		if count >= enough {
			ties++
		}
	}
	if 2*ties < len(asked) {
		return
	}
	for _, n := range g.members[a] {
		g.of[n] = b
	}
	g.members[b] = append(g.members[b], g.members[a]...)
	delete(g.members, a)
}

// first returns what orders groups of one size, whatever numbers their nodes have.
func (g *grouping) first(group int32) uint64 { return g.x.nodes[g.members[group][0]].id }

// groups returns the groups, and which of them have very many articles.
func (g *grouping) groups() (all []Group, many map[int32]bool) {
	many = map[int32]bool{}
	for id, nodes := range g.members {
		var one Group
		articles := map[model.ArticleID]bool{}
		for _, n := range nodes {
			for _, r := range g.x.nodes[n].refs {
				one.Sentences = append(one.Sentences, r)
				articles[r.Article] = true
			}
		}
		many[id] = len(articles) >= manyArticles
		if one.Articles = len(articles); one.Articles > 1 {
			slices.SortFunc(one.Sentences, compareRefs)
			all = append(all, one)
		}
	}
	slices.SortFunc(all, func(a, b Group) int {
		return cmp.Or(cmp.Compare(b.Articles, a.Articles), compareRefs(a.Sentences[0], b.Sentences[0]))
	})
	return all, many
}
