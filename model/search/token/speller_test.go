package token

import (
	"math/rand/v2"
	"strings"
	"testing"
)

// distance computes the optimal string alignment by its definition.
func distance(a, b []rune) int {
	if len(a) == 0 || len(b) == 0 {
		return len(a) + len(b)
	}
	x, y := a[len(a)-1], b[len(b)-1]
	d := distance(a[:len(a)-1], b[:len(b)-1])
	if x != y {
		d = 1 + min(d, distance(a[:len(a)-1], b), distance(a, b[:len(b)-1]))
	}
	if len(a) > 1 && len(b) > 1 && x == b[len(b)-2] && y == a[len(a)-2] {
		d = min(d, 1+distance(a[:len(a)-2], b[:len(b)-2]))
	}
	return d
}

func TestATypoIsWhatTheDistanceSays(t *testing.T) {
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	rng := rand.New(rand.NewPCG(seed, 2))
	letters := []rune("abcя東")
	word := func() []rune {
		w := make([]rune, rng.IntN(7))
		for i := range w {
			w[i] = letters[rng.IntN(len(letters))]
		}
		return w
	}
	for range 20_000 {
		a, b := word(), word()
		nearest := distance(a, b)
		begins := nearest
		for i := range b {
			begins = min(begins, distance(a, b[:i]))
		}
		for k := range 3 {
			if got := Near(string(a), string(b), false, k); got != (nearest <= k) {
				t.Fatalf("%q is %d from %q; within %d: %v", string(a), nearest, string(b), k, got)
			}
			if got := Near(string(a), string(b), true, k); got != (begins <= k) {
				t.Fatalf("%q is %d from a beginning of %q; within %d: %v", string(a), begins, string(b), k, got)
			}
		}
	}
	if long := strings.Repeat("a", 100); Near(long, long, false, 2) || !Near(long[:MaxWord], long, true, 0) {
		t.Error("words longer than the longest word are not told apart")
	}
}
