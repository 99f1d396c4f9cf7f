package match

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"assay.app/assay/model/match/matchtest"
)

func TestRepeatedSentencesAreGrouped(t *testing.T) {
	texts := []string{
		"The harbour office in Brenholt closed the old bridge for all lorries on Monday morning.",
		"It rained.",
		"The harbour office in Brenholt closed the old bridge for all vans on Monday morning.",
		"The harbour office in Brenholt did not close the old bridge for lorries on Monday.",
		"It rained!",
		"The harbour office in Brenholt closed the old bridge for 12 lorries on Monday morning.",
		"The harbour office of Brenholt closed the old bridge for all vans on Monday morning.",
	}
	var read []*Sentence
	for _, text := range texts {
		read = append(read, Read("en", text))
	}
	got := Repeated(read)
	if want := [][]int{{0, 2, 6}, {1, 4}}; !slices.EqualFunc(got, want, slices.Equal) {
		t.Errorf("%v, want %v", got, want)
	}
}

// Repeated finds every pair that a comparison of all pairs finds.
func TestNoRepeatIsMissed(t *testing.T) {
	r := rand.New(rand.NewPCG(21, 5))
	var read []*Sentence
	for _, text := range matchtest.Coverage(1, 15) {
		for _, s := range text.Sentences {
			read = append(read, Read("en", s))
			if words := strings.Fields(s); len(words) > 4 && r.IntN(2) == 0 {
				words[r.IntN(len(words))] = "otherwise"
				read = append(read, Read("en", strings.Join(words, " ")))
			}
		}
	}
	group := make([]int, len(read))
	for i, g := range Repeated(read) {
		for _, s := range g {
			group[s] = i + 1
		}
	}
	pairs := 0
	for i, a := range read {
		for j, b := range read[:i] {
			if a.Repeats(b) {
				if pairs++; group[i] == 0 || group[i] != group[j] {
					t.Fatalf("%d and %d are in the groups %d and %d", j, i, group[j], group[i])
				}
			}
		}
	}
	if pairs < 20 {
		t.Errorf("only %d pairs", pairs)
	}
}
