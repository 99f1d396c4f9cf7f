package align

import "slices"

// side is one of the two texts.
type side struct {
	texts  []string
	keys   []int32  // equal for sentences that count as the same
	words  [][]word // of the sentences that are left after the first step
	sorted [][]word // the same words, sorted
	to     []int    // the index in the other text, or −1
}

func newSide(texts []string) side {
	s := side{texts: texts, keys: make([]int32, len(texts)), words: make([][]word, len(texts)), sorted: make([][]word, len(texts)), to: make([]int, len(texts))}
	for i := range s.to {
		s.to[i] = -1
	}
	return s
}

// pairer pairs the sentences of two texts.
type pairer struct {
	a, b    side
	numbers map[string]int32 // the keys of sentences
	repeats map[int32]bool   // the keys of sentences that a text has more than once; nil before the words are read
}

func newPairer(a, b []string) *pairer {
	p := &pairer{a: newSide(a), b: newSide(b), numbers: make(map[string]int32, len(a))}
	for _, s := range []*side{&p.a, &p.b} {
		for i, text := range s.texts {
			s.keys[i] = p.number(text)
		}
	}
	return p
}

// number returns the number of a string. Equal strings have the same number.
func (p *pairer) number(s string) int32 {
	n, ok := p.numbers[s]
	if !ok {
		n = int32(len(p.numbers))
		p.numbers[s] = n
	}
	return n
}

func (p *pairer) pair(i, j int) { p.a.to[i], p.b.to[j] = j, i }

// exact pairs the sentences that are left with the same key if no other one that is left
// has it, and then those beside pairs.
func (p *pairer) exact() {
	const several = -2
	places := func(s *side) []int32 {
		at := make([]int32, len(p.numbers))
		for i := range at {
			at[i] = -1
		}
		for i, key := range s.keys {
			switch {
			case s.to[i] >= 0:
			case at[key] == -1:
				at[key] = int32(i)
			default:
				at[key] = several
			}
		}
		return at
	}
	inA, inB := places(&p.a), places(&p.b)
	for key, i := range inA {
		if j := inB[key]; i >= 0 && j >= 0 && p.isAlone(int(i), int(j)) {
			p.pair(int(i), int(j))
		}
	}
	p.spread()
}

// fewWords is how many words a sentence has that is often repeated: "Read more".
const fewWords = 4

// isAlone reports whether two equal sentences, of which no others are left, are the same
// one. A short sentence that was repeated, and has lost its other places to neighbours, is
// not: one was dropped, another added.
func (p *pairer) isAlone(i, j int) bool {
	if p.repeats == nil {
		return true // the first step
	}
	return !p.repeats[p.a.keys[i]] || len(p.a.words[i]) > fewWords
}

// spread pairs equal sentences that are left beside pairs. The beginnings of both texts are
// a pair, and so are the ends.
func (p *pairer) spread() {
	n, m := len(p.a.to), len(p.b.to)
	equal := func(i, j int) bool {
		return i >= 0 && i < n && j >= 0 && j < m && p.a.to[i] < 0 && p.b.to[j] < 0 && p.a.keys[i] == p.b.keys[j]
	}
	run := func(i, j, step int) {
		for i, j = i+step, j+step; equal(i, j); i, j = i+step, j+step {
			p.pair(i, j)
		}
	}
	run(-1, -1, 1)
	for i := range n {
		if j := p.a.to[i]; j >= 0 {
			run(i, j, 1)
		}
	}
	run(n, m, -1)
	for i := n - 1; i >= 0; i-- {
		if j := p.a.to[i]; j >= 0 {
			run(i, j, -1)
		}
	}
}

// left returns the indexes of the sentences of a text that are in no pair.
func (s *side) left() (all []int) {
	for i, j := range s.to {
		if j < 0 {
			all = append(all, i)
		}
	}
	return all
}

// inOrder returns the longest list of pairs whose indexes ascend in both texts. It is a
// patience sort: O(n log n).
func (p *pairer) inOrder() [][2]int {
	var pairs [][2]int
	for i, j := range p.a.to {
		if j >= 0 {
			pairs = append(pairs, [2]int{i, j})
		}
	}
	var piles []int // the last pair of each pile
	before := make([]int, len(pairs))
	for i, pair := range pairs {
		at, _ := slices.BinarySearchFunc(piles, pair[1], func(top, want int) int { return pairs[top][1] - want })
		before[i] = -1
		if at > 0 {
			before[i] = piles[at-1]
		}
		if at == len(piles) {
			piles = append(piles, i)
		} else {
			piles[at] = i
		}
	}
	if len(piles) == 0 {
		return nil
	}
	out := make([][2]int, len(piles))
	for k, at := len(piles)-1, piles[len(piles)-1]; k >= 0; k, at = k-1, before[at] {
		out[k] = pairs[at]
	}
	return out
}
