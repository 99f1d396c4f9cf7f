package match

import (
	"flag"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

var refit = flag.Bool("fit", false, "fit the weights on the gold data and print them")

// example is a pair with its features.
type example struct {
	features []float64
	same     bool
	counts   float64 // how many times it counts
}

// fit returns the weights of a logistic regression, by AdaGrad. The same examples in the
// same order always give the same weights.
func fit(examples []example, epochs int) []float64 {
	weights := make([]float64, len(examples[0].features))
	squares := make([]float64, len(weights))
	rng := rand.New(rand.NewPCG(1, 1))
	for range epochs {
		rng.Shuffle(len(examples), func(i, j int) { examples[i], examples[j] = examples[j], examples[i] })
		for _, e := range examples {
			sum := 0.0
			for i, w := range weights {
				sum += w * e.features[i]
			}
			off := odds(sum)
			if e.same {
				off--
			}
			for i := range weights {
				slope := e.counts * (off*e.features[i] + 1e-5*weights[i])
				squares[i] += slope * slope
				weights[i] -= 0.3 * slope / math.Sqrt(squares[i]+1e-8)
			}
		}
	}
	return weights
}

// baseExamples returns all counted pairs that have anything in common.
func baseExamples(set *goldSet, v *view, counts float64) (all []example) {
	var nodes []int32
	var refs []Ref
	for id, n := range v.x.nodes {
		for _, r := range n.refs {
			if !set.skip[r] {
				nodes, refs = append(nodes, int32(id)), append(refs, r)
			}
		}
	}
	set.each(refs, func(i, j int, isSame bool) {
		a, b := v.reading(nodes[i]), v.reading(nodes[j])
		if a.id > b.id {
			a, b = b, a
		}
		one, other := a.brief(), b.brief()
		if a.id == b.id || alike(&one, &other, 0) < 0.03 {
			return
		}
		f := v.features(a, b)
		all = append(all, example{slices.Clone(f[:]), isSame, counts})
	})
	return all
}

// contextExamples returns the counted pairs that have a link.
func contextExamples(set *goldSet, v *view, counts float64) (all []example) {
	for id, n := range v.x.nodes {
		for _, l := range n.links {
			if n.id > v.x.nodes[l.to].id && hasLink(v.x.nodes[l.to].links, int32(id)) {
				continue
			}
			if counted, isSame := set.counts(n.refs[0], v.x.nodes[l.to].refs[0]); counted {
				g := v.context(int32(id), l.to)
				all = append(all, example{slices.Clone(g[:]), isSame, counts})
			}
		}
	}
	return all
}

// TestFit prints weights as they were fitted for weights.go. It runs only with the flag
// -fit. The context weights depend on the base weights in weights.go.
func TestFit(t *testing.T) {
	if !*refit {
		t.Skip("run with -args -fit to fit the weights")
	}
	tune, ecb := readGold(t)[0], readECB(t)
	v, w := build(t, tune.texts).view(), build(t, ecb.texts).view()
	fmt.Printf("base    %.2f\n", fit(append(baseExamples(tune, v, 20), baseExamples(ecb, w, 1)...), 12))
	fmt.Printf("context %.2f\n", fit(append(contextExamples(tune, v, 1), contextExamples(ecb, w, 0.01)...), 30))
}
