package match

import (
	"cmp"
	"context"
	"iter"
	"slices"
)

// Pair is two sentences of different articles that say the same or contradict each
// other. A is before B in the order of articles and indexes.
type Pair struct {
	A, B      Ref
	Score     float64    // how likely they say the same, from 0 to 1
	Same      bool       // they are taken to say the same
	Conflicts []Conflict // the spans of A are in the sentence A
}

// MostPartners is how many partners a sentence brings in, the best.
const MostPartners = 10

// Matches are the pairs and groups of an index as it was.
type Matches struct {
	pairs  []Pair
	groups []Group
}

// edge is a pair of nodes, a of the lesser hash.
type edge struct {
	a, b      int32
	score     float64
	same      bool
	conflicts []Conflict
}

// Match compares all sentences. It calls progress, if that is not nil, with the number
// of steps that are done and the number of all, from the calling goroutine. If ctx is
// cancelled, Match returns its error. The index must not change meanwhile, and the
// result is of the index as it is.
func (x *Index) Match(ctx context.Context, progress func(done, of int)) (*Matches, error) {
	edges, err := x.edges(ctx, progress)
	if err != nil {
		return nil, err
	}
	slices.SortFunc(edges, x.compareEdges)
	m := &Matches{groups: x.group(edges)}
	p := pairing{x: x, count: map[Ref]int{}}
	p.repeats()
	for i := range edges {
		p.add(&edges[i])
	}
	m.pairs = p.pairs
	slices.SortFunc(m.pairs, func(p, q Pair) int { return cmp.Or(compareRefs(p.A, q.A), compareRefs(p.B, q.B)) })
	return m, nil
}

// compareEdges orders pairs of nodes, the best first.
func (x *Index) compareEdges(e, f edge) int {
	return cmp.Or(cmp.Compare(f.score, e.score), cmp.Compare(x.nodes[e.a].id, x.nodes[f.a].id), cmp.Compare(x.nodes[e.b].id, x.nodes[f.b].id))
}

// Pairs returns the pairs, in order. Of those with Same each sentence brings in at most
// MostPartners, its best that others do not bring in, so there are at most MostPartners
// times as many as sentences. Of more than eleven sentences with the same words, each is paired with only
// four of the others.
func (m *Matches) Pairs() iter.Seq[Pair] { return slices.Values(m.pairs) }

// edges returns the pairs of nodes that may be the same or contradict each other.
func (x *Index) edges(ctx context.Context, progress func(done, of int)) ([]edge, error) {
	const batch = 64
	n := len(x.nodes)
	batches := (n + batch - 1) / batch
	s := &steps{ctx: ctx, progress: progress, of: 3 * n}
	v := x.view()
	found := make([][]edge, batches)
	for _, step := range []func(v *view, n int32, found *[]edge){
		func(v *view, n int32, _ *[]edge) { v.reading(n) },
		func(v *view, n int32, _ *[]edge) { v.links(n) },
		func(v *view, n int32, found *[]edge) { *found = append(*found, v.edges(n)...) },
	} {
		err := s.each(batches, func() func(i int) int {
			v := v.fork()
			return func(i int) int {
				last := min(n, (i+1)*batch)
				for id := i * batch; id < last; id++ {
					if x.nodes[id] != nil {
						step(v, int32(id), &found[i])
					}
				}
				return last - i*batch
			}
		})
		if err != nil {
			return nil, err
		}
	}
	return slices.Concat(found...), nil
}

// edges returns the pairs of a node with the nodes that it has links to, apart from
// those that another node returns.
func (v *view) edges(n int32) (all []edge) {
	x := v.x
	for _, l := range x.nodes[n].links {
		if x.nodes[n].id > x.nodes[l.to].id && hasLink(x.nodes[l.to].links, n) {
			continue
		}
		if e, ok := v.edge(n, l.to); ok {
			all = append(all, e)
		}
	}
	return all
}

// edge compares two nodes, one of which has a link to the other. ok is false if they
// neither may say the same nor contradict each other.
func (v *view) edge(n, o int32) (e edge, ok bool) {
	x := v.x
	if x.nodes[n].id > x.nodes[o].id {
		n, o = o, n
	}
	e = edge{a: n, b: o}
	score, base := v.score(n, o)
	e.score, e.same = score, score >= leastSame
	c := contradiction{a: v.reading(n), b: v.reading(o), base: base}
	if e.conflicts = c.all(); len(e.conflicts) > 0 && !v.oneEvent(n, o) {
		e.conflicts = nil
	}
	return e, score >= leastInGroup || len(e.conflicts) > 0
}

// pairing makes pairs of sentences from pairs of nodes.
type pairing struct {
	x     *Index
	count map[Ref]int // the pairs with Same that a sentence brings in, the best first
	pairs []Pair
	only  *Ref // if not nil, only pairs with this sentence are made
}

// repeats adds the pairs of sentences with the same words.
func (p *pairing) repeats() {
	for _, n := range p.x.nodes {
		if n == nil || len(n.refs) < 2 {
			continue
		}
		reach := len(n.refs) - 1
		if reach > MostPartners {
			reach = 2 // on either side
		}
		for i := range n.refs {
			for d := 1; d <= reach; d++ {
				j := i + d
				if j >= len(n.refs) {
					if reach == len(n.refs)-1 {
						break
					}
					j -= len(n.refs)
				}
				p.pair(n.refs[i], n.refs[j], &edge{score: 1, same: true})
			}
		}
	}
}

// widest is how many sentences with the same words are tried as partners of another.
const widest = 2 * MostPartners

// add adds the pairs of the sentences of two nodes.
func (p *pairing) add(e *edge) {
	a, b := p.x.nodes[e.a].refs, p.x.nodes[e.b].refs
	if len(a) > len(b) {
		for i, r := range b {
			for k := range min(len(a), widest) {
				p.pair(a[(i+k)%len(a)], r, e)
			}
		}
		return
	}
	for i, r := range a {
		for k := range min(len(b), widest) {
			p.pair(r, b[(i+k)%len(b)], e)
		}
	}
}

// pair adds a pair with the score and the conflicts of two nodes.
func (p *pairing) pair(a, b Ref, e *edge) {
	if a.Article == b.Article || p.only != nil && a != *p.only && b != *p.only {
		return
	}
	same := e.same && (p.count[a] < MostPartners || p.count[b] < MostPartners)
	if !same && len(e.conflicts) == 0 {
		return
	}
	if same {
		by := a
		if p.count[b] < p.count[a] || p.count[b] == p.count[a] && compareRefs(b, a) < 0 {
			by = b
		}
		p.count[by]++
	}
	one := Pair{A: a, B: b, Score: e.score, Same: same, Conflicts: p.x.conflictsOf(e, a, b)}
	if compareRefs(b, a) < 0 {
		one.A, one.B = b, a
		found := one.Conflicts
		one.Conflicts = nil
		for _, c := range found {
			one.Conflicts = append(one.Conflicts, Conflict{c.Kind, c.B, c.A})
		}
	}
	p.pairs = append(p.pairs, one)
}
