package match

import (
	"slices"
	"sync"
	"sync/atomic"

	"assay.app/assay/model"
)

// update is a change of an index. It brings the links up to date when all sentences
// are added or removed.
//
// Links are the best of the candidates, so a change of the candidates changes them:
//
//   - A new sentence is offered to its candidates. It may push others apart in a
//     posting; a pair that is no longer a candidate anywhere loses its link.
//   - Where a sentence is removed, those that had a link to it lose it, and pairs that
//     become neighbours are offered to one another.
//
// A sentence that loses a link goes on with the next best candidate that it knows. If it
// knows none, its partners are looked for again, together with those of the new sentences,
// on all cores.
type update struct {
	x      *Index
	added  []int32
	apart  [][2]int32 // pairs with a link that were pushed apart in a posting
	closer [][2]int32 // pairs that came within the window of a posting
	stale  []int32    // nodes whose partners are to be looked for again
	gone   []int32    // nodes that were removed

	lastRead model.ArticleID // whose readings are there
	readings []reading
}

// addSentence adds a sentence and returns its node, or −1.
func (u *update) addSentence(ref Ref, s *reading) int32 {
	x := u.x
	keys, orders := keysOf(s)
	if keys == nil {
		return -1
	}
	var refs []Ref
	if id, ok := x.byID[s.id]; ok {
		n := x.nodes[id]
		if compareRefs(n.refs[0], ref) < 0 {
			at, _ := slices.BinarySearchFunc(n.refs, ref, compareRefs)
			n.refs = slices.Insert(n.refs, at, ref)
			return id
		}
		refs = n.refs
		u.removeNode(id)
	}
	id := u.addNode(&node{reading: *s, refs: append([]Ref{ref}, refs...), keys: keys, orders: orders})
	u.place(id)
	return id
}

// removeArticle removes all sentences of an article from a node.
func (u *update) removeArticle(article model.ArticleID, id int32) {
	x := u.x
	n := x.nodes[id]
	if n == nil {
		return // two sentences of the article were repeated
	}
	first := n.refs[0].Article
	n.refs = slices.DeleteFunc(n.refs, func(r Ref) bool { return r.Article == article })
	if len(n.refs) > 0 && first != article {
		return
	}
	refs := n.refs
	u.removeNode(id)
	if len(refs) == 0 {
		return
	}
	s := u.read(refs[0])
	keys, orders := keysOf(s)
	u.place(u.addNode(&node{reading: *s, refs: refs, keys: keys, orders: orders}))
}

// place records which node has the sentences of a node that was added.
func (u *update) place(id int32) {
	for _, r := range u.x.nodes[id].refs {
		u.x.articles[r.Article].nodes[r.Index] = id
	}
}

// read reads a sentence of an article in the index.
func (u *update) read(ref Ref) *reading {
	if u.lastRead != ref.Article {
		u.lastRead, u.readings = ref.Article, u.x.reader.read(u.x.articles[ref.Article].text)
	}
	return &u.readings[ref.Index]
}

// addNode adds a node to the postings.
func (u *update) addNode(n *node) int32 {
	x := u.x
	var id int32
	if last := len(x.free) - 1; last >= 0 {
		id, x.free = x.free[last], x.free[:last]
		x.nodes[id] = n
	} else {
		id = int32(len(x.nodes))
		x.nodes, x.owners, x.briefs, x.limits = append(x.nodes, n), append(x.owners, 0), append(x.briefs, brief{}), append(x.limits, 0)
	}
	x.owners[id], x.briefs[id] = x.articles[n.refs[0].Article].number, n.brief()
	x.byID[n.id] = id
	x.count(&n.reading, 1)
	u.added = append(u.added, id)
	for i, k := range n.keys {
		p := x.postings[k]
		if p == nil {
			p = &posting{}
			x.postings[k] = p
		}
		at := x.at(p, id, i)
		p.places = slices.Insert(p.places, at, place{n.orders[i], id})
		for back := 1; back <= window && at-back >= 0; back++ {
			if ahead := at + window + 1 - back; ahead < len(p.places) {
				a, b := p.places[at-back].node, p.places[ahead].node
				if x.linked(a, b) {
					u.apart = append(u.apart, [2]int32{a, b})
				}
			}
		}
	}
	return id
}

// removeNode removes a node from the postings. Its number may be used again only after
// the update, so that links to it can be recognised.
func (u *update) removeNode(id int32) {
	x := u.x
	n := x.nodes[id]
	x.finders[0].eachCandidate(id, func(o int32) { u.unlink(o, id) })
	for i, k := range n.keys {
		p := x.postings[k]
		at := x.at(p, id, i)
		p.places = slices.Delete(p.places, at, at+1)
		if len(p.places) == 0 {
			delete(x.postings, k)
		}
		for back := 1; back <= window && at-back >= 0; back++ {
			if ahead := at + window - back; ahead < len(p.places) {
				u.closer = append(u.closer, [2]int32{p.places[at-back].node, p.places[ahead].node})
			}
		}
	}
	if x.byID[n.id] == id {
		delete(x.byID, n.id)
	}
	x.nodes[id] = nil
	x.count(&n.reading, -1)
	u.gone = append(u.gone, id)
}

// unlink removes a link of a node, if it has it.
func (u *update) unlink(n, to int32) {
	if hasLink(u.x.nodes[n].ranked, to) && !u.x.unlink(n, to) {
		u.stale = append(u.stale, n)
	}
}

func hasLink(links []link, to int32) bool {
	return indexOf(links, to) >= 0
}

// linked reports whether either of two nodes has the other among its best candidates.
func (x *Index) linked(a, b int32) bool {
	return hasLink(x.nodes[a].ranked, b) || hasLink(x.nodes[b].ranked, a)
}

// isCandidate reports whether two nodes are near each other in a posting.
func (x *Index) isCandidate(a, b int32) bool {
	n, o := x.nodes[a], x.nodes[b]
	for i, k := range n.keys {
		j := slices.Index(o.keys, k)
		if j < 0 {
			continue
		}
		p := x.postings[k]
		if d := x.at(p, a, i) - x.at(p, b, j); -window <= d && d <= window {
			return true
		}
	}
	return false
}

// finish brings the links up to date.
func (u *update) finish() {
	x := u.x
	for _, p := range u.apart {
		a, b := p[0], p[1]
		if x.nodes[a] != nil && x.nodes[b] != nil && x.isCandidate(a, b) {
			continue
		}
		for _, d := range [][2]int32{{a, b}, {b, a}} {
			if x.nodes[d[0]] != nil {
				u.unlink(d[0], d[1])
			}
		}
	}
	fresh := u.search()
	for _, p := range u.closer {
		a, b := p[0], p[1]
		if x.nodes[a] == nil || x.nodes[b] == nil || x.owners[a] == x.owners[b] || fresh[a] && fresh[b] || !x.isCandidate(a, b) {
			continue
		}
		s := alike(&x.briefs[a], &x.briefs[b], leastAlike)
		if !fresh[a] {
			x.offer(a, link{b, s})
		}
		if !fresh[b] {
			x.offer(b, link{a, s})
		}
	}
	x.free = append(x.free, u.gone...)
}

// search looks for the partners of the nodes that are new or stale, and offers the new ones
// to the others. It returns the nodes whose partners it looked for.
func (u *update) search() (fresh map[int32]bool) {
	x := u.x
	fresh = map[int32]bool{}
	var todo []int32
	for _, list := range [][]int32{u.added, u.stale} {
		for _, n := range list {
			if x.nodes[n] != nil && !fresh[n] {
				fresh[n] = true
				todo = append(todo, n)
			}
		}
	}
	added := map[int32]bool{}
	for _, n := range u.added {
		added[n] = true
	}
	type result struct {
		ranked []link
		whole  bool
	}
	results, offers := make([]result, len(todo)), make([][]offered, len(x.finders))
	var next atomic.Int64
	look := func(core int) {
		for i := int(next.Add(1)) - 1; i < len(todo); i = int(next.Add(1)) - 1 {
			var to *[]offered
			if added[todo[i]] {
				to = &offers[core]
			}
			results[i].ranked, results[i].whole = x.finders[core].best(todo[i], to)
		}
	}
	var others sync.WaitGroup
	const few = 8 // for fewer, other goroutines are not worth it
	for core := 1; core < len(x.finders) && len(todo) > few; core++ {
		others.Go(func() { look(core) })
	}
	look(0)
	others.Wait()
	for i, n := range todo {
		x.rank(n, results[i].ranked, results[i].whole)
	}
	for _, list := range offers {
		for _, o := range list {
			if !fresh[o.node] {
				x.offer(o.node, o.link)
			}
		}
	}
	return fresh
}
