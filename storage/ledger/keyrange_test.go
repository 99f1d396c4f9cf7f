package ledger

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"testing"
)

func TestRangesHoldWhatWasAdded(t *testing.T) {
	const keys = 60
	key := func(n int) []byte { return fmt.Appendf(nil, "%03d", n) }
	for seed := range uint64(300) {
		rng := rand.New(rand.NewPCG(seed, 2))
		var set ranges
		has := [keys]bool{}
		for range 12 {
			low := rng.IntN(keys)
			high := low + rng.IntN(keys-low) + 1
			r := keyRange{low: key(low), high: key(high)}
			if high == keys {
				r.high = nil
			}
			set = set.add(r)
			for n := low; n < high; n++ {
				has[n] = true
			}
		}
		for n := range keys {
			r, is := set.around(key(n))
			if is != has[n] {
				t.Fatalf("seed %d: key %d: %v, want %v in %q", seed, n, is, has[n], set)
			}
			if is && (bytes.Compare(r.low, key(n)) > 0 || r.high != nil && bytes.Compare(r.high, key(n)) <= 0) {
				t.Fatalf("seed %d: key %d is not in %q", seed, n, r)
			}
		}
		for i, r := range set {
			if i > 0 && (set[i-1].high == nil || bytes.Compare(set[i-1].high, r.low) >= 0) {
				t.Fatalf("seed %d: %q: two ranges that touch", seed, set)
			}
		}
	}
}
