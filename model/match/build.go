package match

import (
	"cmp"
	"context"
	"fmt"
	"iter"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
)

// build fills an empty index.
func (x *Index) build(ctx context.Context, texts []Text, progress func(done, of int)) error {
	steps := &steps{ctx: ctx, progress: progress, of: 2 * sentences(texts)}
	if err := x.settleAll(texts, steps); err != nil {
		return err
	}
	const batch = 64
	return steps.each((len(x.nodes)+batch-1)/batch, func() func(i int) int {
		f := &finder{x: x}
		return func(i int) int {
			part := x.nodes[i*batch : min(len(x.nodes), (i+1)*batch)]
			for j, n := range part {
				n.links = f.best(int32(i*batch + j))
			}
			return len(part)
		}
	})
}

func sentences(texts []Text) (n int) {
	for _, t := range texts {
		n += len(t.Sentences)
	}
	return n
}

// settleAll fills the postings of an empty index.
func (x *Index) settleAll(texts []Text, steps *steps) error {
	texts = slices.Clone(texts)
	slices.Reverse(texts) // of texts with one ID the last counts
	slices.SortStableFunc(texts, func(a, b Text) int { return cmp.Compare(a.ID, b.ID) })
	texts = slices.CompactFunc(texts, func(a, b Text) bool { return a.ID == b.ID })
	readings := make([][]reading, len(texts))
	err := steps.each(len(texts), func() func(i int) int {
		r := newReader()
		return func(i int) int {
			readings[i] = r.read(texts[i])
			return len(readings[i])
		}
	})
	if err != nil {
		return err
	}
	for i, t := range texts {
		a := x.addArticle(t)
		for j := range readings[i] {
			a.nodes[j] = x.settle(Ref{t.ID, j}, &readings[i][j])
		}
		readings[i] = nil
	}
	for _, p := range x.postings {
		slices.SortFunc(p.places, x.comparePlaces)
	}
	return nil
}

// settle adds a sentence to an index that is being built. The sentences come in order.
func (x *Index) settle(ref Ref, s *reading) int32 {
	keys, orders := keysOf(s)
	if keys == nil {
		return -1
	}
	if id, ok := x.byID[s.id]; ok {
		x.nodes[id].refs = append(x.nodes[id].refs, ref)
		return id
	}
	id := int32(len(x.nodes))
	x.nodes = append(x.nodes, &node{reading: *s, refs: []Ref{ref}, keys: keys, orders: orders})
	x.owners = append(x.owners, x.articles[ref.Article].number)
	x.briefs = append(x.briefs, s.brief())
	x.byID[s.id] = id
	x.count(s, 1)
	for i, k := range keys {
		p := x.postings[k]
		if p == nil {
			p = &posting{}
			x.postings[k] = p
		}
		p.places = append(p.places, place{orders[i], id})
	}
	return id
}

// Link is a likely partner of a sentence, as an index keeps it. Both sentences are the
// first in order of those with their words.
type Link struct {
	From, To Ref
	Alike    float32
}

// Links returns the links of all sentences. With them, Restore makes the same index
// without looking for partners.
func (x *Index) Links() iter.Seq[Link] {
	return func(yield func(Link) bool) {
		for _, n := range x.nodes {
			if n == nil {
				continue
			}
			for _, l := range n.links {
				if !yield(Link{n.refs[0], x.nodes[l.to].refs[0], l.alike}) {
					return
				}
			}
		}
	}
}

// Restore returns the index of texts whose links were kept. It returns an error if a link
// is of a sentence that is not in the texts, or that is not compared: then the links are of
// other texts, and the index has to be built again. It cannot tell whether links are
// missing. Progress and ctx are as for AddAll.
func Restore(ctx context.Context, texts []Text, links iter.Seq[Link], progress func(done, of int)) (*Index, error) {
	x := New()
	if err := x.settleAll(texts, &steps{ctx: ctx, progress: progress, of: sentences(texts)}); err != nil {
		return nil, err
	}
	for l := range links {
		from, ok := x.nodeOf(l.From)
		to, known := x.nodeOf(l.To)
		if !ok || !known || x.nodes[from].refs[0] != l.From || x.nodes[to].refs[0] != l.To {
			return nil, fmt.Errorf("restoring matches: a link from %v to %v, which the texts lack", l.From, l.To)
		}
		x.nodes[from].links = append(x.nodes[from].links, link{to, l.Alike})
	}
	for _, n := range x.nodes {
		slices.SortFunc(n.links, x.compareLinks)
	}
	return x, nil
}

// steps runs the steps of a build.
type steps struct {
	ctx      context.Context
	progress func(done, of int)
	done, of int
}

// each runs step(0) … step(n−1) on all cores. begin is called once for each core and
// returns its step, which returns how much it did.
func (s *steps) each(n int, begin func() func(i int) int) error {
	ctx, cancel := context.WithCancel(s.ctx)
	defer cancel()
	var next atomic.Int64
	did := make(chan int)
	var workers sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		workers.Go(func() {
			step := begin()
			for ctx.Err() == nil {
				i := int(next.Add(1)) - 1
				if i >= n {
					return
				}
				did <- step(i)
			}
		})
	}
	go func() {
		workers.Wait()
		close(did)
	}()
	for n := range did {
		s.done += n
		if s.progress != nil {
			s.progress(s.done, s.of)
		}
	}
	return s.ctx.Err()
}
