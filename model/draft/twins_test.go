package draft_test

import (
	"math/rand/v2"
	"slices"
	"testing"

	"assay.app/assay/model"
	"assay.app/assay/model/draft"
)

// copyOf returns a draft of the text "weir".
func copyOf(path, format string, m model.Metadata) *draft.Article {
	return &draft.Article{Path: path, File: path, Article: model.Article{ID: "weir", Metadata: m, Source: model.Source{Format: format, SHA256: path}}}
}

func pair(drafts ...*draft.Article) *draft.Preview {
	p := &draft.Preview{Drafts: drafts}
	p.PairTwins()
	return p
}

func paths(drafts []*draft.Article) (out []string) {
	for _, d := range drafts {
		out = append(out, d.Path)
	}
	return out
}

func TestOfCopiesTheOneThatSaysMoreIsAdded(t *testing.T) {
	titled := model.Metadata{Title: "Weir", Language: "en"}
	for _, c := range []struct {
		name         string
		better, less *draft.Article
	}{
		{"more fields", copyOf("b.md", "markdown", model.Metadata{Title: "Weir", Outlet: "Post", Language: "en"}), copyOf("a.epub", "epub", titled)},
		{"an outlet rather than an address", copyOf("b.txt", "", model.Metadata{Outlet: "Post"}), copyOf("a.html", "html", model.Metadata{URL: "https://post.example/"})},
		{"the richer format", copyOf("b.docx", "docx", titled), copyOf("a.pdf", "pdf", titled)},
		{"any format rather than plain text", copyOf("b.csv", "csv", titled), copyOf("a.txt", "", titled)},
		{"the time of day", copyOf("b.html", "html", model.Metadata{Published: "2031-04-02", PublishedAt: "2031-04-02T10:00"}), copyOf("a.html", "html", model.Metadata{Published: "2031-04-02"})},
		{"the path, if nothing else differs", copyOf("a.txt", "", titled), copyOf("b.txt", "", titled)},
	} {
		for _, order := range [][]*draft.Article{{c.better, c.less}, {c.less, c.better}} {
			for _, d := range order {
				*d = *copyOf(d.Path, d.Article.Source.Format, d.Article.Metadata)
			}
			p := pair(order...)
			if got := paths(p.Wanted()); !slices.Equal(got, []string{c.better.Path}) {
				t.Errorf("%s: of %q, %q is added", c.name, paths(order), got)
			}
			if c.better.IsDuplicate() || !c.less.IsDuplicate() || c.less.SameAs() != c.better || p.Duplicates() != 1 {
				t.Errorf("%s: %d duplicates", c.name, p.Duplicates())
			}
		}
	}
}

func TestTheOrderOfDraftsNeverChangesWhichCopyIsAdded(t *testing.T) {
	seed := rand.Uint64()
	random := rand.New(rand.NewPCG(seed, 0))
	maybe := func(text string) string {
		if random.IntN(2) == 0 {
			return ""
		}
		return text
	}
	formats := []string{"", "html", "docx", "markdown", "pdf", "unknown"}
	for range 300 {
		var drafts []*draft.Article
		for n := range 2 + random.IntN(5) {
			m := model.Metadata{
				Title: maybe("Weir"), Outlet: maybe("Post"), Byline: maybe("Doe"), Published: maybe("2031-04-02"), URL: maybe("https://post.example/"),
				Language: maybe("en"), Section: maybe("World"),
			}
			drafts = append(drafts, copyOf(string(rune('a'+n)), formats[random.IntN(len(formats))], m))
		}
		want := ""
		for range 10 {
			random.Shuffle(len(drafts), func(i, j int) { drafts[i], drafts[j] = drafts[j], drafts[i] })
			fresh := make([]*draft.Article, len(drafts))
			for i, d := range drafts {
				fresh[i] = copyOf(d.Path, d.Article.Source.Format, d.Article.Metadata)
			}
			p := pair(fresh...)
			got := paths(p.Wanted())
			if len(got) != 1 || want != "" && got[0] != want || p.Duplicates() != len(drafts)-1 {
				t.Fatalf("seed %d: in the order %q, %q is added, before %q", seed, paths(drafts), got, want)
			}
			want = got[0]
		}
	}
}

func TestTheAnalystChoosesAnotherCopy(t *testing.T) {
	a, b, c := copyOf("a", "html", model.Metadata{}), copyOf("b", "", model.Metadata{}), copyOf("c", "", model.Metadata{})
	p := pair(a, b, c)
	a.Include(false)
	if len(p.Wanted()) != 0 || a.IsDuplicate() || b.SameAs() != a {
		t.Errorf("without the first, %q are added", paths(p.Wanted()))
	}
	p.PairTwins()
	if len(p.Wanted()) != 0 {
		t.Errorf("paired again, %q are added", paths(p.Wanted()))
	}
	b.Include(true)
	p.PairTwins()
	if got := paths(p.Wanted()); !slices.Equal(got, []string{"b"}) || !a.IsDuplicate() || !c.IsDuplicate() {
		t.Errorf("%q are added", got)
	}
}

func TestACopyIsAddedWhenTheOtherOneIsReadDifferently(t *testing.T) {
	a, b := copyOf("a", "html", model.Metadata{}), copyOf("b", "", model.Metadata{})
	p := pair(a, b)
	again := copyOf("a", "html", model.Metadata{})
	again.Article.ID = "another"
	p.Replace(draft.Rereading{Sources: []draft.Source{a.Source()}}, &draft.Preview{Drafts: []*draft.Article{again}})
	if got := paths(p.Wanted()); !slices.Equal(got, []string{"a", "b"}) {
		t.Errorf("%q are added", got)
	}
	b.Include(false)
	p.PairTwins()
	if got := paths(p.Wanted()); !slices.Equal(got, []string{"a"}) {
		t.Errorf("an article that was left out is added: %q", got)
	}
}

func TestWhatTheProjectHasIsADuplicateOfThat(t *testing.T) {
	a, b := copyOf("a", "html", model.Metadata{}), copyOf("b", "", model.Metadata{})
	a.Known, b.Known = true, true
	if p := pair(a, b); len(p.Wanted()) != 0 || p.Duplicates() != 2 || a.SameAs() != nil {
		t.Errorf("%q are added; there are %d duplicates", paths(p.Wanted()), p.Duplicates())
	}
}

func TestSameTextInAnotherFileIsNotTheSameFile(t *testing.T) {
	one, two := copyOf("a.odt", "odt", model.Metadata{}), copyOf("b.docx", "docx", model.Metadata{})
	if one.SameFile(two) {
		t.Error("two formats are the same file")
	}
	two.Article.Source = one.Article.Source
	if !one.SameFile(two) {
		t.Error("the same bytes are not the same file")
	}
}

func TestAddingAllAddsTheBestCopyOnce(t *testing.T) {
	a, b, c := copyOf("a", "", model.Metadata{}), copyOf("b", "html", model.Metadata{}), copyOf("c", "", model.Metadata{})
	c.Article.ID = "another"
	p := pair(a, b, c)
	draft.IncludeAll(p.Drafts, false)
	if len(p.Wanted()) != 0 {
		t.Errorf("%q are still added", paths(p.Wanted()))
	}
	draft.IncludeAll(p.Drafts, true)
	if got := paths(p.Wanted()); !slices.Equal(got, []string{"b", "c"}) {
		t.Errorf("%q are added", got)
	}
}

func TestTheChoiceOfAVersionStaysWithItsOffer(t *testing.T) {
	offer := draft.Offer{Of: model.Article{ID: "old"}, InProject: true}
	for _, c := range []struct {
		name  string
		again draft.Offer
		want  bool
	}{
		{"the same article", offer, true},
		{"another article", draft.Offer{Of: model.Article{ID: "other"}}, false},
		{"none", draft.Offer{}, false},
	} {
		d := copyOf("a", "html", model.Metadata{})
		d.Offer, d.AsVersion = offer, true
		p := pair(d)
		again := copyOf("a", "html", model.Metadata{})
		again.Offer = c.again
		p.Replace(draft.Rereading{Sources: []draft.Source{d.Source()}}, &draft.Preview{Drafts: []*draft.Article{again}})
		if p.Drafts[0].AsVersion != c.want {
			t.Errorf("%s: it is taken as a version: %v", c.name, p.Drafts[0].AsVersion)
		}
	}
}
