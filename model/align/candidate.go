package align

import (
	"cmp"
	"slices"
)

// The limits of the search for candidates.
const (
	fewHaving    = 8   // sentences of each text that have a feature; a more frequent one says little
	mostFeatures = 128 // features of a sentence: those with the least numbers
	mostShared   = 4   // candidates for a sentence because of features
	smallGap     = 12  // sentences of a gap that are all compared
	nearby       = 3   // in a larger gap, on both sides of the same place
)

// candidates returns the pairs of sentences that are worth comparing.
func (p *pairer) candidates(gapA, gapB []int32) (all []candidate) {
	common := map[int32]bool{} // keys that both texts have left
	for _, i := range p.a.left() {
		common[p.a.keys[i]] = false
	}
	for _, j := range p.b.left() {
		if _, ok := common[p.b.keys[j]]; ok {
			common[p.b.keys[j]] = true
		}
	}
	leftIn := func(s *side) []int {
		return slices.DeleteFunc(s.left(), func(i int) bool { return common[s.keys[i]] })
	}
	as, bs := leftIn(&p.a), leftIn(&p.b)
	all = append(sharing(p, as, bs), between(as, bs, gapA, gapB)...)
	slices.SortFunc(all, func(x, y candidate) int { return cmp.Or(cmp.Compare(x.i, y.i), cmp.Compare(x.j, y.j)) })
	return slices.Compact(all)
}

// between returns the candidates between the same two pairs. The sentences of both texts
// are given with their gaps, in order.
func between(as, bs []int, gapA, gapB []int32) (all []candidate) {
	for len(as) > 0 && len(bs) > 0 {
		gap := min(gapA[as[0]], gapB[bs[0]])
		inA, inB := cut(&as, gapA, gap), cut(&bs, gapB, gap)
		for x, i := range inA {
			from, to := 0, len(inB)
			if max(len(inA), len(inB)) > smallGap {
				at := x * len(inB) / len(inA)
				from, to = max(0, at-nearby), min(len(inB), at+nearby+1)
			}
			for _, j := range inB[from:to] {
				all = append(all, candidate{i: i, j: j})
			}
		}
	}
	return all
}

// cut cuts off the sentences at the beginning of a list that are in a gap.
func cut(list *[]int, gaps []int32, gap int32) []int {
	n := 0
	for n < len(*list) && gaps[(*list)[n]] == gap {
		n++
	}
	head := (*list)[:n]
	*list = (*list)[n:]
	return head
}

// feature is a word or a pair of neighbouring words that a sentence has.
type feature struct {
	of uint64
	at int32 // the index of the sentence
}

// sharing returns the candidates that share rare features.
func sharing(p *pairer, as, bs []int) (all []candidate) {
	inA, inB := features(p.a.words, as), features(p.b.words, bs)
	var votes []candidate // share counts the features
	for len(inA) > 0 && len(inB) > 0 {
		of := min(inA[0].of, inB[0].of)
		a, b := having(&inA, of), having(&inB, of)
		if len(a) > fewHaving || len(b) > fewHaving {
			continue
		}
		for _, x := range a {
			for _, y := range b {
				votes = append(votes, candidate{i: int(x.at), j: int(y.at), share: 1})
			}
		}
	}
	slices.SortFunc(votes, func(x, y candidate) int { return cmp.Or(cmp.Compare(x.i, y.i), cmp.Compare(x.j, y.j)) })
	kept := votes[:0]
	for _, v := range votes {
		if n := len(kept); n > 0 && kept[n-1].i == v.i && kept[n-1].j == v.j {
			kept[n-1].share++
		} else {
			kept = append(kept, v)
		}
	}
	return best(kept)
}

// best returns the candidates of each sentence of the first text with most votes.
func best(votes []candidate) (all []candidate) {
	for len(votes) > 0 {
		n := 1
		for n < len(votes) && votes[n].i == votes[0].i {
			n++
		}
		list := votes[:n]
		slices.SortStableFunc(list, func(x, y candidate) int { return cmp.Compare(y.share, x.share) })
		for _, c := range list[:min(n, mostShared)] {
			all = append(all, candidate{i: c.i, j: c.j})
		}
		votes = votes[n:]
	}
	return all
}

// features returns the features of sentences, sorted.
func features(words [][]word, of []int) (all []feature) {
	for _, i := range of {
		start, before := len(all), uint64(0)
		for _, w := range words[i] {
			n := uint64(w.number) + 1
			all = append(all, feature{n, int32(i)})
			if before > 0 {
				all = append(all, feature{before<<32 | n, int32(i)})
			}
			before = n
		}
		own := all[start:]
		slices.SortFunc(own, byFeature)
		all = all[:start+min(mostFeatures, len(slices.Compact(own)))]
	}
	slices.SortFunc(all, byFeature)
	return all
}

func byFeature(x, y feature) int { return cmp.Or(cmp.Compare(x.of, y.of), cmp.Compare(x.at, y.at)) }

// having cuts off the features at the beginning of a list that are the same.
func having(list *[]feature, of uint64) []feature {
	n := 0
	for n < len(*list) && (*list)[n].of == of {
		n++
	}
	head := (*list)[:n]
	*list = (*list)[n:]
	return head
}
