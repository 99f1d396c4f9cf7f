package ledger

import (
	"bytes"
	"slices"
	"sort"
)

// keyRange is the keys from low up to, but not including, high. If high is nil, the
// range has no end.
type keyRange struct{ low, high []byte }

// After returns the least key greater than key.
func After(key []byte) []byte { return append(bytes.Clone(key), 0) }

// reaches reports whether key is at most high, the end of a range. A nil high means
// no end.
func reaches(high, key []byte) bool { return high == nil || bytes.Compare(high, key) >= 0 }

// ranges is a set of keys: disjoint ranges in order, with keys outside the set
// between any two.
type ranges []keyRange

// around returns the range that holds key, and reports whether there is one.
func (rs ranges) around(key []byte) (keyRange, bool) {
	i := sort.Search(len(rs), func(i int) bool { return bytes.Compare(rs[i].low, key) > 0 }) - 1
	if i < 0 || rs[i].high != nil && bytes.Compare(rs[i].high, key) <= 0 {
		return keyRange{}, false
	}
	return rs[i], true
}

// add returns the set extended by the keys of r. It may change rs, and stores
// copies of the keys.
func (rs ranges) add(r keyRange) ranges {
	from := sort.Search(len(rs), func(i int) bool { return reaches(rs[i].high, r.low) })
	to := from
	for ; to < len(rs) && reaches(r.high, rs[to].low); to++ {
		if bytes.Compare(rs[to].low, r.low) < 0 {
			r.low = rs[to].low
		}
		if rs[to].high == nil || r.high != nil && bytes.Compare(rs[to].high, r.high) > 0 {
			r.high = rs[to].high
		}
	}
	return slices.Replace(rs, from, to, keyRange{bytes.Clone(r.low), bytes.Clone(r.high)})
}
