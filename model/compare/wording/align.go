package wording

import "slices"

// Kind says how a run of words relates to the other text.
type Kind uint8

// The kinds of runs.
const (
	Same     Kind = iota // both texts have the words
	Added                // only the second text has them
	Dropped              // only the first text has them
	Replaced             // the second text has other words in their place
)

var kindNames = [...]string{"same", "added", "dropped", "replaced"}

// String returns the name of the kind, or "unknown".
func (k Kind) String() string {
	if int(k) < len(kindNames) {
		return kindNames[k]
	}
	return "unknown"
}

// Range is a half-open range [Start,End) of the indexes of words.
type Range struct{ Start, End int }

// Len returns the number of words.
func (r Range) Len() int { return r.End - r.Start }

// Run is a run of words of the first text, A, and of the second, B. A is empty if Kind is
// Added, and B if it is Dropped.
type Run struct {
	Kind Kind
	A, B Range
}

// The limits of the tables of one alignment, in cells.
const (
	mostCells = 1 << 20 // of one table
	mostWork  = 1 << 24 // of all tables together
	mostDepth = 8       // how often a text is divided at common words
)

// Align aligns two texts. The runs cover both, in order, and no two neighbours are both
// Same or both not Same.
func Align(a, b []Word) []Run {
	l := aligner{work: mostWork}
	numbers := map[string]int32{}
	number := func(words []Word) []int32 {
		out := make([]int32, len(words))
		for i, w := range words {
			n, ok := numbers[w.Key]
			if !ok {
				n = int32(len(numbers))
				numbers[w.Key] = n
			}
			out[i] = n
		}
		return out
	}
	l.a, l.b = number(a), number(b)
	l.part(Range{0, len(a)}, Range{0, len(b)}, 0)
	return l.runs()
}

// aligner finds the pairs of words that are the same.
type aligner struct {
	a, b  []int32
	pairs [][2]int32 // in order
	work  int        // the cells that may still be computed
}

// part aligns parts of both texts.
func (l *aligner) part(a, b Range, depth int) {
	for a.Len() > 0 && b.Len() > 0 && l.a[a.Start] == l.b[b.Start] {
		l.pair(a.Start, b.Start)
		a.Start++
		b.Start++
	}
	tail := 0
	for a.Len() > 0 && b.Len() > 0 && l.a[a.End-1] == l.b[b.End-1] {
		a.End--
		b.End--
		tail++
	}
	if a.Len() > 0 && b.Len() > 0 {
		if cells := (a.Len() + 1) * (b.Len() + 1); cells <= min(mostCells, l.work) {
			l.work -= cells
			l.table(a, b)
		} else if depth < mostDepth {
			l.divide(a, b, depth)
		}
	}
	for i := range tail {
		l.pair(a.End+i, b.End+i)
	}
}

func (l *aligner) pair(a, b int) { l.pairs = append(l.pairs, [2]int32{int32(a), int32(b)}) }

// table aligns parts by their longest common subsequence.
func (l *aligner) table(a, b Range) {
	n, m := a.Len(), b.Len()
	longest := make([]int32, (n+1)*(m+1)) // of what begins at a word of each
	for i := n - 1; i >= 0; i-- {
		row, below := longest[i*(m+1):(i+1)*(m+1)], longest[(i+1)*(m+1):]
		for j := m - 1; j >= 0; j-- {
			if l.a[a.Start+i] == l.b[b.Start+j] {
				row[j] = below[j+1] + 1
			} else {
				row[j] = max(below[j], row[j+1])
			}
		}
	}
	for i, j := 0, 0; i < n && j < m; {
		switch {
		case l.a[a.Start+i] == l.b[b.Start+j]:
			l.pair(a.Start+i, b.Start+j)
			i++
			j++
		case longest[(i+1)*(m+1)+j] >= longest[i*(m+1)+j+1]:
			i++
		default:
			j++
		}
	}
}

// divide aligns parts at the words that occur once in both and stand in the same order.
func (l *aligner) divide(a, b Range, depth int) {
	anchors := increasing(l.common(a, b))
	if len(anchors) == 0 {
		return
	}
	for _, p := range anchors {
		if i, j := int(p[0]), int(p[1]); i >= a.Start && j >= b.Start {
			l.part(Range{a.Start, i}, Range{b.Start, j}, depth+1)
			l.pair(i, j)
			a.Start, b.Start = i+1, j+1
		}
	}
	l.part(a, b, depth+1)
}

// common returns the places of the words that occur once in both parts, in the order of a.
func (l *aligner) common(a, b Range) (all [][2]int32) {
	const several = -2
	place := func(numbers []int32, r Range) map[int32]int32 {
		places := make(map[int32]int32, r.Len())
		for i := r.Start; i < r.End; i++ {
			if _, ok := places[numbers[i]]; ok {
				places[numbers[i]] = several
			} else {
				places[numbers[i]] = int32(i)
			}
		}
		return places
	}
	inA, inB := place(l.a, a), place(l.b, b)
	for i := a.Start; i < a.End; i++ {
		if j, ok := inB[l.a[i]]; ok && j != several && inA[l.a[i]] != several {
			all = append(all, [2]int32{int32(i), j})
		}
	}
	return all
}

// increasing returns the longest list of pairs whose second places increase. It is a
// patience sort: O(n log n).
func increasing(pairs [][2]int32) [][2]int32 {
	var piles []int32 // the last pair of each pile
	before := make([]int32, len(pairs))
	for i, p := range pairs {
		at, _ := slices.BinarySearchFunc(piles, p[1], func(top, want int32) int { return int(pairs[top][1] - want) })
		before[i] = -1
		if at > 0 {
			before[i] = piles[at-1]
		}
		if at == len(piles) {
			piles = append(piles, int32(i))
		} else {
			piles[at] = int32(i)
		}
	}
	if len(piles) == 0 {
		return nil
	}
	out := make([][2]int32, len(piles))
	for i, at := len(piles)-1, piles[len(piles)-1]; i >= 0; i, at = i-1, before[at] {
		out[i] = pairs[at]
	}
	return out
}

// runs returns the runs between and of the pairs.
func (l *aligner) runs() (all []Run) {
	at := Run{}
	step := func(i, j int) {
		a, b := Range{at.A.End, i}, Range{at.B.End, j}
		switch {
		case a.Len() > 0 && b.Len() > 0:
			all = append(all, Run{Replaced, a, b})
		case a.Len() > 0:
			all = append(all, Run{Dropped, a, b})
		case b.Len() > 0:
			all = append(all, Run{Added, a, b})
		}
	}
	for _, p := range l.pairs {
		i, j := int(p[0]), int(p[1])
		step(i, j)
		if n := len(all); n > 0 && all[n-1].Kind == Same {
			all[n-1].A.End, all[n-1].B.End = i+1, j+1
		} else {
			all = append(all, Run{Same, Range{i, i + 1}, Range{j, j + 1}})
		}
		at = all[len(all)-1]
	}
	step(len(l.a), len(l.b))
	return all
}
