package timeline

import (
	"fmt"
	"strings"
	"testing"

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
