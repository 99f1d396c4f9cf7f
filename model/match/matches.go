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

// MostPartners is the greatest number of partners that a sentence brings in, its best.
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
	n := len(x.nodes)
	s := &steps{ctx: ctx, progress: progress, of: 4*n + 1}
	v := x.view()
	edges, err := v.allEdges(s)
	if err == nil {
		edges, err = sorted(s, edges, x.compareEdges)
	}
	if err != nil {
		return nil, err
	}
	s.add(n / 4)
	m := &Matches{}
	if m.groups, err = x.group(ctx, edges); err != nil {
		return nil, err
	}
	s.add(n / 4)
	p := pairing{x: x, places: x.places()}
	p.count = make([]uint8, len(p.refs))
	p.repeats()
	for i := range edges {
		if i&0xfff == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		p.add(&edges[i])
	}
	s.add(n / 4)
	pairs, err := sorted(s, p.pairs, func(a, b numbered) int { return cmp.Compare(a.order(), b.order()) })
	if err != nil {
		return nil, err
	}
	m.pairs = make([]Pair, len(pairs))
	for i := range pairs {
		m.pairs[i] = p.pairOf(&pairs[i])
	}
	s.finish()
	return m, nil
}

// compareEdges orders pairs of nodes, the best first.
func (x *Index) compareEdges(e, f edge) int {
	if e.score != f.score {
		return cmp.Compare(f.score, e.score)
	}
	return cmp.Or(cmp.Compare(x.nodes[e.a].id, x.nodes[f.a].id), cmp.Compare(x.nodes[e.b].id, x.nodes[f.b].id))
}

// Pairs returns the pairs, in order. A sentence brings in at most MostPartners pairs with
// Same: its best among those that the other sentence does not bring in. So there are at most
// MostPartners times as many as sentences. Of more than eleven sentences with the same words,
// each is paired with only four of the others.
func (m *Matches) Pairs() iter.Seq[Pair] { return slices.Values(m.pairs) }

// allEdges returns the pairs of nodes that may be the same or contradict each other.
func (v *view) allEdges(s *steps) ([]edge, error) {
	const batch = 64
	x, n := v.x, len(v.x.nodes)
	batches := (n + batch - 1) / batch
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
// can neither say the same nor contradict each other.
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

// places numbers the sentences of an index, in the order of articles and indexes.
type places struct {
	refs    []Ref     // by number
	article []int32   // by number: the number of its article
	of      [][]int32 // by node: the numbers of its sentences, in order
}

// places returns the places of all sentences that are compared.
func (x *Index) places() *places {
	total := 0
	for _, n := range x.nodes {
		if n != nil {
			total += len(n.refs)
		}
	}
	p := &places{refs: make([]Ref, 0, total), article: make([]int32, 0, total), of: make([][]int32, len(x.nodes))}
	memory := make([]int32, total)
	for id, n := range x.nodes {
		if n != nil {
			p.of[id], memory = memory[:0:len(n.refs)], memory[len(n.refs):]
		}
	}
	for _, id := range x.IDs() {
		a := x.articles[id]
		for i, n := range a.nodes {
			if n >= 0 {
				p.of[n] = append(p.of[n], int32(len(p.refs)))
				p.refs, p.article = append(p.refs, Ref{id, i}), append(p.article, a.number)
			}
		}
	}
	return p
}

// pairing makes pairs of sentences from pairs of nodes.
type pairing struct {
	x *Index
	*places
	count []uint8    // by sentence: how many pairs with Same it brings in, the best first
	pairs []numbered // in the order in which they were made
	only  int32      // if one is set, only pairs with this sentence are made
	one   bool
}

// numbered is a pair of sentences, a of the lesser number.
type numbered struct {
	a, b    int32
	same    bool
	swapped bool // a is of node b of the edge
	edge    *edge
}

// order returns a number by which pairs are ordered.
func (n numbered) order() uint64 { return uint64(n.a)<<32 | uint64(n.b) }

// pairOf returns a pair as it is reported.
func (p *pairing) pairOf(n *numbered) Pair {
	one := Pair{A: p.refs[n.a], B: p.refs[n.b], Score: n.edge.score, Same: n.same}
	if !n.swapped {
		one.Conflicts = p.x.conflictsOf(n.edge, one.A, one.B)
		return one
	}
	for _, c := range p.x.conflictsOf(n.edge, one.B, one.A) {
		one.Conflicts = append(one.Conflicts, Conflict{c.Kind, c.B, c.A})
	}
	return one
}

// repeats adds the pairs of sentences with the same words.
func (p *pairing) repeats() {
	identical := &edge{score: 1, same: true}
	for _, all := range p.of {
		reach := len(all) - 1
		if reach > MostPartners {
			reach = 2 // on either side
		}
		for i := range all {
			for d := 1; d <= reach; d++ {
				j := i + d
				if j >= len(all) {
					if reach == len(all)-1 {
						break
					}
					j -= len(all)
				}
				p.pair(all[i], all[j], identical)
			}
		}
	}
}

// widest is how many sentences with the same words are tried as partners of another.
const widest = 2 * MostPartners

// add adds the pairs of the sentences of two nodes.
func (p *pairing) add(e *edge) {
	a, b := p.of[e.a], p.of[e.b]
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
func (p *pairing) pair(a, b int32, e *edge) {
	if p.article[a] == p.article[b] || p.one && a != p.only && b != p.only {
		return
	}
	same := e.same && (p.count[a] < MostPartners || p.count[b] < MostPartners)
	if !same && len(e.conflicts) == 0 {
		return
	}
	if same {
		by := a
		if p.count[b] < p.count[a] || p.count[b] == p.count[a] && b < a {
			by = b
		}
		p.count[by]++
	}
	n := numbered{a: a, b: b, same: same, edge: e}
	if b < a {
		n.a, n.b, n.swapped = b, a, true
	}
	p.pairs = append(p.pairs, n)
}
