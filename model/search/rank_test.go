package search

import (
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
