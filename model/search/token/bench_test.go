package token

import (
	"fmt"
	"testing"

	"assay.app/assay/model/search/token/tokentest"
)

// BenchmarkSpeller measures how long it takes to compare a mistyped word with one
// word of a vocabulary.
func BenchmarkSpeller(b *testing.B) {
	var words []string
	for _, a := range tokentest.Titles(2000) {
		words = append(words, wordsOf(a.Metadata.Title)...)
	}
	for _, prefix := range []bool{false, true} {
		b.Run(fmt.Sprint("prefix ", prefix), func(b *testing.B) {
			s := NewSpeller("kameroshi", prefix, 2)
			vocabulary := make([][]byte, len(words))
			for i, w := range words {
				vocabulary[i] = []byte(w)
			}
			i := 0
			for b.Loop() {
				s.Is(vocabulary[i%len(vocabulary)])
				i++
			}
		})
	}
}
