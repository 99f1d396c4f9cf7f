package align

import (
	"runtime"
	"sync"
	"sync/atomic"

	"assay.app/assay/model/compare/wording"
)

// ordered returns the pairs in the order of the second text. Between two pairs in order,
// what was dropped comes first.
func (p *pairer) ordered() []Pair {
	all := make([]Pair, 0, len(p.b.to)+len(p.a.to)/8)
	i, j := 0, 0
	until := func(a, b int) {
		for ; i < a; i++ {
			if p.a.to[i] < 0 {
				all = append(all, Pair{Kind: Dropped, A: i, B: -1})
			}
		}
		for ; j < b; j++ {
			if from := p.b.to[j]; from < 0 {
				all = append(all, Pair{Kind: Added, A: -1, B: j})
			} else {
				all = append(all, Pair{Kind: p.kind(from, j), Moved: true, A: from, B: j})
			}
		}
	}
	for _, pair := range p.inOrder() {
		until(pair[0], pair[1])
		all = append(all, Pair{Kind: p.kind(i, j), A: i, B: j})
		i, j = i+1, j+1
	}
	until(len(p.a.to), len(p.b.to))
	return all
}

// kind returns whether two paired sentences are the same.
func (p *pairer) kind(i, j int) Kind {
	if p.a.keys[i] == p.b.keys[j] {
		return Same
	}
	return Changed
}

// differences sets the words that differ in the sentences that changed. Several are read at
// once, and it returns when all are done.
func differences(all []Pair, a, b []string, language string) {
	var next atomic.Int64
	var readers sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), len(all)/fewPairs+1) {
		readers.Go(func() {
			for n := int(next.Add(1)) - 1; n < len(all); n = int(next.Add(1)) - 1 {
				if c := &all[n]; c.Kind == Changed {
					c.differ(a[c.A], b[c.B], language)
				}
			}
		})
	}
	readers.Wait()
}

// fewPairs is how many pairs are not worth another goroutine.
const fewPairs = 64

// differ sets the words that differ.
func (p *Pair) differ(a, b, language string) {
	if isLong(a) || isLong(b) {
		p.InA, p.InB = longDifferences(a, b, language)
	} else {
		p.InA, p.InB = wording.Differences(a, b, language)
	}
	if len(p.InA)+len(p.InB) == 0 {
		p.Kind = Same // "twelve" is "12"
	}
}
