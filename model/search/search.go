// Package search finds articles by their title, outlet and byline, tolerating
// omitted letters.
package search

import (
	"cmp"
	"slices"
	"strings"

	"github.com/sahilm/fuzzy"

	"assay.app/assay/model"
)

// source lets fuzzy look at summaries without copying their strings out
// before they are needed.
type source []model.Summary

func (s source) Len() int { return len(s) }

func (s source) String(i int) string {
	a := s[i]
	line := a.Heading() + " " + a.Metadata.Outlet + " " + a.Metadata.Byline + " " + a.Metadata.Published
	// fuzzy stops reading at a NUL.
	return strings.ReplaceAll(line, "\x00", " ")
}

// Articles gives the indices of the articles that match the query, best
// first; all of them, in order, for an empty query. Each word of the query
// must match on its own, so "reuters bridge" finds a Reuters article about a
// bridge whichever of the two stands first.
func Articles(query string, articles []model.Summary) []int {
	words := strings.Fields(query)
	all := make([]int, len(articles))
	for i := range all {
		all[i] = i
	}
	if len(words) == 0 {
		return all
	}
	score := make(map[int]int)
	for n, word := range words {
		found := map[int]int{}
		for _, m := range fuzzy.FindFrom(word, source(articles)) {
			points := m.Score
			// fuzzy takes the first letters that fit, which may stand long
			// before the word itself: "reuters" in "River rises, Reuters".
			if strings.Contains(strings.ToLower(m.Str), strings.ToLower(word)) {
				points += whole
			} else if loose(m, word) {
				continue
			}
			if before, ok := score[m.Index]; ok || n == 0 {
				found[m.Index] = before + points
			}
		}
		score = found
	}
	out := all[:0]
	for _, i := range all {
		if _, ok := score[i]; ok {
			out = append(out, i)
		}
	}
	sortByScore(out, score)
	return out
}

// whole is what a word that stands there as it is counts for, beside fuzzy's
// own score: more than any match with letters left out.
const whole = 10_000

// loose reports whether a match is spread so thinly that nobody would see it
// as one: a short word's letters occur in this order in almost any sentence.
func loose(m fuzzy.Match, word string) bool {
	first, last := m.MatchedIndexes[0], m.MatchedIndexes[len(m.MatchedIndexes)-1]
	return last-first+1 > 2*len(word)+2
}

// sortByScore puts the highest score first and keeps the order of equals.
func sortByScore(indices []int, score map[int]int) {
	slices.SortStableFunc(indices, func(a, b int) int { return cmp.Compare(score[b], score[a]) })
}
