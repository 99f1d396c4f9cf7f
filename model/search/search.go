// Package search finds articles by their title, outlet and byline, tolerating
// omitted letters.
package search

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"github.com/sahilm/fuzzy"

	"assay.app/assay/model"
)

// words are the words of the articles' lines, one after another. Each word of
// a query is matched with single words: over a whole line, letters in the
// right order occur almost anywhere, and fuzzy takes the first that fit.
type words struct {
	text []string
	of   []int // by word, the index of its article
}

var _ fuzzy.Source = words{}

// Len implements fuzzy.Source.
func (w words) Len() int { return len(w.text) }

// String implements fuzzy.Source.
func (w words) String(i int) string { return w.text[i] }

func wordsOf(articles []model.Summary) words {
	var w words
	for i, a := range articles {
		m := a.Metadata
		for _, part := range []string{a.Heading(), m.Outlet, m.Byline, m.Published} {
			for _, word := range strings.FieldsFunc(part, separates) {
				w.text = append(w.text, word)
				w.of = append(w.of, i)
			}
		}
	}
	return w
}

// separates tells what stands between words; fuzzy stops reading at a NUL.
func separates(r rune) bool { return unicode.IsSpace(r) || r == 0 }

// Articles gives the indices of the articles that match the query, best
// first; all of them, in order, for an empty query. Each word of the query
// must match on its own, so "reuters bridge" finds a Reuters article about a
// bridge whichever of the two stands first.
func Articles(query string, articles []model.Summary) []int {
	all := make([]int, len(articles))
	for i := range all {
		all[i] = i
	}
	var score map[int]int
	lines := wordsOf(articles)
	for _, word := range strings.FieldsFunc(query, separates) {
		score = both(score, matches(word, lines))
	}
	if score == nil {
		return all
	}
	out := slices.DeleteFunc(all, func(i int) bool { _, ok := score[i]; return !ok })
	slices.SortStableFunc(out, func(a, b int) int { return cmp.Compare(score[b], score[a]) })
	return out
}

// whole is what a word that stands there as it is counts for, beside fuzzy's
// own score: more than any match with letters left out.
const whole = 10_000

// matches gives the articles in which a word occurs, and how well it matches
// there.
func matches(word string, lines words) map[int]int {
	found := map[int]int{}
	for _, m := range fuzzy.FindFromNoSort(word, lines) {
		points := m.Score
		switch {
		case strings.Contains(strings.ToLower(m.Str), strings.ToLower(word)):
			points += whole
		case loose(m, word):
			continue
		}
		article := lines.of[m.Index]
		if best, ok := found[article]; !ok || points > best {
			found[article] = points
		}
	}
	return found
}

// both keeps the articles that are in each of two results; a nil one stands
// for all articles.
func both(a, b map[int]int) map[int]int {
	if a == nil {
		return b
	}
	for i := range a {
		if points, ok := b[i]; ok {
			a[i] += points
		} else {
			delete(a, i)
		}
	}
	return a
}

// loose reports whether a match is spread so thinly that nobody would see it
// as one.
func loose(m fuzzy.Match, word string) bool {
	first, last := m.MatchedIndexes[0], m.MatchedIndexes[len(m.MatchedIndexes)-1]
	return last-first+1 > 2*len(word)+2
}
