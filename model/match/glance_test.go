package match

import (
	"math/rand/v2"
	"testing"
)

// A glance returns what alike does, for every pair and also after it has looked at others.
func TestGlanceIsAlike(t *testing.T) {
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	x := build(t, coverage(seed, 12))
	g := &glance{}
	above := 0
	for a := range x.briefs {
		g.at(&x.briefs[a])
		for b := range x.briefs {
			got, want := g.alike(&x.briefs[b], leastAlike), alike(&x.briefs[a], &x.briefs[b], leastAlike)
			if want >= leastAlike {
				above++
			}
			if got != want && (got >= leastAlike || want >= leastAlike) {
				t.Fatalf("%d and %d are alike by %v, want %v", a, b, got, want)
			}
		}
	}
	if above <= len(x.briefs) {
		t.Errorf("%d pairs are alike", above)
	}
}

// What a build of postings finds is what looking for each sentence finds.
func TestBuildFindsTheBestCandidates(t *testing.T) {
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	x := build(t, coverage(seed, 60))
	cut := 0
	for id, n := range x.nodes {
		ranked, whole := x.finders[0].best(int32(id), nil)
		if len(ranked) == mostRanked {
			whole = false
			cut++
		}
		if len(ranked) != len(n.ranked) || whole != n.whole {
			t.Fatalf("sentence %d has %d candidates (whole: %v), want %d (%v)", id, len(n.ranked), n.whole, len(ranked), whole)
		}
		for i := range ranked {
			if ranked[i] != n.ranked[i] {
				t.Fatalf("candidate %d of sentence %d is %v, want %v", i, id, n.ranked[i], ranked[i])
			}
		}
	}
	if cut == 0 {
		t.Error("no sentence has more candidates than are kept")
	}
}

// Sorting on all cores is sorting.
func TestSortedIsInOrder(t *testing.T) {
	for _, n := range []int{0, 1, 1 << 14, 1<<14 + 1, 5<<14 - 7} {
		list := make([]int, n)
		for i := range list {
			list[i] = rand.IntN(n)
		}
		want := 0
		for _, v := range list {
			want += v
		}
		got, err := sorted(&steps{ctx: t.Context()}, list, func(a, b int) int { return a - b })
		if err != nil || len(got) != n {
			t.Fatalf("%d of %d: %v", len(got), n, err)
		}
		for i, v := range got {
			if want -= v; i > 0 && got[i-1] > v {
				t.Fatalf("%d comes after %d", v, got[i-1])
			}
		}
		if want != 0 {
			t.Error("other numbers came out")
		}
	}
}
