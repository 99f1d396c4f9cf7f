package sketch

import (
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"testing"
)

// TestSketchesAgreeAsOftenAsTextsAreAlike compares texts that share a known part
// of their runs of words.
func TestSketchesAgreeAsOftenAsTextsAreAlike(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	for _, words := range []int{12, 30, 100, 400, 3000} {
		for _, same := range []float64{0, 0.3, 0.6, 0.9, 1} {
			sum, squares := 0.0, 0.0
			const times = 200
			for range times {
				a := invented(rng, words)
				b := append(append([]string{}, a[:int(same*float64(words))]...), invented(rng, words-int(same*float64(words)))...)
				x, y := Of(strings.Join(a, " ")), Of(strings.Join(b, ", "))
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

func invented(rng *rand.Rand, n int) []string {
	words := make([]string, n)
	for i := range words {
		words[i] = fmt.Sprint("w", rng.Uint32())
	}
	return words
}

// jaccard returns how alike two texts are by their runs of words.
func jaccard(a, b []string) float64 {
	runs := func(words []string) map[string]bool {
		all := map[string]bool{}
		for i := range len(words) - shingle + 1 {
			all[strings.Join(words[i:i+shingle], " ")] = true
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
