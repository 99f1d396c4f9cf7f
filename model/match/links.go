package match

import (
	"math"
	"slices"
	"sync"
	"sync/atomic"
)

// Links of all sentences
//
// A build goes through the postings. Each sentence in a posting is compared with those at
// most window places after it, and the link is offered to both:
//
//	posting of a key   a  b  c  d  e  f  g
//	                         │  ╰──┴──┴ compared with c
//	                         ╰ then d with e, f, g
//
// So every pair of candidates is compared, once for each key that both have, and what is
// compared is still in the processor's cache, since it was the neighbour a moment ago.
// Going from sentence to sentence instead would compare each pair fewer times, but wait for
// memory each time. A sentence keeps the best links that it was offered, whatever their
// order, so the work can be shared among the cores.

// linker finds the links of all sentences of an index that is being built.
type linker struct {
	x     *Index
	lists [][]link        // by node; the best links so far and a few more, in no order
	least []atomic.Uint32 // by node: the bits of how alike the next link is at least
	cut   []bool          // by node: the list does not have all links any more
	locks [256]sync.Mutex // of the lists, by the end of the node
	tasks []stretch
}

// stretch is a part of a posting.
type stretch struct {
	places   []place // the posting
	from, to int     // which of them are compared with those after them
}

// spare is how many links are collected beyond the best ones before these are chosen.
const spare = 16

func newLinker(x *Index) *linker {
	const longest = 256
	l := &linker{x: x, lists: make([][]link, len(x.nodes)), least: make([]atomic.Uint32, len(x.nodes)), cut: make([]bool, len(x.nodes))}
	for i := range l.least {
		l.least[i].Store(math.Float32bits(leastAlike))
	}
	for _, p := range x.postings {
		for from := 0; from < len(p.places)-1; from += longest {
			l.tasks = append(l.tasks, stretch{p.places, from, min(from+longest, len(p.places))})
		}
	}
	return l
}

// run compares the sentences of all postings and sets the links of all nodes.
func (l *linker) run(steps *steps) error {
	const batch = 16
	err := steps.each((len(l.tasks)+batch-1)/batch, func() func(i int) int {
		g := &glance{}
		return func(i int) (n int) {
			for _, t := range l.tasks[i*batch : min(len(l.tasks), (i+1)*batch)] {
				l.stretch(g, t)
				n += t.to - t.from
			}
			return n
		}
	})
	if err != nil {
		return err
	}
	return l.x.eachBatch(steps, func() func(n int32) {
		return func(n int32) {
			list := l.lists[n]
			slices.SortFunc(list, l.x.compareLinks)
			whole := !l.cut[n] && len(list) <= mostRanked
			l.x.rank(n, slices.Clone(list[:min(len(list), mostRanked)]), whole)
			l.lists[n] = nil
		}
	})
}

func (l *linker) stretch(g *glance, t stretch) {
	x := l.x
	for i := t.from; i < t.to; i++ {
		n := t.places[i].node
		owner := x.owners[n]
		g.at(&x.briefs[n])
		for _, p := range t.places[i+1 : min(len(t.places), i+1+window)] {
			o := p.node
			if x.owners[o] == owner {
				continue
			}
			leastN, leastO := l.leastOf(n), l.leastOf(o)
			alike := g.alike(&x.briefs[o], min(leastN, leastO))
			if alike >= leastN {
				l.offer(n, link{o, alike})
			}
			if alike >= leastO {
				l.offer(o, link{n, alike})
			}
		}
	}
}

func (l *linker) leastOf(n int32) float32 { return math.Float32frombits(l.least[n].Load()) }

// offer adds a link to the list of a node, unless it is there.
func (l *linker) offer(n int32, one link) {
	lock := &l.locks[n&255]
	lock.Lock()
	defer lock.Unlock()
	list := l.lists[n]
	if hasLink(list, one.to) {
		return
	}
	if list = append(list, one); len(list) == mostRanked+spare {
		slices.SortFunc(list, l.x.compareLinks)
		list, l.cut[n] = list[:mostRanked], true
		l.least[n].Store(math.Float32bits(list[mostRanked-1].alike))
	}
	l.lists[n] = list
}
