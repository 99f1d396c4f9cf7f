package search

import (
	"iter"
	"slices"
	"strings"

	"assay.app/assay/model"
)

// Vocabulary has the values that Complete offers for filters. All but dates and
// times are offered in the order of their list, so the most frequent values should
// come first.
type Vocabulary struct {
	Labels     []string // the names of the labels of the codebook
	Outlets    []string
	Analysts   []string
	Phrases    []string
	Voices     []string
	Statements []string // the titles of the statements
	Origins    []string // the names of origins that analysts set
	Languages  []string // BCP 47
	Dates      []string // the articles' dates, as 2025-10-09; other strings are skipped
	Times      []string // the articles' times of publication, as in model.Metadata.PublishedAt
}

// NewVocabulary returns the values in a codebook and in articles. Labels has the
// order of the codebook; Outlets, Dates and Languages have the most frequent values
// first. The other fields stay empty, apart from Times.
func NewVocabulary(book model.Codebook, articles iter.Seq[model.Summary]) Vocabulary {
	var v Vocabulary
	for _, l := range book {
		v.Labels = append(v.Labels, l.Name)
	}
	outlets, dates, languages := map[string]int{}, map[string]int{}, map[string]int{}
	for sum := range articles {
		outlets[sum.Metadata.Outlet]++
		dates[sum.Metadata.Published]++
		languages[sum.Metadata.Language]++
		if at := sum.Metadata.PublishedAt; at != "" {
			v.Times = append(v.Times, at)
		}
	}
	v.Outlets, v.Dates, v.Languages = outletsByCount(outlets), byCount(dates), byCount(languages)
	return v
}

// byCount returns the keys, most frequent first, without "". Keys that are equally
// frequent are sorted. It removes "" from the map.
func byCount(of map[string]int) []string {
	delete(of, "")
	keys := make([]string, 0, len(of))
	for k := range of {
		keys = append(keys, k)
	}
	slices.SortFunc(keys, func(a, b string) int {
		if of[a] != of[b] {
			return of[b] - of[a]
		}
		return strings.Compare(a, b)
	})
	return keys
}

// outletsByCount returns the outlets, most frequent first, each in its most frequent
// spelling.
func outletsByCount(of map[string]int) (out []string) {
	all, seen := map[model.OutletID]int{}, map[model.OutletID]bool{}
	for name, n := range of {
		all[model.OutletIDOf(name)] += n
	}
	for _, name := range byCount(of) {
		if id := model.OutletIDOf(name); !seen[id] {
			seen[id] = true
			out = append(out, name)
		}
	}
	slices.SortStableFunc(out, func(a, b string) int { return all[model.OutletIDOf(b)] - all[model.OutletIDOf(a)] })
	return out
}
