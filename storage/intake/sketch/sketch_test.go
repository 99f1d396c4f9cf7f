package sketch

import (
	"math"
	"math/rand/v2"
	"strconv"
	"testing"
)

// TestSketchesAgreeAsOftenAsTextsAreAlike compares texts that share a known
// fraction of their words.
func TestSketchesAgreeAsOftenAsTextsAreAlike(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	for _, words := range []int{12, 30, 100, 400, 3000} {
		for _, same := range []float64{0, 0.3, 0.6, 0.9, 1} {
			sum, squares := 0.0, 0.0
			const times = 200
			for range times {
				a := invented(rng, words)
				b := append(append([]uint32{}, a[:int(same*float64(words))]...), invented(rng, words-int(same*float64(words)))...)
				x, y := OfBody(joined(a, " "), nil), OfBody(joined(b, ", "), nil)
				off := x.alike(&y) - jaccard(a, b)
				sum, squares = sum+off, squares+off*off
			}
			mean, spread := sum/times, math.Sqrt(squares/times)
			if math.Abs(mean) > 0.03 || spread > 0.1 {
				t.Errorf("%d words, %.1f the same: off by %.3f, give or take %.3f", words, same, mean, spread)
			}
		}
	}
}

// invented returns n words, as numbers.
func invented(rng *rand.Rand, n int) []uint32 {
	words := make([]uint32, n)
	for i := range words {
		words[i] = rng.Uint32()
	}
	return words
}

func joined(words []uint32, separator string) string {
	var b []byte
	for i, w := range words {
		if i > 0 {
			b = append(b, separator...)
		}
		b = strconv.AppendUint(append(b, 'w'), uint64(w), 10)
	}
	return string(b)
}

// jaccard returns the similarity of two texts by their runs of words.
func jaccard(a, b []uint32) float64 {
	runs := func(words []uint32) map[[shingle]uint32]bool {
		all := make(map[[shingle]uint32]bool, len(words))
		for i := range len(words) - shingle + 1 {
			all[[shingle]uint32(words[i:])] = true
		}
		return all
	}
	in, both := runs(a), 0
	other := runs(b)
	for run := range other {
		if in[run] {
			both++
		}
	}
	return float64(both) / float64(len(in)+len(other)-both)
}
