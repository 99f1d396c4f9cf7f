package exchange_test

import (
	"encoding/csv"
	"errors"
	"slices"
	"strings"
	"testing"

	"assay.app/assay/model"
	"assay.app/assay/model/compare"
	"assay.app/assay/model/timeline"
	"assay.app/assay/storage/exchange"
)

// overTime returns a timeline of three outlets. One article has no mention.
func overTime() *timeline.Timeline {
	b := compare.NewBuilder()
	b.Statement(compare.Statement{ID: "0012", Title: "+Eight\nwere rescued"})
	from := timeline.Source{
		Versions: func(m *compare.Mention) (first, gone model.ArticleID) {
			if m.Article == "b" {
				return "b", "b2"
			}
			return "", ""
		},
		Earlier: []model.Article{{ID: "b2", Metadata: model.Metadata{Outlet: "Tide, Post", Published: "2031-03-12"}}},
	}
	for _, a := range []model.Article{
		{ID: "a", ImportPath: "news/a.txt", Metadata: model.Metadata{Title: "=Eight", Outlet: "=Echo", Published: "2031-03-10", PublishedAt: "2031-03-10T15:21Z"}},
		{ID: "b", ImportPath: "news/b.txt", Metadata: model.Metadata{Title: "Rescue", Outlet: "Tide, Post", Published: "2031-03-10", PublishedAt: "2031-03-10T17:00+01:00"}},
		{ID: "c", ImportPath: "c.txt", Metadata: model.Metadata{Title: "Unrelated", Outlet: "Das Blatt"}},
	} {
		from.Articles = append(from.Articles, a)
		b.Article(compare.Article{ID: a.ID, Outlet: a.Metadata.Outlet})
	}
	say := func(article model.ArticleID, analyst string, stance model.Stance, index int) {
		b.Mention(compare.Mention{Statement: "0012", Analyst: analyst, Article: article, Sentence: model.Span{Start: index + 1, End: 9}, Index: index, Stance: stance})
	}
	say("a", "Ines", model.Asserts, 0)
	say("a", "Oskar", model.Asserts, 0)
	say("b", "Ines", model.Attributes, 4)
	say("b", "Ines", model.Denies, -1)
	from.Table = b.Table()
	return timeline.New(from)
}

func TestATimelineIsWrittenAsCSV(t *testing.T) {
	var b strings.Builder
	if err := exchange.WriteTimeline(&b, overTime()); err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(b.String(), "\uFEFF"))).ReadAll()
	if err != nil || !strings.HasPrefix(b.String(), "\uFEFF") || !strings.HasSuffix(b.String(), "\r\n") {
		t.Fatalf("%v in %q", err, b.String())
	}
	want := []string{
		"statement|rank|last_place|lag_least|lag_most|stance|outlet|title|file|published|precision|sentence|first_version|gone_on|statement_id|article",
		"'+Eight\nwere rescued|1|1|0|0|asserts|'=Echo|'=Eight|a.txt|2031-03-10T15:21Z|minute|0|||'0012|a",
		"'+Eight\nwere rescued|||||denies|Tide, Post|Rescue|b.txt|2031-03-10T17:00+01:00|minute||b|2031-03-12|'0012|b",
		"'+Eight\nwere rescued|2|2|39|39|attributes|Tide, Post|Rescue|b.txt|2031-03-10T17:00+01:00|minute|4|b|2031-03-12|'0012|b",
		"||||||Das Blatt|Unrelated|c.txt||unknown|||||c",
	}
	var got []string
	for _, row := range rows {
		got = append(got, strings.Join(row, "|"))
	}
	if !slices.Equal(got, want) {
		t.Errorf("the table is\n%s\nnot\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	if err := exchange.WriteTimeline(brokenPipe{}, overTime()); !errors.Is(err, errBroken) {
		t.Error(err)
	}
}

type brokenPipe struct{}

func (brokenPipe) Write([]byte) (int, error) { return 0, errBroken }

var errBroken = errors.New("broken")
