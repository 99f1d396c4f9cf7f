package exchange

import "testing"

func TestBaseNameCutsTheFoldersOfAnySystem(t *testing.T) {
	for path, want := range map[string]string{
		"/press/a.txt": "a.txt", `C:\press\a.txt`: "a.txt", "a.txt": "a.txt", "": "", "press/": "", `\\host\share/a b.txt`: "a b.txt",
	} {
		if got := baseName(path); got != want {
			t.Errorf("%q: got %q, want %q", path, got, want)
		}
	}
}

func TestRulerCountsCodePointsInAnyOrder(t *testing.T) {
	const text = "aé—🚢 z"
	want := map[int]int{0: 0, 1: 1, 3: 2, 6: 3, 10: 4, 11: 5, 12: 6}
	r := ruler{text: text}
	for _, at := range []int{0, 12, 3, 10, 1, 6, 11, 0} {
		if got := r.codePoints(at); got != want[at] {
			t.Errorf("byte %d: got code point %d, want %d", at, got, want[at])
		}
		if !r.boundary(at) {
			t.Errorf("byte %d is no boundary", at)
		}
	}
	for _, at := range []int{-1, 2, 13, 7} {
		if r.boundary(at) {
			t.Errorf("byte %d is a boundary", at)
		}
	}
}
