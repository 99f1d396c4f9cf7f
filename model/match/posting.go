package match

import (
	"cmp"
	"math/bits"
	"slices"
)

// Candidates
//
// A sentence is looked up by at most keyCount keys: the heaviest of its terms, and
// sketches of its runs of four characters. The sentences that have a key stand in its
// posting in a fixed order: by the smallest hash of their other terms (MinHash, salted
// with the key), so that like ones tend to be neighbours. Two sentences are candidates
// if they are at most window places apart in the posting of a key.
//
// So a sentence has at most 2·window·keyCount candidates, however many sentences there
// are, and a rare word finds every sentence that has it. The order depends on the
// sentences alone: which pairs are candidates does not depend on the order of import.
const (
	termKeys   = 14
	sketchKeys = 2
	keyCount   = termKeys + sketchKeys
	window     = 16
	leastKey   = 8 // the weight of a term that can be a key, in 1/64
)

// place is a sentence in the posting of a key.
type place struct {
	order uint32 // the MinHash of its other terms
	node  int32
}

// posting has the sentences with one key, in their order.
type posting struct{ places []place }

// keysOf returns the keys of a sentence, none twice, and its orders in their postings.
func keysOf(s *reading) (keys, orders []uint32) {
	if s.total < leastTotal || len(s.terms) < leastTerms {
		return nil, nil
	}
	var heavy []term
	for _, t := range s.terms {
		if t.weight >= leastKey && t.plain >= weightOf[ordinary] {
			heavy = append(heavy, t)
		}
	}
	slices.SortFunc(heavy, func(a, b term) int { return cmp.Or(cmp.Compare(b.weight, a.weight), cmp.Compare(a.hash, b.hash)) })
	for _, t := range heavy[:min(len(heavy), termKeys)] {
		keys = append(keys, t.hash)
	}
	for i := range uint64(sketchKeys) {
		if k := s.grams.sketch(i); !slices.Contains(keys, k) {
			keys = append(keys, k)
		}
	}
	for _, k := range keys {
		least := ^uint32(0)
		for _, t := range s.terms {
			if t.hash != k && t.plain >= weightOf[ordinary] {
				least = min(least, uint32(mix(uint64(t.hash)<<32|uint64(k))))
			}
		}
		orders = append(orders, least)
	}
	return keys, orders
}

// leastTotal and leastTerms are the weight and the number of terms of a sentence that
// says enough to be compared.
const (
	leastTotal = 100
	leastTerms = 3
)

// sketch returns key i of a set: two of its MinHashes.
func (g *grams) sketch(i uint64) uint32 {
	var least [2]uint64
	for j := range least {
		least[j] = ^uint64(0)
		salt := (2*i + uint64(j)) << 32
		for w, b := range g {
			for ; b != 0; b &= b - 1 {
				least[j] = min(least[j], mix(salt|uint64(w)<<6|uint64(bits.TrailingZeros64(b))))
			}
		}
	}
	return uint32(mix(least[0] ^ least[1]<<1 ^ i))
}
