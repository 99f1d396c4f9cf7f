package search

import (
	"strings"
	"testing"

	"assay.app/assay/model/search/token/tokentest"
)

// BenchmarkMaybe measures how fast a text without the word is rejected.
func BenchmarkMaybe(b *testing.B) {
	text := []byte(strings.Repeat("The river rose – “nobody” was hurt, Zoé said on Tuesday. ", 40))
	m := NewMatcher(query(b, "glacier"))
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		if m.Maybe(text) {
			b.Fatal("found")
		}
	}
}

// BenchmarkMatch measures how fast a sentence is matched.
func BenchmarkMatch(b *testing.B) {
	sentence := "The river rose – “nobody” was hurt, Zoé said on Tuesday, and 1,200 people left their homes. "
	for name, typed := range map[string]string{
		"word": "tuesday ", "missing": "glacier ", "prefix": "peop", "phrase": `"left their homes"`, "not": "-glacier ",
		"regexp": `/left \w+ homes/`, "five": "river rose nobody homes left ",
	} {
		b.Run(name, func(b *testing.B) {
			m := NewMatcher(query(b, typed))
			b.SetBytes(int64(len(sentence)))
			b.ReportAllocs()
			for b.Loop() {
				m.Match(sentence)
			}
		})
	}
	b.Run("typos", func(b *testing.B) {
		q, _ := query(b, "tuesdya ").Relaxed()
		m := NewMatcher(q)
		b.SetBytes(int64(len(sentence)))
		for b.Loop() {
			m.Match(sentence)
		}
	})
}

func BenchmarkParse(b *testing.B) {
	for name, typed := range map[string]string{
		"word": "river", "all": `flood* "the old river" -/so (far|near)/ label:claim outlet:"The Post",reuters date:2025-03..2025-10`,
	} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				query(b, typed)
			}
		})
	}
}

func query(t testing.TB, typed string) Query {
	t.Helper()
	q, err := Parse(typed)
	if err != nil {
		t.Fatalf("%s: %v", typed, err)
	}
	return q
}

// BenchmarkFilter measures the filters on articles.
func BenchmarkFilter(b *testing.B) {
	articles := tokentest.Titles(1000)
	for i := range articles {
		articles[i].Metadata.Title += " – “après” вода"
	}
	for _, typed := range []string{"title:zzz", `outlet:"the ka"`, "date:2031-03..2031-10", "lang:en"} {
		b.Run(typed, func(b *testing.B) {
			q := query(b, typed)
			b.ReportAllocs()
			i := 0
			for b.Loop() {
				q.WantsArticle(&articles[i%len(articles)].Article)
				i++
			}
		})
	}
}
