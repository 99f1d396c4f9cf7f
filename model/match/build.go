package match

import (
	"cmp"
	"context"
	"maps"
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
	return newLinker(x).run(steps)
}

// eachBatch calls step for all nodes of an index that is being built, some at a time, on
// all cores. begin is called once for each core and returns its step.
func (x *Index) eachBatch(steps *steps, begin func() func(n int32)) error {
	const batch = 64
	return steps.each((len(x.nodes)+batch-1)/batch, func() func(i int) int {
		step := begin()
		return func(i int) int {
			first, end := i*batch, min(len(x.nodes), (i+1)*batch)
			for n := first; n < end; n++ {
				step(int32(n))
			}
			return end - first
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
	all := make([][]prepared, len(texts))
	err := steps.each(len(texts), func() func(i int) int {
		r := newReader()
		return func(i int) int {
			all[i] = prepare(r.read(texts[i]))
			return len(all[i])
		}
	})
	if err != nil {
		return err
	}
	for i, t := range texts {
		if err := steps.ctx.Err(); err != nil {
			return err
		}
		a := x.addArticle(t)
		for j := range all[i] {
			a.nodes[j] = x.settle(Ref{t.ID, j}, &all[i][j])
		}
		all[i] = nil
	}
	postings := slices.Collect(maps.Values(x.postings))
	const batch = 256
	return steps.each((len(postings)+batch-1)/batch, func() func(i int) int {
		return func(i int) int {
			for _, p := range postings[i*batch : min(len(postings), (i+1)*batch)] {
				slices.SortFunc(p.places, x.comparePlaces)
			}
			return 0
		}
	})
}

// prepared is a sentence with its keys and orders.
type prepared struct {
	*reading
	keys, orders []uint32
}

func prepare(readings []reading) []prepared {
	all := make([]prepared, len(readings))
	for i := range readings {
		all[i].reading = &readings[i]
		all[i].keys, all[i].orders = keysOf(&readings[i])
	}
	return all
}

// settle adds a sentence to an index that is being built. The sentences come in order.
func (x *Index) settle(ref Ref, s *prepared) int32 {
	if s.keys == nil {
		return -1
	}
	if id, ok := x.byID[s.id]; ok {
		x.nodes[id].refs = append(x.nodes[id].refs, ref)
		return id
	}
	id := int32(len(x.nodes))
	x.nodes = append(x.nodes, &node{reading: *s.reading, refs: []Ref{ref}, keys: s.keys, orders: s.orders})
	x.owners = append(x.owners, x.articles[ref.Article].number)
	x.briefs = append(x.briefs, s.brief())
	x.limits = append(x.limits, leastAlike)
	x.byID[s.id] = id
	x.count(s.reading, 1)
	for i, k := range s.keys {
		p := x.postings[k]
		if p == nil {
			p = &posting{}
			x.postings[k] = p
		}
		p.places = append(p.places, place{s.orders[i], id})
	}
	return id
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
		s.add(n)
	}
	return s.ctx.Err()
}

// add reports that more steps are done.
func (s *steps) add(n int) {
	s.done += n
	if s.progress != nil && n > 0 {
		s.progress(s.done, s.of)
	}
}

// finish reports that all steps are done.
func (s *steps) finish() { s.add(s.of - s.done) }
