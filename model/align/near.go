package align

import (
	"cmp"
	"slices"
)

// The shares of the weight of both sentences that must be the same, in percent.
const (
	besidePairs = 50 // with the same neighbours on both sides
	inSameGap   = 60 // between the same two pairs
	elsewhere   = 72
	contained   = 85 // of the shorter sentence, if the longer one has a clause more
)

// The least numbers of words of a sentence.
const (
	leastChanged   = 2 // that is paired with one that is not the same
	leastContained = 4 // that is paired because another one contains it
	leastMoved     = 5 // that is paired with one elsewhere that is not the same
)

// candidate is a pair that may be near-identical.
type candidate struct {
	i, j  int
	share int // of the weight of both sentences, in percent
	place int // how much the place speaks for it
}

// The places of a candidate.
const (
	anywhere = iota
	sameGap
	sameNeighbours
)

// near pairs the sentences that are left and near-identical, the most similar ones first.
// Sentences that both texts have, because they are repeated, are left out.
func (p *pairer) near() {
	gapA, gapB := p.gaps()
	var all []candidate
	for _, c := range p.candidates(gapA, gapB) {
		c.place = p.placeOf(c, gapA, gapB)
		if p.rate(&c) {
			all = append(all, c)
		}
	}
	slices.SortFunc(all, func(x, y candidate) int {
		return cmp.Or(cmp.Compare(y.share+5*y.place, x.share+5*x.place), cmp.Compare(x.i+x.j, y.i+y.j), cmp.Compare(x.i, y.i))
	})
	for _, c := range all {
		if p.a.to[c.i] < 0 && p.b.to[c.j] < 0 {
			p.pair(c.i, c.j)
		}
	}
}

// gaps returns, for each sentence of both texts, how many pairs in order precede it.
func (p *pairer) gaps() (gapA, gapB []int32) {
	gapA, gapB = make([]int32, len(p.a.to)), make([]int32, len(p.b.to))
	i, j := 0, 0
	for n, pair := range append(p.inOrder(), [2]int{len(gapA), len(gapB)}) {
		for ; i < pair[0]; i++ {
			gapA[i] = int32(n)
		}
		for ; j < pair[1]; j++ {
			gapB[j] = int32(n)
		}
	}
	return gapA, gapB
}

// placeOf returns where the sentences of a candidate are.
func (p *pairer) placeOf(c candidate, gapA, gapB []int32) int {
	paired := func(i, j int) bool {
		if i < 0 || j < 0 {
			return i == j
		}
		if i == len(p.a.to) || j == len(p.b.to) {
			return i-len(p.a.to) == j-len(p.b.to)
		}
		return p.a.to[i] == j
	}
	switch {
	case paired(c.i-1, c.j-1) && paired(c.i+1, c.j+1):
		return sameNeighbours
	case gapA[c.i] == gapB[c.j], paired(c.i-1, c.j-1), paired(c.i+1, c.j+1):
		return sameGap
	}
	return anywhere
}

// rate sets the share of a candidate, and reports whether the sentences are near-identical.
func (p *pairer) rate(c *candidate) bool {
	a, b := p.a.words[c.i], p.b.words[c.j]
	few := min(len(a), len(b))
	least, fewest := elsewhere, leastMoved
	switch c.place {
	case sameGap:
		least, fewest = inSameGap, leastChanged
	case sameNeighbours:
		least, fewest = besidePairs, leastChanged
	default:
	}
	if few < fewest && !(isLong(p.a.texts[c.i]) && isLong(p.b.texts[c.j])) {
		return false
	}
	total, small := weightOf(a)+weightOf(b), min(weightOf(a), weightOf(b))
	enough := func(common int) bool {
		c.share = int(200 * int64(common) / int64(max(1, total)))
		return c.share >= least ||
			few >= leastContained && int64(common)*100 >= contained*int64(small) && 2*c.share >= least
	}
	if !enough(inCommon(p.a.sorted[c.i], p.b.sorted[c.j])) {
		return c.place == sameNeighbours && oneReplaced(a, b)
	}
	if len(a)*len(b) > mostCells {
		return true
	}
	return enough(inCommonInOrder(a, b)) || c.place == sameNeighbours && oneReplaced(a, b)
}

// mostCells is the size of the largest table for words in the same order. The words of
// longer sentences are compared in any order.
const mostCells = 1 << 14

func weightOf(words []word) (n int) {
	for _, w := range words {
		n += int(w.weight)
	}
	return n
}

// oneReplaced reports whether two sentences differ in one word: "Eight died", "Nine died".
func oneReplaced(a, b []word) bool {
	if len(a) != len(b) || len(a) < 2 {
		return false
	}
	differ := 0
	for i := range a {
		if a[i].number != b[i].number {
			differ++
		}
	}
	return differ == 1
}

// inCommonInOrder returns the greatest weight of words that two sentences have in the same
// order.
func inCommonInOrder(a, b []word) int {
	row := make([]int32, len(b)+1)
	for _, w := range a {
		diagonal := int32(0) // of the row before
		for j, v := range b {
			above := row[j+1]
			row[j+1] = max(above, row[j])
			if w.number == v.number {
				row[j+1] = max(row[j+1], diagonal+min(w.weight, v.weight))
			}
			diagonal = above
		}
	}
	return int(row[len(b)])
}

// inCommon returns the weight of the words that two sentences have in any order. Their words
// must be sorted. It is an upper bound of inCommonInOrder.
func inCommon(a, b []word) (n int) {
	for len(a) > 0 && len(b) > 0 {
		switch x, y := a[0], b[0]; {
		case x.number < y.number:
			a = a[1:]
		case x.number > y.number:
			b = b[1:]
		default:
			n += int(min(x.weight, y.weight))
			a, b = a[1:], b[1:]
		}
	}
	return n
}

// sorted returns a sorted copy.
func sorted(words []word) []word {
	words = slices.Clone(words)
	slices.SortFunc(words, func(x, y word) int {
		return cmp.Or(cmp.Compare(x.number, y.number), cmp.Compare(y.weight, x.weight))
	})
	return words
}
