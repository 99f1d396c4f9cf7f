package search

import (
	"slices"
	"testing"

	"assay.app/assay/model"
)

// shelf is a small corpus; its articles are named in the tests by their place.
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

func TestAnEmptyQueryGivesAllArticlesInOrder(t *testing.T) {
	for _, query := range []string{"", "  \t"} {
		if got := Articles(query, shelf()); !slices.Equal(got, []int{0, 1, 2, 3, 4}) {
			t.Errorf("%q gives %v", query, got)
		}
	}
	if got := Articles("", nil); len(got) != 0 {
		t.Errorf("an empty corpus gives %v", got)
	}
	if got := Articles("kesmere", nil); len(got) != 0 {
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
		{"Cyrillic", "вестник", []int{3}},
		{"Cyrillic, whatever the case", "НАВОДНЕНИЕ", []int{3}},
		{"a NUL, which is no word", "\x00", []int{0, 1, 2, 3, 4}},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := Articles(c.query, shelf())
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
	if got := Articles("gate", articles); !slices.Contains(got, 0) {
		t.Errorf("gives %v", got)
	}
}

func TestAWordAsItStandsComesBeforeOneWithLettersLeftOut(t *testing.T) {
	articles := shelf()
	articles[0].Metadata = model.Metadata{Title: "Linned"} // l-i-n…d, at the very beginning
	articles[1].Metadata.Title = "A much longer title about the flood at Kesmere than the first one has"
	if got := Articles("lind", articles); !slices.Equal(got, []int{1, 0}) {
		t.Errorf("gives %v, want Sofia Lind's before the first article", got)
	}
}

func TestEqualMatchesKeepTheOrderOfTheList(t *testing.T) {
	articles := slices.Repeat(shelf()[:1], 5)
	if got := Articles("sluice", articles); !slices.Equal(got, []int{0, 1, 2, 3, 4}) {
		t.Errorf("gives %v", got)
	}
}
