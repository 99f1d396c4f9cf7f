package timeline

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"assay.app/assay/model"
	"assay.app/assay/model/compare"
)

// published returns metadata with a date, or a date and a time.
func published(outlet, at string) model.Metadata {
	m := model.Metadata{Outlet: outlet, Published: at}
	if day, _, timed := strings.Cut(at, "T"); timed {
		m.Published, m.PublishedAt = day, at
	}
	return m
}

// said is one sentence of an article of an outlet.
type said struct {
	outlet, at string
	stance     model.Stance
}

// oneStatement returns a source in which each article mentions one statement.
func oneStatement(all ...said) Source {
	b := compare.NewBuilder()
	b.Statement(compare.Statement{ID: "s", Title: "The pier is closed"})
	var from Source
	for i, s := range all {
		a := model.Article{ID: model.ArticleID(fmt.Sprintf("a%05d", i)), Metadata: published(s.outlet, s.at), ImportPath: fmt.Sprintf("news/%d.txt", i)}
		from.Articles = append(from.Articles, a)
		b.Article(compare.Article{ID: a.ID, Title: a.Heading(), Outlet: s.outlet, Published: a.Metadata.Chronological()})
		if s.stance == "" {
			s.stance = model.Asserts
		}
		b.Mention(compare.Mention{Statement: "s", Analyst: "Ines", Article: a.ID, Sentence: model.Span{Start: i, End: i + 5}, Index: 3, Text: "It is.", Stance: s.stance})
	}
	from.Table = b.Table()
	return from
}

// standings returns the outlets of the first statement with their places and lags.
func standings(t *Timeline) string {
	var out []string
	for _, o := range t.Statements[0].Outlets {
		out = append(out, fmt.Sprintf("%s %d-%d +%d-%d", t.Outlets[o.Column].Name, o.Rank, o.Last, o.Lag.Least, o.Lag.Most))
	}
	return strings.Join(out, ", ")
}

func TestOutletsAreRankedAsFarAsTheyCanBeOrdered(t *testing.T) {
	for _, c := range []struct {
		name string
		all  []said
		want string
	}{
		{"minutes with zones are exact", []said{{outlet: "B", at: "2031-03-12T16:47+02:00"}, {outlet: "A", at: "2031-03-12T15:21+01:00"}}, "A 1-1 +0-0, B 2-2 +26-26"},
		{"one minute is a tie", []said{{outlet: "A", at: "2031-03-12T15:21Z"}, {outlet: "B", at: "2031-03-12T16:21+01:00"}}, "A 1-2 +0-0, B 1-2 +0-0"},
		{"a second within a minute is a tie", []said{{outlet: "A", at: "2031-03-12T15:21:41Z"}, {outlet: "B", at: "2031-03-12T15:21Z"}}, "B 1-2 +0-0, A 1-2 +0-0"},
		{"seconds are exact", []said{{outlet: "A", at: "2031-03-12T15:21:41Z"}, {outlet: "B", at: "2031-03-12T15:21:42Z"}}, "A 1-1 +0-0, B 2-2 +0-0"},
		{"days follow one another", []said{{outlet: "B", at: "2031-03-13"}, {outlet: "A", at: "2031-03-12"}}, "A 1-1 +0-0, B 2-2 +1-2879"},
		{"one day is a tie", []said{{outlet: "A", at: "2031-03-12"}, {outlet: "B", at: "2031-03-12"}}, "A 1-2 +0-1439, B 1-2 +0-1439"},
		{"without zones only days are compared", []said{{outlet: "A", at: "2031-03-12T09:00"}, {outlet: "B", at: "2031-03-12T15:00"}, {outlet: "C", at: "2031-03-13T00:10"}}, "A 1-2 +0-1439, B 1-2 +0-1439, C 3-3 +1-2879"},
		{"a day may be anywhere among the times near it", []said{{outlet: "A", at: "2031-03-12T09:00Z"}, {outlet: "D", at: "2031-03-12"}, {outlet: "B", at: "2031-03-12T12:00Z"}}, "A 1-2 +0-1380, D 1-3 +0-1619, B 2-3 +180-1560"},
		{"a zone is missing within the uncertain hours", []said{{outlet: "A", at: "2031-03-12T09:00Z"}, {outlet: "B", at: "2031-03-12T22:59"}}, "A 1-2 +0-1, B 1-2 +0-1559"},
		{"a zone is missing beyond them", []said{{outlet: "A", at: "2031-03-12T09:00Z"}, {outlet: "B", at: "2031-03-12T23:01"}}, "A 1-1 +0-0, B 2-2 +1-1561"},
		{"an outlet's earliest counts", []said{{outlet: "A", at: "2031-03-14T09:00Z"}, {outlet: "A", at: "2031-03-12T09:00Z"}, {outlet: "B", at: "2031-03-12T10:00Z"}}, "A 1-1 +0-0, B 2-2 +60-60"},
		{"who denies is not first", []said{{"A", "2031-03-12T09:00Z", model.Denies}, {"B", "2031-03-12T10:00Z", model.Attributes}, {"C", "2031-03-12T08:00Z", model.Doubts}}, "B 1-1 +0-0, C 0-0 +0-0, A 0-0 +0-0"},
		{"who says it without a date has no rank", []said{{outlet: "A"}, {outlet: "B", at: "2031-03-12"}}, "B 1-1 +0-0, A 0-0 +0-0"},
		{"nobody has a date", []said{{outlet: "A"}, {outlet: "B"}}, "A 0-0 +0-0, B 0-0 +0-0"},
		{"centuries", []said{{outlet: "A", at: "1031-03-12T09:00Z"}, {outlet: "B", at: "2031-03-12T09:00Z"}}, "A 1-1 +0-0, B 2-2 +525949920-525949920"},
	} {
		if got := standings(New(oneStatement(c.all...))); got != c.want {
			t.Errorf("%s: %s, not %s", c.name, got, c.want)
		}
	}
}

// A sentence appears when the first version that has it was published, and goes with the first
// later version that lacks it.
func TestASentenceAppearsWithItsFirstVersion(t *testing.T) {
	from := oneStatement(said{outlet: "A", at: "2031-03-10T09:00Z"}, said{outlet: "B", at: "2031-03-12T09:00Z"}, said{outlet: "C", at: "2031-03-09"})
	from.Earlier = []model.Article{
		{ID: "old", Metadata: published("B", "2031-03-10T08:00Z")},
		{ID: "new", Metadata: published("A", "2031-03-12")},
	}
	from.Before = func(id model.ArticleID) model.ArticleID {
		return map[model.ArticleID]model.ArticleID{"a00001": "old"}[id]
	}
	from.Versions = func(m *compare.Mention) (first, gone model.ArticleID) {
		switch m.Article {
		case "a00000":
			return m.Article, "new"
		case "a00001":
			return "old", ""
		}
		return "unknown", "unknown" // versions that nobody has any more
	}
	tl := New(from)
	if got := standings(tl); got != "B 1-2 +0-2760, C 1-3 +0-239, A 2-3 +60-2820" {
		t.Error(got)
	}
	got := map[string]string{}
	for _, a := range tl.Statements[0].Appearances {
		got[a.Outlet] = fmt.Sprintf("%s %s %s %s", a.First, a.Moment.Text, a.Gone, a.Until.Text)
	}
	if got["A"] != "a00000 2031-03-10T09:00Z new 2031-03-12" || got["B"] != "old 2031-03-10T08:00Z  " || got["C"] != "unknown 2031-03-09 unknown " {
		t.Errorf("%q", got)
	}
	for _, a := range tl.Articles {
		if (a.ID == "a00001") != (a.VersionOf == "old") {
			t.Errorf("%s is a version of %q", a.ID, a.VersionOf)
		}
	}
	c := tl.Statements[0].Chart(time.UTC)
	l := NewLayout(&c, NewScale(ByDay, at(t, "2031-03-09 00:00", time.UTC), at(t, "2031-03-13 00:00", time.UTC), time.UTC), measures)
	if m := l.Marks[l.Bands[2].From]; m.X != 165 || m.Until != 360 || len(l.Marks) != 3 {
		t.Errorf("%+v", l.Marks)
	}
}
