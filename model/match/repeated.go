package match

import (
	"cmp"
	"slices"
)

// Repeats reports whether two sentences are nearly identical: at least nine tenths of their
// words are the same, and all numbers and negations.
func (s *Sentence) Repeats(other *Sentence) bool {
	return nearlyIdentical(&s.reading, &other.reading)
}

// Repeated returns the groups of sentences that are nearly identical, by their indexes, in
// order. A sentence is in at most one group: sentences that repeat a third one are together.
//
// Two sentences that share nine tenths of their words share one of the first words of both, if
// the words of both are in the same order (prefix filtering; Chaudhuri, Ganti and Kaushik, A
// Primitive Operator for Similarity Joins in Data Cleaning, 2006). So only sentences that share
// such a word are compared.
func Repeated(sentences []*Sentence) (groups [][]int) {
	of := make([]int, len(sentences)) // a sentence of the same group, which has a lesser index; itself if it is the first
	root := func(i int) int {
		for of[i] != i {
			i = of[i]
		}
		return i
	}
	counts := map[uint32]int{}
	for _, s := range sentences {
		for _, h := range wordSet(s) {
			counts[h]++
		}
	}
	having := map[uint32][]int{}
	for i, s := range sentences {
		of[i] = i
		words := wordSet(s)
		// Two identical sentences of n words share all of them. If they differ in a tenth, each
		// has at most n/5 words that the other lacks.
		slices.SortFunc(words, func(a, b uint32) int { return cmp.Or(cmp.Compare(counts[a], counts[b]), cmp.Compare(a, b)) })
		tried := map[int]bool{}
		for _, h := range words[:min(len(words), len(s.reading.words)/5+1)] {
			for _, other := range having[h] {
				if !tried[other] && root(other) != root(i) && s.Repeats(sentences[other]) {
					a, b := root(other), root(i)
					of[max(a, b)] = min(a, b)
				}
				tried[other] = true
			}
			having[h] = append(having[h], i)
		}
	}
	at := map[int]int{}
	for i := range sentences {
		r := root(i)
		if r == i {
			continue
		}
		if _, known := at[r]; !known {
			at[r] = len(groups)
			groups = append(groups, []int{r})
		}
		groups[at[r]] = append(groups[at[r]], i)
	}
	slices.SortFunc(groups, slices.Compare)
	return groups
}

// wordSet returns the hashes of the words of a sentence, each once.
func wordSet(s *Sentence) []uint32 {
	var all []uint32
	for _, w := range s.reading.words {
		all = append(all, w.hash)
	}
	slices.Sort(all)
	return slices.Compact(all)
}
