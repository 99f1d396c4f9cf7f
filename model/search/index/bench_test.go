package index

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"testing"

	"assay.app/assay/model"
	"assay.app/assay/model/search"
	"assay.app/assay/model/search/token"
)

// sentences returns random sentences of 12 words. The frequencies and lengths of
// the words are like those of real words.
func sentences(n int) [][]byte {
	rng := rand.New(rand.NewPCG(1, 2))
	zipf := rand.NewZipf(rng, 1.07, 3, 59_999)
	words := make([][]byte, 60_000)
	for i := range words {
		length := 2 + rng.IntN(3)
		for m := i; m > 40; m /= 6 {
			length += rng.IntN(3)
		}
		for range length {
			words[i] = append(words[i], "etaoinshrdlucmfw"[rng.IntN(16)])
		}
	}
	out := make([][]byte, n)
	for i := range out {
		for range 12 {
			out[i] = append(append(out[i], words[zipf.Uint64()]...), ' ')
		}
	}
	return out
}

func built(b *Builder, texts [][]byte) []byte {
	tokens := token.NewTokenizer()
	for i, s := range texts {
		if i%20 == 0 {
			b.Article(uint64(i))
		}
		b.Begin()
		tokens.Each(s, b.Word)
	}
	return b.Segment()
}

// BenchmarkBuilder makes a whole segment; the baseline only cuts the texts into
// words.
func BenchmarkBuilder(b *testing.B) {
	texts := sentences(1 << 16)
	size := len(bytes.Join(texts, nil))
	b.Run("segment", func(b *testing.B) {
		b.SetBytes(int64(size))
		builder := NewBuilder()
		for b.Loop() {
			built(builder, texts)
		}
	})
	b.Run("baseline", func(b *testing.B) {
		b.SetBytes(int64(size))
		tokens, n := token.NewTokenizer(), 0
		for b.Loop() {
			for _, s := range texts {
				tokens.Each(s, func([]byte, model.Span) { n++ })
			}
		}
	})
}

// BenchmarkCandidates looks up the terms of a query in one segment.
func BenchmarkCandidates(b *testing.B) {
	data := built(NewBuilder(), sentences(1<<16))
	s, err := Open(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		b.Fatal(err)
	}
	for _, text := range []string{"e", "et", "eta", "eta ", "et shri", "-e"} {
		q, err := search.Parse(text)
		if err != nil {
			b.Fatal(err)
		}
		b.Run(fmt.Sprintf("%q", text), func(b *testing.B) {
			look, plan := NewLook(s), NewPlan(q)
			for b.Loop() {
				if _, err := look.Candidates(plan); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
