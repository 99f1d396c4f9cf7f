package schema

import "testing"

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
