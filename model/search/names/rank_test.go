package names

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
)

func TestWhatWasChosenLatelyComesFirstAmongEquals(t *testing.T) {
	commands := []Candidate{{"undo", beginning - 4}, {"export", inside - 6}, {"redo", 0}}
	articles := []Candidate{{"a", beginning - 5}, {"b", beginning - 9}, {"c", inside - 9}}
	ids := func(list []Candidate) (out []string) {
		for _, c := range list {
			out = append(out, c.ID)
		}
		return out
	}
	for _, c := range []struct {
		name   string
		limit  int
		recent []string
		want   []string
	}{
		{"nothing chosen yet", 9, nil, []string{"undo", "a", "b", "export", "c", "redo"}},
		{"chosen lately", 9, []string{"b", "gone", "a"}, []string{"b", "a", "undo", "export", "c", "redo"}},
		{"chosen lately, but matching worse", 9, []string{"c"}, []string{"undo", "a", "b", "c", "export", "redo"}},
		{"the newest word counts", 9, []string{"a", "b", "a"}, []string{"a", "b", "undo", "export", "c", "redo"}},
		{"no more than wanted", 2, []string{"b"}, []string{"b", "undo"}},
	} {
		if got := ids(Best(c.limit, c.recent, commands, articles)); !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
	if got := Best(3, []string{"a"}); len(got) != 0 {
		t.Errorf("no lists give %v", got)
	}
}

func TestTheBestAreThoseThatSortingAllWouldGive(t *testing.T) {
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	rng := rand.New(rand.NewPCG(seed, 5))
	for range 200 {
		var lists [3][]Candidate
		var all []Candidate
		for i := range lists {
			for range rng.IntN(20) {
				c := Candidate{ID: fmt.Sprint(len(all)), Points: 400 * rng.IntN(4)}
				lists[i], all = append(lists[i], c), append(all, c)
			}
		}
		recent := []string{"3", "17", "3", "40"}
		want := map[string]int{"3": recency + 40, "17": recency + 30, "40": recency + 10}
		slices.SortStableFunc(all, func(a, b Candidate) int {
			return b.Points + want[b.ID] - a.Points - want[a.ID]
		})
		limit := rng.IntN(30)
		if got := Best(limit, recent, lists[0], lists[1], lists[2]); !slices.Equal(got, all[:min(limit, len(all))]) {
			t.Fatalf("the best %d are %v, want %v", limit, got, all)
		}
	}
}
