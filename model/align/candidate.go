package align

import (
	"cmp"
	"slices"
)

// The limits of the search for candidates.
const (
	fewHaving    = 8   // sentences of each text that have a feature; a more frequent one is not used
	mostFeatures = 128 // features of a sentence: those with the least hashes
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
		return slices.DeleteFunc(s.left(), func(i int) bool {
			return common[s.keys[i]] || len(s.words[i]) < leastChanged && !isLong(s.texts[i])
		})
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

// feature is a hash of a word or of two neighbouring words of a sentence, followed by the
// index of the sentence in atBits bits.
type feature uint64

const atBits = 24

func (f feature) at() int { return int(f & (1<<atBits - 1)) }

// sharing returns the candidates that share rare features. A text has fewer than 1<<atBits
// sentences, or those beyond have no features.
func sharing(p *pairer, as, bs []int) (all []candidate) {
	inA, inB := features(p.a.words, as), features(p.b.words, bs)
	var votes []uint64 // both indexes
	for len(inA) > 0 && len(inB) > 0 {
		of := min(inA[0]>>atBits, inB[0]>>atBits)
		a, b := having(&inA, of), having(&inB, of)
		if len(a) > fewHaving || len(b) > fewHaving {
			continue
		}
		for _, x := range a {
			for _, y := range b {
				votes = append(votes, uint64(x.at())<<32|uint64(y.at()))
			}
		}
	}
	slices.Sort(votes)
	var kept []candidate // share counts the features
	for n, v := range votes {
		if n == 0 || v != votes[n-1] {
			kept = append(kept, candidate{i: int(v >> 32), j: int(v & (1<<32 - 1))})
		}
		kept[len(kept)-1].share++
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
		if i >= 1<<atBits {
			break
		}
		start, before := len(all), uint64(0)
		add := func(hash uint64) {
			hash *= 0x9E3779B97F4A7C15
			hash ^= hash >> 29
			all = append(all, feature(hash<<atBits|uint64(i)))
		}
		for _, w := range words[i] {
			n := uint64(w.number) + 1
			if w.weight > leastWeight {
				add(n)
			}
			if before > 0 {
				add(before<<32 | n)
			}
			before = n
		}
		if own := all[start:]; len(own) > mostFeatures {
			slices.Sort(own)
			all = all[:start+mostFeatures]
		}
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// having cuts off the features at the beginning of a list that are the same.
func having(list *[]feature, of feature) []feature {
	n := 0
	for n < len(*list) && (*list)[n]>>atBits == of {
		n++
	}
	head := (*list)[:n]
	*list = (*list)[n:]
	return head
}
