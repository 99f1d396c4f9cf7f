package align

import "assay.app/assay/model/compare/wording"

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

// differences sets the words that differ in the sentences that changed.
func differences(all []Pair, a, b []string, language string) {
	for n := range all {
		c := &all[n]
		if c.Kind != Changed {
			continue
		}
		x, y := a[c.A], b[c.B]
		if isLong(x) || isLong(y) {
			c.InA, c.InB = longDifferences(x, y, language)
		} else {
			c.InA, c.InB = wording.Differences(x, y, language)
		}
		if len(c.InA)+len(c.InB) == 0 {
			c.Kind = Same // "twelve" is "12"
		}
	}
}
