package model

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestExcerptShortensToWholeWords(t *testing.T) {
	again := "The river rose over the market square. "
	for _, c := range []struct{ name, text, want string }{
		{"nothing", "", ""},
		{"only white space", " \n\t ", ""},
		{"a short text stays whole", "The river rose.", "The river rose."},
		{"white space is folded", "  The\n\nriver\trose. ", "The river rose."},
		{"exactly the limit stays whole", strings.Repeat("a", 90), strings.Repeat("a", 90)},
		{"a long text ends after a word", strings.Repeat(again, 10), again + again + "The river…"},
		{"punctuation before the cut goes", strings.Repeat("a", 80) + ", and " + strings.Repeat("b", 40), strings.Repeat("a", 80) + ", and…"},
		{"a comma just before the cut goes", strings.Repeat("a", 86) + ", " + strings.Repeat("b", 40), strings.Repeat("a", 86) + "…"},
		{"one endless word is cut through", strings.Repeat("é", 200), strings.Repeat("é", 90) + "…"},
		{"runes are counted, not bytes", strings.Repeat("水", 90), strings.Repeat("水", 90)},
		{"bytes that are no text go", "The \xffriver", "The river"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := Excerpt(c.text); got != c.want {
				t.Errorf("Excerpt gives\n%q, want\n%q", got, c.want)
			}
		})
	}
}

func TestExcerptOfALargeTextCutsNoRuneInHalf(t *testing.T) {
	// ExcerptOf reads at most 16*excerptRunes bytes of a text. That limit may be
	// inside a three-byte rune.
	for shift := range 4 {
		got := Excerpt(strings.Repeat("a", shift) + strings.Repeat("水", 5000))
		if !utf8.ValidString(got) || strings.ContainsRune(got, utf8.RuneError) {
			t.Errorf("after %d letters the excerpt is %q", shift, got)
		}
	}
}

func TestHeadingFallsBackToTheOpeningAndThenTheID(t *testing.T) {
	a := Article{ID: "0123456789abcdef"}
	if got := a.Heading(); got != "0123456789abcdef" {
		t.Errorf("an article with nothing else is called %q", got)
	}
	a.Excerpt = "The river rose."
	if got := a.Heading(); got != "The river rose." {
		t.Errorf("an article without a title is called %q", got)
	}
	a.Metadata.Title = "River rises"
	if got := a.Heading(); got != "River rises" {
		t.Errorf("an article with a title is called %q", got)
	}
}

func TestOutletIDIsTheSameForTheSameOutlet(t *testing.T) {
	for _, c := range []struct {
		a, b string
		same bool
	}{
		{"CNN ", "cnn", true},
		{"The  Quay\tCourier", "the quay courier", true},
		{" Ärzte Zeitung", "ärzte zeitung", true},
		{"ΑΥΓΗ", "αυγη", true},
		{"", " \n", true},
		{"Tide Post", "TidePost", false},
		{"Tide Post", "The Tide Post", false},
	} {
		if same := OutletIDOf(c.a) == OutletIDOf(c.b); same != c.same {
			t.Errorf("%q and %q are one outlet: %v, want %v", c.a, c.b, same, c.same)
		}
	}
}

func TestArticleIDIsTheBeginningOfTheHash(t *testing.T) {
	sum := [32]byte{0x01, 0x23, 0x45, 0x67, 0x89, 0xab, 0xcd, 0xef, 0xff}
	if got := ArticleIDOf(sum); got != "0123456789abcdef" || len(got) != ArticleIDLen {
		t.Errorf("the id is %q", got)
	}
}

func TestProgressIsDoneWhenEverySentenceIsTagged(t *testing.T) {
	for _, c := range []struct {
		name   string
		p      Progress
		tagged int
		done   bool
	}{
		{"an article without sentences is not done", Progress{}, 0, false},
		{"none tagged", Progress{Sentences: 2}, 0, false},
		{"some tagged", Progress{Sentences: 3, Labelled: map[LabelKey]int{Claim: 1, Quote: 1}}, 2, false},
		{"all tagged", Progress{Sentences: 3, Labelled: map[LabelKey]int{Claim: 1, Quote: 2}}, 3, true},
	} {
		if got := c.p.Tagged(); got != c.tagged {
			t.Errorf("%s: %d tagged, want %d", c.name, got, c.tagged)
		}
		if got := c.p.Done(); got != c.done {
			t.Errorf("%s: done is %v", c.name, got)
		}
	}
}

func TestFileNamesOfAnySystemAreCut(t *testing.T) {
	for path, want := range map[string]string{
		"": "", "a.txt": "a.txt", "press/a.txt": "a.txt", `C:\press\a.txt`: "a.txt", `press\more/a.txt`: "a.txt", "a.zip/b.html#2": "b.html#2", "press/": "",
	} {
		if got := BaseName(path); got != want {
			t.Errorf("the file of %q is %q, want %q", path, got, want)
		}
	}
}
