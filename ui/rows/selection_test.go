package rows

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"assay.app/assay/model"
)

// titles is an Order of articles whose ids are the strings.
type titles []string

func (t titles) Shown() int { return len(t) }

func (t titles) Row(i int) model.Summary {
	return model.Summary{Article: model.Article{ID: model.ArticleID(t[i])}}
}

func (t titles) RowOf(id model.ArticleID) int { return slices.Index(t, string(id)) }

func TestASelectionFollowsClicksAndKeys(t *testing.T) {
	of := titles{"a", "b", "c", "d", "e"}
	for _, c := range []struct {
		name string
		do   func(s *Selection)
		want string
		lead model.ArticleID
	}{
		{"a click", func(s *Selection) { s.Only("b"); s.Only("d") }, "[d]", "d"},
		{"Ctrl adds", func(s *Selection) { s.Only("d"); s.Toggle("b") }, "[b d]", "b"},
		{"Ctrl takes out", func(s *Selection) { s.Only("b"); s.Toggle("d"); s.Toggle("b") }, "[d]", "b"},
		{"Shift selects a range", func(s *Selection) { s.Only("b"); s.To("d", of, false) }, "[b c d]", "d"},
		{"Shift turns round the anchor", func(s *Selection) { s.Only("c"); s.To("e", of, false); s.To("a", of, false) }, "[a b c]", "a"},
		{"Ctrl and Shift add a range", func(s *Selection) { s.Only("a"); s.Toggle("c"); s.To("d", of, true) }, "[a c d]", "d"},
		{"without an anchor", func(s *Selection) { s.To("c", of, false) }, "[c]", "c"},
		{"the anchor is filtered out", func(s *Selection) { s.Only("x"); s.To("c", of, false); s.To("d", of, false) }, "[c d]", "d"},
		{"Ctrl with arrows", func(s *Selection) { s.Only("a"); s.Move("c"); s.Toggle("c") }, "[a c]", "c"},
		{"all", func(s *Selection) { s.Only("c"); s.All(of) }, "[a b c d e]", "c"},
		{"nothing", func(s *Selection) { s.Only("c"); s.Only("") }, "[]", ""},
		{"what is not shown", func(s *Selection) { s.Only("x") }, "[]", "x"},
		{"some of it is not shown", func(s *Selection) { s.Only("x"); s.Toggle("b") }, "[b]", "b"},
	} {
		var s Selection
		c.do(&s)
		if got := fmt.Sprint(s.In(of)); got != c.want || s.Lead() != c.lead {
			t.Errorf("%s: %s is selected and %q leads, want %s and %q", c.name, got, s.Lead(), c.want, c.lead)
		}
	}
}

// A selection is compared with a plain set after random operations.
func TestASelectionIsASet(t *testing.T) {
	seed := rand.Uint64()
	r := rand.New(rand.NewPCG(seed, 1))
	of := titles{"a", "b", "c", "d", "e", "f", "g", "h"}
	var s Selection
	set := map[string]bool{}
	anchor := ""
	for range 2000 {
		id := of[r.IntN(len(of))]
		switch r.IntN(4) {
		case 0:
			s.Only(model.ArticleID(id))
			clear(set)
			set[id], anchor = true, id
		case 1:
			s.Toggle(model.ArticleID(id))
			anchor = id
			if set[id] = !set[id]; !set[id] {
				delete(set, id)
			}
		default:
			more := r.IntN(2) == 0
			s.To(model.ArticleID(id), of, more)
			if anchor == "" {
				anchor = id
			}
			if !more {
				clear(set)
			}
			from, to := slices.Index(of, anchor), slices.Index(of, id)
			for _, other := range of[min(from, to) : max(from, to)+1] {
				set[other] = true
			}
		}
		var want []model.ArticleID
		for _, id := range of {
			if set[id] {
				want = append(want, model.ArticleID(id))
			}
		}
		if got := s.In(of); !slices.Equal(got, want) {
			t.Fatalf("seed %d: %v is selected, want %v", seed, got, want)
		}
	}
}
