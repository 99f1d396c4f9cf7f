package wording

import (
	"math/rand/v2"
	"slices"
	"testing"

	"assay.app/assay/model/segment"
)

func TestPlainTextsHaveTheWordsOfUAX29(t *testing.T) {
	seed := rand.Uint64()
	t.Log("seed", seed)
	r := rand.New(rand.NewPCG(seed, 0))
	marks := []rune("aZé3_.,;'’‘ -“”–…/@&%іЇ(\"«!?8xЖ")
	for range 100_000 {
		text := make([]rune, r.IntN(12))
		for i := range text {
			text[i] = marks[r.IntN(len(marks))]
		}
		if got, want := spansOf(string(text)), segment.Words(string(text)); !slices.Equal(got, want) {
			t.Fatalf("%q: %v, not %v", string(text), got, want)
		}
	}
}

func FuzzSpans(f *testing.F) {
	f.Add("Don’t wait: 1,200.5 a_b '90s U.S.")
	f.Fuzz(func(t *testing.T, text string) {
		if got, want := spansOf(text), segment.Words(text); !slices.Equal(got, want) {
			t.Fatalf("%q: %v, not %v", text, got, want)
		}
	})
}
