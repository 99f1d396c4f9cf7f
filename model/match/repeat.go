package match

import (
	"context"
	"slices"

	"assay.app/assay/model"
)

// Repeats returns the other sentences of the index that are nearly identical to one: at
// least nine tenths of their words are the same, and all numbers and negations. They are
// in order, and may be of the same article.
func (x *Index) Repeats(ref Ref) (all []Ref) {
	n, ok := x.nodeOf(ref)
	if !ok {
		return nil
	}
	me := x.nodes[n]
	seen := map[int32]bool{n: true}
	for queue := []int32{n}; len(queue) > 0; queue = queue[1:] {
		for _, r := range x.nodes[queue[0]].refs {
			if r != ref {
				all = append(all, r)
			}
		}
		for _, l := range x.nodes[queue[0]].links {
			if !seen[l.to] && nearlyIdentical(&me.reading, &x.nodes[l.to].reading) {
				queue = append(queue, l.to)
				seen[l.to] = true
			}
		}
	}
	slices.SortFunc(all, compareRefs)
	return all
}

// nodeOf returns the node of a sentence.
func (x *Index) nodeOf(ref Ref) (int32, bool) {
	a := x.articles[ref.Article]
	if a == nil || ref.Index < 0 || ref.Index >= len(a.nodes) || a.nodes[ref.Index] < 0 {
		return 0, false
	}
	return a.nodes[ref.Index], true
}

// nearlyIdentical reports whether two sentences differ in at most a tenth of their words,
// none of which is a number or a negation.
func nearlyIdentical(a, b *reading) bool {
	if a.id == b.id {
		return true
	}
	x, y := sortedWords(a), sortedWords(b)
	same := 0
	for i, j := 0, 0; i < len(x) && j < len(y); {
		switch {
		case x[i].hash == y[j].hash:
			same++
			i++
			j++
		case x[i].hash < y[j].hash:
			if x[i].mark&figure != 0 {
				return false
			}
			i++
		default:
			if y[j].mark&figure != 0 {
				return false
			}
			j++
		}
	}
	return 10*2*same >= 9*(len(x)+len(y)) && figures(x) == figures(y) && negations(a) == negations(b)
}

func sortedWords(s *reading) []word {
	words := slices.Clone(s.words)
	slices.SortFunc(words, func(a, b word) int { return int(int64(a.hash) - int64(b.hash)) })
	return words
}

func figures(words []word) (n int) {
	for _, w := range words {
		if w.mark&figure != 0 {
			n++
		}
	}
	return n
}

func negations(s *reading) (n int) {
	for i := range s.facts {
		if s.facts[i].kind == notFact || s.facts[i].kind == denialFact {
			n++
		}
	}
	return n
}

// Partners returns the pairs of one sentence with Same or conflicts, best first, of those
// with Same at most MostPartners. It compares as Match does, except that it knows no
// groups. ok is false if the sentence is not in the index or says too little to be compared.
func (x *Index) Partners(ref Ref) (pairs []Pair, ok bool) {
	n, ok := x.nodeOf(ref)
	if !ok {
		return nil, false
	}
	v := x.lastView()
	p := v.pairingOf(n, ref)
	for _, r := range p.of[n] {
		p.pair(p.only, r, &edge{score: 1, same: true})
	}
	var edges []edge
	for _, o := range x.linkedWith(n) {
		if e, ok := v.edge(n, o); ok {
			edges = append(edges, e)
		}
	}
	slices.SortFunc(edges, x.compareEdges)
	for i := range edges {
		p.add(&edges[i])
	}
	best := 0
	for i := range p.pairs {
		q := &p.pairs[i]
		p.count[q.a], p.count[q.b] = 0, 0 // for the next sentence
		if q.same {
			best++
		}
		if !q.same || best <= MostPartners {
			pairs = append(pairs, p.pairOf(q))
		}
	}
	return pairs, true
}

// linkedWith returns the nodes that have a link to a node or that it has a link to.
func (x *Index) linkedWith(n int32) (all []int32) {
	for _, l := range x.nodes[n].links {
		all = append(all, l.to)
	}
	x.finders[0].eachCandidate(n, func(o int32) {
		if hasLink(x.nodes[o].links, n) && !hasLink(x.nodes[n].links, o) {
			all = append(all, o)
		}
	})
	return all
}

// Prepare makes Partners quick for those of an article's sentences whose indexes are in
// [from,to), until the index changes. It uses all cores.
func (x *Index) Prepare(article model.ArticleID, from, to int) {
	a, v := x.articles[article], x.lastView()
	if a == nil {
		return
	}
	var scored, read []int32 // whose links are scored, and whose readings that takes
	seen := map[int32]uint8{}
	note := func(n int32, list *[]int32, as uint8, there bool) bool {
		fresh := !there && seen[n]&as == 0
		if fresh {
			seen[n] |= as
			*list = append(*list, n)
		}
		return fresh
	}
	score := func(n int32) {
		if !note(n, &scored, 1, v.bases[n].odds != nil) {
			return
		}
		note(n, &read, 2, v.read[n] != nil)
		for _, l := range x.nodes[n].nearest() {
			note(l.to, &read, 2, v.read[l.to] != nil)
		}
	}
	for _, n := range within(a.nodes, from, to) {
		if n < 0 {
			continue
		}
		score(n)
		for _, o := range x.linkedWith(n) {
			score(o)
		}
	}
	v.forEach(read, func(v *view, n int32) { v.reading(n) })
	v.forEach(scored, func(v *view, n int32) { v.links(n) })
}

// forEach calls do for each node of a list, on all cores. No node may be in the list twice.
func (v *view) forEach(list []int32, do func(v *view, n int32)) {
	const piece = 32
	s := &steps{ctx: context.Background()}
	_ = s.each((len(list)+piece-1)/piece, func() func(i int) int { // it cannot be cancelled
		v := v.fork()
		return func(i int) int {
			for _, n := range list[i*piece : min(len(list), (i+1)*piece)] {
				do(v, n)
			}
			return 0
		}
	})
}

// pairingOf returns a pairing of a sentence of a node. The view keeps its memory.
func (v *view) pairingOf(n int32, ref Ref) *pairing {
	if v.places == nil {
		v.places = v.x.places()
		v.count = make([]uint8, len(v.places.refs))
	}
	p := &pairing{x: v.x, places: v.places, count: v.count, one: true}
	i, _ := slices.BinarySearchFunc(v.x.nodes[n].refs, ref, compareRefs)
	p.only = p.of[n][i]
	return p
}

// within returns the part [from,to) of a list, cut to the bounds of the list.
func within(list []int32, from, to int) []int32 {
	to = min(max(to, 0), len(list))
	return list[min(max(from, 0), to):to]
}
