package search

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"assay.app/assay/model"
)

// titles gives a corpus of n articles: titles of some eight words out of a
// vocabulary of 40,000, as frequent as words are, of 400 outlets.
func titles(n int) []model.Summary {
	rng := rand.New(rand.NewPCG(uint64(n), 8))
	zipf := rand.NewZipf(rng, 1.07, 3, 39_999)
	vocabulary := make([]string, 40_000)
	syllables := strings.Fields("ka me ro shi tan ver dol ne qui sto ra bel in gro wa fle mi po el sun")
	for i := range vocabulary {
		for range 2 + rng.IntN(3) {
			vocabulary[i] += syllables[rng.IntN(len(syllables))]
		}
	}
	out := make([]model.Summary, n)
	for i := range out {
		words := make([]string, 6+rng.IntN(6))
		for k := range words {
			words[k] = vocabulary[zipf.Uint64()]
		}
		out[i].Metadata = model.Metadata{
			Title: strings.Join(words, " "), Outlet: fmt.Sprintf("The %s Post", vocabulary[rng.IntN(400)]),
			Byline:    vocabulary[rng.IntN(40_000)] + " " + vocabulary[rng.IntN(40_000)],
			Published: time.Date(2031, 1, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, rng.IntN(700)).Format(time.DateOnly),
		}
	}
	return out
}

// BenchmarkKeystroke measures how long a letter typed takes with 100,000
// articles, the worst of the queries; the baseline matches every word of every
// line.
func BenchmarkKeystroke(b *testing.B) {
	articles := titles(100_000)
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

// BenchmarkIndex measures making the index, which the first letter waits for.
func BenchmarkIndex(b *testing.B) {
	articles := titles(100_000)
	for b.Loop() {
		IndexArticles(articles)
	}
}

// BenchmarkMaybe measures looking through texts that do not have the words.
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

// BenchmarkMatch measures looking at a sentence, in bytes of it.
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

// BenchmarkSpeller measures looking through a vocabulary for a word with typos,
// a word of it at a time.
func BenchmarkSpeller(b *testing.B) {
	var words []string
	for _, a := range titles(2000) {
		words = append(words, wordsOf(a.Metadata.Title)...)
	}
	for _, prefix := range []bool{false, true} {
		b.Run(fmt.Sprint("prefix ", prefix), func(b *testing.B) {
			s := NewSpeller("kameroshi", prefix, 2)
			vocabulary := make([][]byte, len(words))
			for i, w := range words {
				vocabulary[i] = []byte(w)
			}
			i := 0
			for b.Loop() {
				s.Is(vocabulary[i%len(vocabulary)])
				i++
			}
		})
	}
}

// query parses what is typed.
func query(t testing.TB, typed string) Query {
	t.Helper()
	q, err := Parse(typed)
	if err != nil {
		t.Fatalf("%s: %v", typed, err)
	}
	return q
}

// BenchmarkPalette measures a key in the palette: articles by title and outlet,
// commands, labels and saved searches, of which the best are wanted.
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
	articles := titles(100_000)
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

// BenchmarkFilter measures asking an article.
func BenchmarkFilter(b *testing.B) {
	articles := titles(1000)
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
