package names

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/sahilm/fuzzy"

	"assay.app/assay/model"
)

// shelf returns a small corpus. The tests refer to its articles by their indices.
func shelf() []model.Summary {
	row := func(title, outlet, byline, published string) model.Summary {
		return model.Summary{Article: model.Article{Metadata: model.Metadata{
			Title: title, Outlet: outlet, Byline: byline, Published: published,
		}}}
	}
	return []model.Summary{
		row("Sluice gate fails at Kesmere", "Tellwire", "", "2031-03-14"),
		row("Kesmere floods; hundreds leave", "The Brenholt Chronicle", "Sofia Lind", "2031-03-15"),
		row("Après la crue", "Écho de la vallée", "Zoé Martin", ""),
		row("Наводнение в долине", "Вестник", "", "2031-03-16"),
		row("", "Tellwire", "", ""),
	}
}

// lines returns the indices of the articles that a query finds, best first.
func lines(query string, articles []model.Summary) []int {
	out := []int{}
	for _, hit := range IndexArticles(articles).Find(query) {
		out = append(out, hit.Line)
	}
	return out
}

func TestArticlesAreFoundByTheirTimeOfDay(t *testing.T) {
	articles := shelf()
	articles[1].Metadata.PublishedAt = "2031-03-15T07:40:31+01:00"
	articles[3].Metadata.PublishedAt = "2031-03-16T07:40"
	for query, want := range map[string][]int{
		"07:40": {1, 3}, "2031-03-15T07:40": {1}, "2031-03-16t07": {3}, "kesmere 07:4": {1}, "2031-03-15T08": {}, "trout": {},
	} {
		if got := lines(query, articles); !slices.Equal(got, want) {
			t.Errorf("%q finds %v, want %v", query, got, want)
		}
	}
}

func TestAnEmptyQueryGivesAllArticlesInOrder(t *testing.T) {
	for _, query := range []string{"", "  \t"} {
		if got := lines(query, shelf()); !slices.Equal(got, []int{0, 1, 2, 3, 4}) {
			t.Errorf("%q gives %v", query, got)
		}
	}
	if got := lines("", nil); len(got) != 0 {
		t.Errorf("an empty corpus gives %v", got)
	}
	if got := lines("kesmere", nil); len(got) != 0 {
		t.Errorf("a query of an empty corpus gives %v", got)
	}
}

func TestArticlesAreFoundByWhatIsKnownOfThem(t *testing.T) {
	for _, c := range []struct {
		name, query string
		want        []int // in any order
	}{
		{"a word of the title", "sluice", []int{0}},
		{"whatever the case", "KESMERE", []int{0, 1}},
		{"the outlet", "tellwire", []int{0, 4}},
		{"the byline", "lind", []int{1}},
		{"the date", "03-15", []int{1}},
		{"letters left out", "kesmre", []int{0, 1}},
		{"words in any order", "kesmere sluice", []int{0}},
		{"every word must match", "kesmere glacier", nil},
		{"no such words", "glacier", nil},
		{"letters that are far apart", "slkm", nil},
		{"accents", "après", []int{2}},
		{"accents left out", "apres martin zoe", []int{2}},
		{"accents where there are none", "sluïce", []int{0}},
		{"Cyrillic", "вестник", []int{3}},
		{"Cyrillic, whatever the case", "НАВОДНЕНИЕ", []int{3}},
		{"a NUL, which is no word", "\x00", []int{0, 1, 2, 3, 4}},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := lines(c.query, shelf())
			slices.Sort(got)
			if !slices.Equal(got, c.want) {
				t.Errorf("%q gives %v, want %v", c.query, got, c.want)
			}
		})
	}
}

func TestWhatStandsBehindANULIsFoundToo(t *testing.T) {
	articles := shelf()
	articles[0].Metadata.Title = "A\x00sluice gate"
	if got := lines("gate", articles); !slices.Contains(got, 0) {
		t.Errorf("gives %v", got)
	}
}

func TestAWordAsItStandsComesBeforeOneWithLettersLeftOut(t *testing.T) {
	articles := shelf()
	articles[0].Metadata = model.Metadata{Title: "Linned"} // matches lind at its beginning, with letters between
	articles[1].Metadata.Title = "A much longer title about the flood at Kesmere than the first one has"
	if got := lines("lind", articles); !slices.Equal(got, []int{1, 0}) {
		t.Errorf("gives %v, want Sofia Lind's before the first article", got)
	}
}

func TestEqualMatchesKeepTheOrderOfTheList(t *testing.T) {
	articles := slices.Repeat(shelf()[:1], 5)
	if got := lines("sluice", articles); !slices.Equal(got, []int{0, 1, 2, 3, 4}) {
		t.Errorf("gives %v", got)
	}
}

// plainly does what Index.Find does in the simplest way: it matches every word of
// the query with every word of every line.
func plainly(query string, parts [][]string) []Hit {
	var out []Hit
	for i, line := range parts {
		sum := int32(0)
		for _, q := range queryWords(query) {
			best := int32(0)
			for _, part := range line {
				for _, word := range queryWords(part) {
					p := pointsOf(q, word)
					if p == 0 && utf8.RuneCountInString(q) > 1 {
						for _, m := range fuzzy.Find(q, []string{word}) {
							if !isLoose(m, q) {
								p = pointsOfMatch(m)
							}
						}
					}
					best = max(best, p)
				}
			}
			if sum += best; best == 0 {
				sum = -1 << 30
			}
		}
		if sum >= 0 {
			out = append(out, Hit{Line: i, Points: int(sum)})
		}
	}
	if len(queryWords(query)) > 0 {
		slices.SortStableFunc(out, func(a, b Hit) int { return b.Points - a.Points })
	}
	return out
}

func TestTheQuickWayFindsWhatThePlainWayFinds(t *testing.T) {
	rng := rand.New(rand.NewPCG(4, 2))
	const alphabet = "aabcdeeilnors TéßйΣ’0\x00 "
	text := func(n int) string {
		var b strings.Builder
		runes := []rune(alphabet)
		for range n {
			b.WriteRune(runes[rng.IntN(len(runes))])
		}
		return b.String()
	}
	found := 0
	for range 300 {
		parts := make([][]string, 20)
		for i := range parts {
			parts[i] = []string{text(rng.IntN(20)), text(rng.IntN(8))}
		}
		x := NewIndex(len(parts), func(i int, add func(string)) {
			for _, p := range parts[i] {
				add(p)
			}
		})
		query := text(1 + rng.IntN(6))
		got, want := x.Find(query), plainly(query, parts)
		if !slices.Equal(got, want) {
			t.Fatalf("%q in %q gives %v, want %v", query, parts, got, want)
		}
		found += len(want)
	}
	if found == 0 {
		t.Error("nothing was ever found")
	}
}

func TestMarksShowWhatMatched(t *testing.T) {
	for _, c := range []struct{ query, text, want string }{
		{"sluice", "The Sluice gate fails", "The [Sluice] gate fails"},
		{"gate sluice", "The Sluice gate fails", "The [Sluice] [gate] fails"},
		{"kesmre", "Kesmere floods", "[Kesm]e[re] floods"},
		{"apres", "Après la crue", "[Après] la crue"},
		{"apres", "Apre\u0300s la crue", "[Apre\u0300s] la crue"},
		{"strasse", "Die Straße", "Die [Straße]"},
		{"stras", "Die Straße", "Die [Straß]e"},
		{"вест", "Вестник", "[Вест]ник"},
		{"glacier", "Kesmere floods", "Kesmere floods"},
		{"a", "A banana", "[A] banana"},
		{"", "A banana", "A banana"},
		{"a", "", ""},
	} {
		if got := bracketed(c.text, Marks(c.query, c.text)); got != c.want {
			t.Errorf("%q marks %s, want %s", c.query, got, c.want)
		}
	}
}

func bracketed(text string, marks []model.Span) string {
	var b strings.Builder
	at := 0
	for _, m := range marks {
		b.WriteString(text[at:m.Start] + "[" + m.Of(text) + "]")
		at = m.End
	}
	return b.String() + text[at:]
}

func FuzzMarks(f *testing.F) {
	for _, c := range [][2]string{{"sluice gate", "The Sluice gate"}, {"ß", "ﬁße\xff"}, {"é", "e\u0301"}} {
		f.Add(c[0], c[1])
	}
	f.Fuzz(func(t *testing.T, query, text string) {
		end := 0
		for _, m := range Marks(query, text) {
			if m.Start < end || m.End <= m.Start || m.End > len(text) {
				t.Fatalf("%q in %q marks %v", query, text, m)
			}
			end = m.End
		}
	})
}

// A word that occurs unchanged in the line is found, even if its first letters
// occur earlier.
func TestAWordIsFoundWhereverItsLettersOccurBefore(t *testing.T) {
	for _, c := range []struct{ title, outlet, byline, query string }{
		{"Bridge closed after the river rose", "Reuters", "", "reuters"},
		{"Bridge closed after the river rose", "Reuters", "", "reuters bridge"},
		{"Kesmere floods; hundreds leave", "The Brenholt Chronicle", "Sofia Lind", "lind"},
		{"Kesmere floods; hundreds leave", "The Brenholt Chronicle", "Sofia Lind", "chronicle"},
		{"Sluice gate fails", "Tellwire", "", "tellwire"},
		{"Let the gates open", "Tellwire", "", "tellwr"},
	} {
		articles := []model.Summary{{Article: model.Article{Metadata: model.Metadata{Title: c.title, Outlet: c.outlet, Byline: c.byline}}}}
		if got := lines(c.query, articles); !slices.Equal(got, []int{0}) {
			t.Errorf("%q does not find %q of %q by %q", c.query, c.title, c.outlet, c.byline)
		}
	}
}
