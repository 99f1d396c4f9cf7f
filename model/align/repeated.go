package align

import (
	"strconv"

	"assay.app/assay/model/compare/wording"
)

// repeated pairs equal sentences that are left, in order, between two pairs in order.
func (p *pairer) repeated() {
	gapA, gapB := p.gaps()
	as, bs := p.a.left(), p.b.left()
	for len(as) > 0 && len(bs) > 0 {
		gap := min(gapA[as[0]], gapB[bs[0]])
		inA, inB := cut(&as, gapA, gap), cut(&bs, gapB, gap)
		for _, pair := range p.inBoth(inA, inB) {
			p.pair(pair[0], pair[1])
		}
	}
}

// mostRepeated is the size of the largest table for repeated sentences.
const mostRepeated = 1 << 20

// inBoth returns pairs of equal sentences among two lists, in order.
func (p *pairer) inBoth(as, bs []int) (all [][2]int) {
	if len(as)*len(bs) > mostRepeated {
		return p.inTurn(as, bs)
	}
	for _, r := range wording.Align(p.a.asWords(as), p.b.asWords(bs)) {
		if r.Kind != wording.Same {
			continue
		}
		for k := range r.A.Len() {
			all = append(all, [2]int{as[r.A.Start+k], bs[r.B.Start+k]})
		}
	}
	return all
}

// asWords returns sentences as words.
func (s *side) asWords(of []int) []wording.Word {
	words := make([]wording.Word, len(of))
	for n, i := range of {
		words[n].Key = strconv.Itoa(int(s.keys[i]))
	}
	return words
}

// inTurn pairs the first of several equal sentences with the first, the second with the
// second, and so on.
func (p *pairer) inTurn(as, bs []int) (all [][2]int) {
	places := map[int32][]int{}
	for _, j := range bs {
		places[p.b.keys[j]] = append(places[p.b.keys[j]], j)
	}
	for _, i := range as {
		key := p.a.keys[i]
		if list := places[key]; len(list) > 0 {
			all = append(all, [2]int{i, list[0]})
			places[key] = list[1:]
		}
	}
	return all
}
