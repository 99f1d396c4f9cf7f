package evidence_test

import (
	"math/rand/v2"
	"testing"

	"assay.app/assay/model"
	"assay.app/assay/model/evidence"
)

func TestAStatementSeparatesTheExplanationsThatItFitsUnlike(t *testing.T) {
	const yes, no, neither, unrated = model.Consistent, model.Inconsistent, model.NeitherFit, model.Fit("")
	for _, c := range []struct {
		fits []model.Fit
		want int
	}{
		{nil, 0},
		{[]model.Fit{yes, yes, yes}, 0},
		{[]model.Fit{no, no}, 0},
		{[]model.Fit{yes, no}, 1},
		{[]model.Fit{yes, no, no}, 2},
		{[]model.Fit{yes, no, yes, no}, 4},
		{[]model.Fit{yes, neither, unrated}, 0},
	} {
		if got := evidence.Discrimination(c.fits); got != c.want {
			t.Errorf("%q separate %d pairs, want %d", c.fits, got, c.want)
		}
	}
}

// Counting the pairs one by one gives the same number, whatever the order of the explanations.
func TestDiscriminationCountsPairs(t *testing.T) {
	seed := rand.Uint64()
	rng := rand.New(rand.NewPCG(seed, 0))
	all := append(model.Fits(), "")
	for range 200 {
		fits := make([]model.Fit, rng.IntN(9))
		for i := range fits {
			fits[i] = all[rng.IntN(len(all))]
		}
		want := 0
		for i := range fits {
			for k := range fits[:i] {
				if a, b := fits[i], fits[k]; a != b && a != "" && b != "" && a != model.NeitherFit && b != model.NeitherFit {
					want++
				}
			}
		}
		rng.Shuffle(len(fits), func(i, k int) { fits[i], fits[k] = fits[k], fits[i] })
		if got := evidence.Discrimination(fits); got != want {
			t.Fatalf("seed %d: %q separate %d pairs, want %d", seed, fits, got, want)
		}
		tally := evidence.Count(fits)
		if tally.Consistent+tally.Inconsistent+tally.Neither+tally.Unrated != len(fits) {
			t.Fatalf("seed %d: %q count as %+v", seed, fits, tally)
		}
	}
}
