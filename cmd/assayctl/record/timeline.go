package record

import (
	"assay.app/assay/model"
	"assay.app/assay/model/timeline"
)

// moments has when something was published, as far as it is known. Unknown fields are empty.
type moments struct {
	Published string `json:"published"` // as in the metadata: a date, or a time like PublishedAt
	Precision string `json:"precision"` // "second", "minute", "day" or "unknown"
}

func momentsOf(m timeline.Moment) moments { return moments{m.Text, m.Precision.String()} }

// TimedArticle is an article as "timeline --json" prints it.
type TimedArticle struct {
	Article model.ArticleID `json:"article"`
	File    string          `json:"file"`
	titles
	moments
	Zone      string          `json:"zone"`                // "+02:00" or "Z"
	From      string          `json:"from"`                // it was published in [from,to), in UTC,
	To        string          `json:"to"`                  // which is 26 hours longer if the zone is unknown
	VersionOf model.ArticleID `json:"versionOf,omitempty"` // the version before
}

// TimedArticleOf returns the record of an article.
func TimedArticleOf(a timeline.Article) TimedArticle {
	from, to := a.Moment.Certain()
	return TimedArticle{
		Article: a.ID, File: a.File, titles: titles{a.Title, a.Outlet}, moments: momentsOf(a.Moment), Zone: a.Moment.Zone,
		From: moment(from), To: moment(to), VersionOf: a.VersionOf,
	}
}

// TimedStatement is a statement as "timeline --json" prints it.
type TimedStatement struct {
	ID          model.StatementID `json:"id"`
	Title       string            `json:"title"`
	Outlets     int               `json:"outlets"` // how many have a rank
	Firsts      []string          `json:"firsts"`  // the outlets that may be the first; "" for one without a name
	Appearances []Appearance      `json:"appearances"`
}

// Appearance is a sentence with which an article takes a stance on a statement.
type Appearance struct {
	Place
	Outlet  string          `json:"outlet"`
	Article model.ArticleID `json:"article"`
	File    string          `json:"file"`
	Title   string          `json:"title"` // of the article
	Index   int             `json:"index"` // of the sentence, from 0; −1 if the mention is detached
	Span    Bytes           `json:"span"`
	Stance  model.Stance    `json:"stance"`
	Text    string          `json:"text"`
	moments
	First model.ArticleID `json:"first,omitempty"` // the earliest version of the article with the sentence
	Gone  model.ArticleID `json:"gone,omitempty"`  // the first later version without it
	Until string          `json:"until,omitempty"` // when that one was published
}

// Place is the place of an outlet among those that say a statement. Only the appearance with
// which the outlet says it first has one.
type Place struct {
	Rank int  `json:"rank,omitempty"` // from 1
	Last int  `json:"last,omitempty"` // the last place that the outlet may have
	Tied bool `json:"tied,omitempty"` // there is an outlet with which it cannot be ordered
	Lag  *Lag `json:"lag,omitempty"`  // after the first outlet
}

// Lag is a number of minutes that is known to be in [Least,Most].
type Lag struct {
	Least int64 `json:"least"`
	Most  int64 `json:"most"`
}

// TimedStatementOf returns the record of a statement of a timeline.
func TimedStatementOf(t *timeline.Timeline, s *timeline.Statement) TimedStatement {
	out := TimedStatement{ID: s.ID, Title: s.Title, Outlets: s.Ranked, Firsts: []string{}, Appearances: []Appearance{}}
	places := map[int]Place{}
	for _, o := range s.Outlets {
		if o.Rank == 0 {
			continue
		}
		if o.Rank == 1 {
			out.Firsts = append(out.Firsts, t.Outlets[o.Column].Name)
		}
		places[o.First] = Place{Rank: o.Rank, Last: o.Last, Tied: o.Tied(), Lag: &Lag{o.Lag.Least, o.Lag.Most}}
	}
	for i, a := range s.Appearances {
		out.Appearances = append(out.Appearances, Appearance{
			Place: places[i], Outlet: a.Outlet, Article: a.Article, File: a.File, Title: a.Title, Index: a.Index,
			Span: BytesOf(a.Sentence), Stance: a.Stance, Text: a.Text, moments: momentsOf(a.Moment),
			First: a.First, Gone: a.Gone, Until: a.Until.Text,
		})
	}
	return out
}
