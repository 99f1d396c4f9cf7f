package schema

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestOffsetsCountCodePointsInAnyOrder(t *testing.T) {
	const text = "aé—🚢 z"
	want := map[int]int{0: 0, 1: 1, 3: 2, 6: 3, 10: 4, 11: 5, 12: 6}
	o := NewOffsets(text)
	for _, at := range []int{0, 12, 3, 10, 1, 6, 11, 0} {
		if got := o.CodePoints(at); got != want[at] {
			t.Errorf("byte %d: got code point %d, want %d", at, got, want[at])
		}
		if !o.Boundary(at) {
			t.Errorf("byte %d is not a boundary", at)
		}
	}
	for _, at := range []int{-1, 2, 13, 7} {
		if o.Boundary(at) {
			t.Errorf("byte %d is a boundary", at)
		}
	}
}

func TestCodePointsAreCountedInTextsOfAnyLength(t *testing.T) {
	text := strings.Repeat("aé—🚢 z\x00\x7f\u0080\U0010FFFF", 9)
	for start := range text {
		for end := range text {
			if start <= end {
				if got, want := CountCodePoints(text[start:end]), utf8.RuneCountInString(text[start:end]); got != want {
					t.Fatalf("bytes %d-%d: got %d, want %d", start, end, got, want)
				}
			}
		}
	}
}

func BenchmarkCountCodePoints(b *testing.B) {
	text := strings.Repeat("“Nobody should wait in the rain,” said its speaker. ", 100)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		CountCodePoints(text)
	}
}
