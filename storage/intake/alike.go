package intake

import (
	"cmp"
	"hash/fnv"
	"io"
	"math"
	"slices"
	"strings"
	"unicode"

	"assay.app/assay/model"
)

// Texts that are nearly the same
//
// Two texts are alike as far as they share runs of four words: the share of the
// runs that both have among those that either has (Jaccard). Comparing every
// text with every other would be endless, so each is reduced to a signature of
// 64 numbers: number i is the least value that hash i gives to any of its runs.
// Two signatures agree at a place as often as the texts are alike (MinHash,
// Broder 1997). Signatures are looked up by 16 bands of 4 numbers: texts that
// are 0.5 alike share a band with a probability of 0.64, those that are 0.7
// with 0.99. So a text costs a few microseconds and 256 bytes.

const (
	shingle    = 4
	hashes     = 64
	bandRows   = 4
	alikeShare = 0.5
)

// Similar is an article that is nearly the same as another.
type Similar struct {
	ID    model.ArticleID
	File  string  // its import path
	Alike float64 // from 0.5 to 1, give or take 0.06
}

// Alikes finds texts that are nearly the same among those that it was given.
// The zero value has none.
type Alikes struct {
	all   []known
	bands [hashes / bandRows]map[[bandRows]uint32][]int
}

type known struct {
	id        model.ArticleID
	file      string
	signature sketch
}

// Add takes an article, and gives those taken before that are nearly the same
// but not the same bytes, the most alike first.
func (a *Alikes) Add(id model.ArticleID, file, text string) []Similar {
	signature, ok := signatureOf(text)
	if !ok {
		return nil
	}
	seen := map[int]bool{}
	var found []Similar
	for b := range a.bands {
		if a.bands[b] == nil {
			a.bands[b] = map[[bandRows]uint32][]int{}
		}
		key := [bandRows]uint32(signature[b*bandRows:])
		for _, i := range a.bands[b][key] {
			if alike := signature.alike(a.all[i].signature); !seen[i] && alike >= alikeShare && a.all[i].id != id {
				found = append(found, Similar{ID: a.all[i].id, File: a.all[i].file, Alike: alike})
			}
			seen[i] = true
		}
		a.bands[b][key] = append(a.bands[b][key], len(a.all))
	}
	a.all = append(a.all, known{id, file, signature})
	slices.SortStableFunc(found, func(x, y Similar) int { return cmp.Compare(y.Alike, x.Alike) })
	return found
}

type sketch [hashes]uint32

// signatureOf gives the signature of a text, unless it is too short for one.
func signatureOf(text string) (s sketch, ok bool) {
	for i := range s {
		s[i] = math.MaxUint32
	}
	var run [shingle]uint64
	n := 0
	for word := range strings.FieldsFuncSeq(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
		h := fnv.New64a()
		_, _ = io.WriteString(h, word) // a hash takes everything
		copy(run[:], run[1:])
		run[shingle-1] = h.Sum64()
		if n++; n >= shingle {
			s.take(run)
		}
	}
	return s, n >= 2*shingle
}

// take counts one run of words in.
func (s *sketch) take(run [shingle]uint64) {
	x := uint64(0)
	for _, word := range run {
		x = (x ^ word) * 0x9E3779B97F4A7C15
		x ^= x >> 29
	}
	step := x>>32 | 1
	for i := range s { // the hashes: x + i·step, mixed
		h := (x + uint64(i)*step) * 0xBF58476D1CE4E5B9
		s[i] = min(s[i], uint32(h>>32))
	}
}

func (s sketch) alike(other sketch) float64 {
	same := 0
	for i := range s {
		if s[i] == other[i] {
			same++
		}
	}
	return float64(same) / hashes
}
