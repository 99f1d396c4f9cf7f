package tokentest

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"time"

	"assay.app/assay/model"
)

// Titles returns n articles of up to 400 outlets. Their titles have six to eleven
// words from a vocabulary of 40,000, with frequencies like those of a natural
// language.
func Titles(n int) []model.Summary {
	rng := rand.New(rand.NewPCG(uint64(n), 8))
	zipf := rand.NewZipf(rng, 1.07, 3, 39_999)
	vocabulary := make([]string, 40_000)
	syllables := strings.Fields("ka me ro shi tan ver dol ne qui sto ra bel in gro wa fle mi po el sun")
	for i := range vocabulary {
		for range 2 + rng.IntN(3) {
			vocabulary[i] += syllables[rng.IntN(len(syllables))]
		}
	}
	out := make([]model.Summary, n)
	for i := range out {
		words := make([]string, 6+rng.IntN(6))
		for k := range words {
			words[k] = vocabulary[zipf.Uint64()]
		}
		out[i].Metadata = model.Metadata{
			Title: strings.Join(words, " "), Outlet: fmt.Sprintf("The %s Post", vocabulary[rng.IntN(400)]),
			Byline:    vocabulary[rng.IntN(40_000)] + " " + vocabulary[rng.IntN(40_000)],
			Published: time.Date(2031, 1, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, rng.IntN(700)).Format(time.DateOnly),
		}
	}
	return out
}
