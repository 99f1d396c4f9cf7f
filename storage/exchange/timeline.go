package exchange

import (
	"encoding/csv"
	"io"
	"strconv"

	"assay.app/assay/model"
	"assay.app/assay/model/timeline"
)

// A timeline
//
// The table is CSV like a table of hits. It has a row for each appearance of a statement, by
// statement and time. Rank, last place and lag are in the row with which an outlet says the
// statement first. Rows without a statement follow: one for each article without an appearance.

// timelineColumns are the headings. Lags are in minutes.
var timelineColumns = [...]string{
	"statement", "rank", "last_place", "lag_least", "lag_most", "stance", "outlet", "title", "file", "published", "precision",
	"sentence", "first_version", "gone_on", "statement_id", "article",
}

// WriteTimeline writes a timeline to w as CSV. The error is that of w.
func WriteTimeline(w io.Writer, t *timeline.Timeline) error {
	if _, err := io.WriteString(w, "\uFEFF"); err != nil {
		return err
	}
	out := csv.NewWriter(w)
	out.UseCRLF = true
	if err := out.Write(timelineColumns[:]); err != nil {
		return err
	}
	appears := map[model.ArticleID]bool{}
	for i := range t.Statements {
		s := &t.Statements[i]
		standing := map[int]timeline.Standing{} // by the appearance with which an outlet says it first
		for _, o := range s.Outlets {
			if o.Rank > 0 {
				standing[o.First] = o
			}
		}
		for k := range s.Appearances {
			appears[s.Appearances[k].Article] = true
			if err := out.Write(appearanceLine(s, k, standing[k])); err != nil {
				return err
			}
		}
	}
	for i := range t.Articles {
		a := &t.Articles[i]
		if appears[a.ID] {
			continue
		}
		if err := out.Write(timelineLine{
			outlet: a.Outlet, title: a.Title, file: a.File, moment: a.Moment, article: a.ID,
		}.cells()); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

// appearanceLine returns the row of an appearance. o is zero unless its outlet says the
// statement first with it.
func appearanceLine(s *timeline.Statement, k int, o timeline.Standing) []string {
	a := &s.Appearances[k]
	line := timelineLine{
		statement: s.Title, stance: string(a.Stance), outlet: a.Outlet, title: a.Title, file: a.File, moment: a.Moment,
		version: a.First, gone: a.Until.Text, id: s.ID, article: a.Article,
	}
	if o.Rank > 0 {
		line.places = [...]string{
			strconv.Itoa(o.Rank), strconv.Itoa(o.Last), strconv.FormatInt(o.Lag.Least, 10), strconv.FormatInt(o.Lag.Most, 10),
		}
	}
	if a.Index >= 0 {
		line.sentence = strconv.Itoa(a.Index)
	}
	return line.cells()
}

// timelineLine is a row of a timeline.
type timelineLine struct {
	statement                             string
	places                                [4]string
	stance, outlet, title, file, sentence string
	moment                                timeline.Moment
	version                               model.ArticleID
	gone                                  string
	id                                    model.StatementID
	article                               model.ArticleID
}

func (l timelineLine) cells() []string {
	return []string{
		cell(l.statement), l.places[0], l.places[1], l.places[2], l.places[3], cell(l.stance), cell(l.outlet), cell(l.title), cell(l.file),
		cell(l.moment.Text), l.moment.Precision.String(), l.sentence, cell(string(l.version)), cell(l.gone), cell(string(l.id)), cell(string(l.article)),
	}
}
