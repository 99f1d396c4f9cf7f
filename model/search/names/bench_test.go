package names

import (
	"fmt"
	"strings"
	"testing"

	"assay.app/assay/model/search/token/tokentest"
)

// BenchmarkKeystroke measures one letter typed with 100,000 articles. The baseline
// matches every word of every line.
func BenchmarkKeystroke(b *testing.B) {
	articles := tokentest.Titles(100_000)
	x := IndexArticles(articles)
	queries := []string{"k", "ka", "kam", "kamero", "kmro vrd", "the post 2031", "zzz"}
	for _, q := range queries {
		b.Run(strings.ReplaceAll(q, " ", "+"), func(b *testing.B) {
			for b.Loop() {
				x.Find(q)
			}
		})
	}
	b.Run("baseline", func(b *testing.B) {
		parts := make([][]string, len(articles))
		for i, a := range articles {
			parts[i] = []string{a.Heading(), a.Metadata.Outlet, a.Metadata.Byline, a.Metadata.Published}
		}
		for b.Loop() {
			plainly("kmro vrd", parts)
		}
	})
}

// BenchmarkIndex measures how long it takes to make the index. The first letter
// typed waits for it.
func BenchmarkIndex(b *testing.B) {
	articles := tokentest.Titles(100_000)
	for b.Loop() {
		IndexArticles(articles)
	}
}

// BenchmarkPalette measures one letter typed in the palette. It finds the best
// articles (by title and outlet), commands, labels and saved searches.
func BenchmarkPalette(b *testing.B) {
	list := func(prefix string, names []string) (*Index, func([]Hit) []Candidate) {
		ids := make([]string, len(names))
		for i := range ids {
			ids[i] = fmt.Sprint(prefix, i)
		}
		return NewIndex(len(names), func(i int, add func(string)) { add(names[i]) }), func(hits []Hit) []Candidate {
			out := make([]Candidate, len(hits))
			for i, h := range hits {
				out[i] = Candidate{ID: ids[h.Line], Points: h.Points}
			}
			return out
		}
	}
	articles := tokentest.Titles(100_000)
	lines := make([]string, len(articles))
	for i, a := range articles {
		lines[i] = a.Metadata.Title + " " + a.Metadata.Outlet
	}
	few := func(n int, what string) (names []string) {
		for i := range n {
			names = append(names, fmt.Sprint(what, " ", lines[i][:12]))
		}
		return names
	}
	var indexes []*Index
	var named []func([]Hit) []Candidate
	for _, l := range []struct {
		prefix string
		names  []string
	}{{"command:", few(120, "Show")}, {"label:", few(12, "Label")}, {"search:", few(200, "Saved")}, {"article:", lines}} {
		x, f := list(l.prefix, l.names)
		indexes, named = append(indexes, x), append(named, f)
	}
	for _, typed := range []string{"k", "ka", "kamero", "kmro vrd", "show", "the post"} {
		b.Run(strings.ReplaceAll(typed, " ", "+"), func(b *testing.B) {
			for b.Loop() {
				var lists [][]Candidate
				for i, x := range indexes {
					lists = append(lists, named[i](x.Find(typed)))
				}
				Best(50, []string{"article:7", "command:1"}, lists...)
			}
		})
	}
}
