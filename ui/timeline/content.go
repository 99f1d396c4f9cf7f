package timeline

import (
	"cmp"
	"slices"
	"time"

	"fyne.io/fyne/v2/lang"

	"assay.app/assay/model"
	"assay.app/assay/model/compare"
	"assay.app/assay/model/timeline"
	"assay.app/assay/ui/words"
)

// Prepared is a timeline with what a View needs of it.
type Prepared struct {
	*timeline.Timeline
	where  *time.Location
	chart  timeline.Chart // of all articles
	firsts map[model.ArticleID][]firstSaid
	at     map[model.ArticleID]int // indexes into Articles

	earlier map[model.ArticleID]bool // superseded versions
}

// firstSaid is a statement that an article says first.
type firstSaid struct {
	title string
	tied  bool // another outlet may be the first
}

// Prepare prepares a timeline. Some of its articles are earlier versions of others. Prepare may be
// called on any goroutine.
func Prepare(t *timeline.Timeline, earlier map[model.ArticleID]bool) *Prepared {
	p := &Prepared{Timeline: t, earlier: earlier, where: Zone(t), firsts: map[model.ArticleID][]firstSaid{}, at: make(map[model.ArticleID]int, len(t.Articles))}
	p.chart = t.Chart(p.where)
	for i := range t.Articles {
		p.at[t.Articles[i].ID] = i
	}
	for i := range t.Statements {
		s := &t.Statements[i]
		for _, o := range s.Outlets {
			if o.Rank == 1 {
				id := origin(&s.Appearances[o.First])
				p.firsts[id] = append(p.firsts[id], firstSaid{s.Title, s.Firsts > 1})
			}
		}
	}
	return p
}

// origin returns the version in which an appearance was published first.
func origin(a *timeline.Appearance) model.ArticleID { return cmp.Or(a.First, a.Article) }

// statement returns a statement, or nil.
func (p *Prepared) statement(id model.StatementID) *timeline.Statement {
	if p == nil {
		return nil
	}
	if i := slices.IndexFunc(p.Statements, func(s timeline.Statement) bool { return s.ID == id }); i >= 0 {
		return &p.Statements[i]
	}
	return nil
}

// heading returns the title of a statement, with its place among all.
func (p *Prepared) heading(s *timeline.Statement) string {
	for i := range p.Statements {
		if p.Statements[i].ID == s.ID && len(p.Statements) > 1 {
			return s.Title + "  " + lang.L("{{.Number}} of {{.Count}}", map[string]any{"Number": words.Number(i + 1), "Count": words.Number(len(p.Statements))})
		}
	}
	return s.Title
}

// outletName returns the name of a column, or what is shown in place of it.
func (p *Prepared) outletName(column int) string {
	if column < 0 || column >= len(p.Outlets) {
		return lang.L("No outlet")
	}
	return cmp.Or(p.Outlets[column].Heading(), lang.L("No outlet"))
}

// ofStatement returns the chart of a statement, with a band for each outlet that has a date.
func (p *Prepared) ofStatement(s *timeline.Statement) Content {
	c := Content{Chart: s.Chart(p.where), Where: p.where, Tall: true}
	for _, column := range c.Chart.Columns {
		c.Bands = append(c.Bands, p.standing(s, column))
	}
	c.Start = slices.IndexFunc(c.Chart.Items, func(item timeline.Item) bool { return len(s.Outlets) > 0 && item.Of == s.Outlets[0].First })
	c.Sign = func(item int) Sign { return stanceSign(s.Appearances[c.Chart.Items[item].Of].Stance) }
	c.Tip = func(items []int) string {
		var text []string
		for _, item := range items[:min(len(items), mostInTip)] {
			text = append(text, p.appearance(&s.Appearances[c.Chart.Items[item].Of]))
		}
		return lines(append(text, more(len(items)))...)
	}
	return c
}

// standing returns the rank, name and lag of the outlet in a column. Outlets that may have another
// place have an equals sign at the rank.
func (p *Prepared) standing(s *timeline.Statement, column int) Band {
	b := Band{Name: p.outletName(column)}
	for _, o := range s.Outlets {
		if o.Column != column {
			continue
		}
		b.Lag = lag(s, o)
		if o.Rank > 0 {
			b.Rank = words.Number(o.Rank)
			if o.Tied() {
				b.Rank += "="
			}
		}
	}
	return b
}

// appearance returns an appearance in words: outlet, stance, title and time.
func (p *Prepared) appearance(a *timeline.Appearance) string {
	time := when(a.Moment)
	if a.Gone != "" {
		time = lang.L("said {{.From}}, gone {{.Until}}", map[string]any{"From": time, "Until": when(a.Until)})
	}
	return lines(words.Joined(" · ", p.outletName(a.Column), words.Stance(a.Stance), a.Title), time)
}

// ofArticles returns the chart of all articles, with a band for each outlet.
func (p *Prepared) ofArticles() Content {
	c := Content{Chart: p.chart, Where: p.where, Sign: func(int) Sign { return articleSign() }}
	counts := make([]int, len(p.chart.Columns))
	for _, item := range p.chart.Items {
		counts[item.Band]++
	}
	for i, column := range p.chart.Columns {
		c.Bands = append(c.Bands, Band{Name: p.outletName(column) + "  " + words.Number(counts[i])})
	}
	c.Tip = func(items []int) string {
		var text []string
		for _, item := range items[:min(len(items), mostInTip)] {
			text = append(text, p.article(&p.Articles[p.chart.Items[item].Of]))
		}
		return lines(append(text, more(len(items)))...)
	}
	return c
}

// article returns an article in words: outlet, title and time.
func (p *Prepared) article(a *timeline.Article) string {
	version := ""
	if p.earlier[a.ID] {
		version = lang.L("an earlier version")
	}
	return lines(words.Joined(" · ", p.outletName(a.Column), a.Title, version), when(a.Moment))
}

// mostInTip is the number of items of a mark that its tip describes.
const mostInTip = 3

// more returns the text for the items that a tip leaves out.
func more(n int) string {
	if n <= mostInTip {
		return ""
	}
	return words.N("and {{.Count}} more", n-mostInTip)
}

// in reports whether an article is in the column of an outlet that has a name, or, for -1, has
// no outlet.
func (p *Prepared) in(a *timeline.Article, column int) bool {
	named := a.Column >= 0 && p.Outlets[a.Column].ID != ""
	return named && a.Column == column || !named && column < 0
}

// named returns the columns of outlets with a name, and their names.
func (p *Prepared) named() (columns []int, outlets []compare.Outlet) {
	for i, o := range p.Outlets {
		if o.ID != "" {
			columns, outlets = append(columns, i), append(outlets, o)
		}
	}
	return columns, outlets
}

// saysFirst returns the statements that an article says first, in words.
func (p *Prepared) saysFirst(id model.ArticleID) string {
	var titles []string
	for _, f := range p.firsts[id] {
		title := lang.L("“{{.Statement}}”", map[string]any{"Statement": f.title})
		if f.tied {
			title = lang.L("{{.Statement}} (tied)", map[string]any{"Statement": title})
		}
		titles = append(titles, title)
	}
	if len(titles) == 0 {
		return ""
	}
	return lang.L("First to say: {{.Statements}}", map[string]any{"Statements": words.Joined(", ", titles...)})
}

func lines(texts ...string) string { return words.Lines(texts...) }
