package session_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"assay.app/assay/model"
	"assay.app/assay/model/modeltest"
	"assay.app/assay/model/session"
)

// shelf is a store of articles without texts.
type shelf struct {
	*modeltest.Store
	articles []model.Summary
}

func (s shelf) Summaries(string) ([]model.Summary, error) { return slices.Clone(s.articles), nil }

// Document panics, because listing articles must not read their texts.
func (s shelf) Document(model.ArticleID) (*model.Document, error) {
	panic("an article's text is read for the list")
}

// listing returns a session on a shelf.
func listing(t testing.TB, articles []model.Summary) *session.Session {
	t.Helper()
	s, err := session.New(shelf{Store: modeltest.NewStore(t), articles: articles}, session.Options{Analyst: "Ines"})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// many returns n articles of up to 400 outlets, published within 700 days, with
// random progress.
func many(n int) []model.Summary {
	rng := rand.New(rand.NewPCG(uint64(n), 5))
	words := []string{"River", "flood", "“Sluice", "gate", "Kesmere", "after", "the", "rain", "Évacuation", "council"}
	out := make([]model.Summary, n)
	for i := range out {
		title := ""
		for range 7 {
			title += words[rng.IntN(len(words))] + " "
		}
		day := time.Date(2031, 1, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, rng.IntN(700))
		out[i] = model.Summary{
			Article: model.Article{
				ID:       model.ArticleID(fmt.Sprintf("%016x", i)),
				Metadata: model.Metadata{Title: fmt.Sprint(title, i), Outlet: fmt.Sprintf("Outlet %d", rng.IntN(400)), Published: day.Format(time.DateOnly)},
			},
			Progress: model.Progress{Sentences: 20, Labelled: map[model.LabelKey]int{model.Claim: rng.IntN(3) * 10}},
		}
	}
	return out
}

func TestTitlesAreSortedAsPeopleWould(t *testing.T) {
	var articles []model.Summary
	for i, title := range []string{"Water", "“Another” storm", "Évacuation begins", "another storm, later", "…and after", "2031 in review", "Étude"} {
		articles = append(articles, model.Summary{Article: model.Article{ID: model.ArticleID(fmt.Sprint(i)), Metadata: model.Metadata{Title: title}}})
	}
	s := listing(t, articles)
	s.SetOrder(session.ByTitle)
	var got []string
	for i := range s.Shown() {
		got = append(got, s.Row(i).Metadata.Title)
	}
	want := []string{"2031 in review", "…and after", "“Another” storm", "another storm, later", "Étude", "Évacuation begins", "Water"}
	if !slices.Equal(got, want) {
		t.Errorf("the titles are sorted as %q", got)
	}
	if s.Groups() != nil {
		t.Errorf("sorting by title makes the groups %v, want none", s.Groups())
	}
}

// Each order shows all articles, and a group begins at each row where the outlet,
// the month or the state changes.
func TestGroupsBeginWhereTheNextOutletMonthOrStateDoes(t *testing.T) {
	s := listing(t, many(3000))
	for order, of := range map[session.Order]func(model.Summary) string{
		session.ByOutlet:   func(a model.Summary) string { return a.Metadata.Outlet },
		session.ByDate:     func(a model.Summary) string { return session.Month(a.Metadata) },
		session.ByProgress: func(a model.Summary) string { return fmt.Sprint(session.StateOf(a.Progress)) },
	} {
		s.SetOrder(order)
		seen := map[model.ArticleID]bool{}
		names := map[string]bool{}
		var want []int
		for row := range s.Shown() {
			seen[s.Row(row).ID] = true
			if name := of(s.Row(row)); row == 0 || name != of(s.Row(row-1)) {
				want = append(want, row)
				if names[name] {
					t.Errorf("order %d: group %q occurs twice", order, name)
				}
				names[name] = true
			}
		}
		if len(seen) != 3000 {
			t.Errorf("order %d shows %d articles", order, len(seen))
		}
		var got []int
		for _, g := range s.Groups() {
			got = append(got, g.First)
		}
		if !slices.Equal(got, want) || len(want) < 3 {
			t.Errorf("order %d has %d groups, want %d", order, len(s.Groups()), len(want))
		}
		s.SetFilter("kesmere")
		if s.Groups() != nil {
			t.Error("a filtered list has groups")
		}
		s.SetFilter("")
	}
	if len(s.Groups()) == 0 {
		t.Error("the groups are lost after filtering")
	}
}

func TestAnArticleIsFoundByItsCorrectedTitle(t *testing.T) {
	w := given(t, modeltest.Flood()...)
	w.SetFilter("rain")
	before := w.Shown()
	w.open("one")
	m := w.Document().Metadata
	m.Title = "Zeppelin"
	w.ok(w.CorrectMetadata("one", m))
	w.SetFilter("zeppelin")
	w.wantRows("one")
	if found := w.Find("zepelin", 10); len(found) != 1 || found[0].ID != "one" {
		t.Errorf("%d articles were shown before the correction; the new title finds %+v", before, found)
	}
	w.SetFilter("")
	w.SetOrder(session.ByTitle)
	if w.Row(2).ID != "one" {
		t.Errorf("the last title is %q", w.Row(2).Heading())
	}
	w.ok(w.Remove("one"))
	if found := w.Find("zeppelin", 10); len(found) != 0 {
		t.Errorf("found the removed article %+v", found)
	}
	if found := w.Find(" ", 10); found != nil {
		t.Errorf("a blank query finds %+v", found)
	}
	if found := w.Find("e", 1); len(found) > 1 {
		t.Errorf("found %d articles, want at most one", len(found))
	}
	w.saved()
}

// BenchmarkList measures filtering and sorting 100,000 articles without texts. For
// each keystroke of a typed word it takes the fastest run, because other programs
// use the processor too, and it reports the slowest keystroke. The order by title is
// measured separately, because the session sorts titles in the background.
func BenchmarkList(b *testing.B) {
	s := listing(b, many(100_000))
	s.Find("river", 1) // waits for the index
	b.Run("filter", func(b *testing.B) {
		typed := []string{"k", "ke", "kes", "kesm", "kesm r", "kesm riv", "ksmre", ""}
		best := slices.Repeat([]time.Duration{time.Hour}, len(typed))
		for b.Loop() {
			for i, text := range typed {
				began := time.Now()
				s.SetFilter(text)
				best[i] = min(best[i], time.Since(began))
			}
		}
		b.ReportMetric(float64(slices.Max(best).Microseconds())/1000, "ms/worst-key")
	})
	for name, order := range map[string]session.Order{
		"outlet": session.ByOutlet, "date": session.ByDate, "progress": session.ByProgress,
	} {
		b.Run("sort/"+name, func(b *testing.B) {
			best := time.Hour
			for b.Loop() {
				if err := s.Reload(); err != nil { // drops the sorted lists
					b.Fatal(err)
				}
				s.Find("river", 1)          // waits for the index
				s.SetOrder(session.ByTitle) // waits for the titles
				s.SetOrder(session.ByImport)
				began := time.Now()
				s.SetOrder(order)
				best = min(best, time.Since(began))
				s.SetOrder(session.ByImport)
			}
			b.ReportMetric(float64(best.Microseconds())/1000, "ms/sort")
		})
	}
	b.Run("sort/title, in the background", func(b *testing.B) {
		best := time.Hour
		for b.Loop() {
			if err := s.Reload(); err != nil {
				b.Fatal(err)
			}
			s.Find("river", 1)
			began := time.Now()
			s.SetOrder(session.ByTitle)
			best = min(best, time.Since(began))
			s.SetOrder(session.ByImport)
		}
		b.ReportMetric(float64(best.Microseconds())/1000, "ms/sort")
	})
}

func TestTheListIsGroupedByOrigin(t *testing.T) {
	article := func(id model.ArticleID, outlet, day string) model.Summary {
		return model.Summary{Article: model.Article{ID: id, Metadata: model.Metadata{Outlet: outlet, Published: day}}}
	}
	s := listing(t, []model.Summary{
		article("a", "Tide Post", "2031-01-03"), article("b", "The Echo", "2031-01-02"),
		article("c", "Quay Post", "2031-01-01"), article("d", "Harbour Wire", "2031-01-01"),
	})
	s.SetOrder(session.ByOrigin)
	want := func(what, rows string, groups ...int) {
		t.Helper()
		got := ""
		for i := range s.Shown() {
			got += string(s.Row(i).ID)
		}
		var first []int
		for _, g := range s.Groups() {
			first = append(first, g.First)
		}
		if got != rows || !slices.Equal(first, groups) {
			t.Errorf("%s: %s in groups from %v, want %s from %v", what, got, first, rows, groups)
		}
	}
	want("nothing is known", "cdba", 0)
	wire := model.Origin{Kind: model.FromAgency, Name: "Harbour Wire"}
	s.ProposeOrigins(map[model.ArticleID]model.Origin{"a": wire, "b": wire, "d": {Kind: model.OwnReporting}})
	want("proposed", "dbac", 0, 3)
	if err := s.SetOrigin([]model.ArticleID{"b"}, model.Origin{Kind: model.FromOutlet, Name: "Quay Post"}); err != nil {
		t.Fatal(err)
	}
	want("corrected", "dabc", 0, 2, 3)
	if _, err := s.Undo(); err != nil {
		t.Fatal(err)
	}
	want("undone", "dbac", 0, 3)
}
