package timeline

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"assay.app/assay/model"
	"assay.app/assay/model/compare"
)

// Source is what a timeline is made of.
type Source struct {
	Table    *compare.Table
	Articles []model.Article // those of the table

	// Earlier are versions that the table lacks. They say when a sentence appeared or went.
	Earlier []model.Article
	// Before returns the version before an article, or "". If it is nil, there are no versions.
	Before func(model.ArticleID) model.ArticleID
	// Versions returns the earliest version that has the sentence of a mention, and the first
	// later one that lacks it. first is "" for an article with one version, and gone is "" if the
	// newest version has the sentence. If Versions is nil, they are those of the mention.
	Versions func(*compare.Mention) (first, gone model.ArticleID)
}

// New returns the timeline of a source. It does not depend on the order of the articles and
// mentions.
func New(from Source) *Timeline {
	b := builder{Source: from, columns: map[model.OutletID]int{}, articles: map[model.ArticleID]*Article{}}
	out := &Timeline{Outlets: from.Table.Outlets}
	for i, o := range from.Table.Outlets {
		b.columns[compare.ColumnOf(o.Article, o.Name)] = i
	}
	all := make([]*Article, len(from.Articles)) // pointers are faster to sort
	for i := range from.Articles {
		a := b.article(from.Articles[i])
		all[i] = &a
	}
	slices.SortFunc(all, func(a, b *Article) int {
		if n := a.Moment.Compare(b.Moment); n != 0 {
			return n
		}
		return strings.Compare(string(a.ID), string(b.ID))
	})
	out.Articles = make([]Article, len(all))
	for i, a := range all {
		out.Articles[i] = *a
	}
	for i := range from.Earlier {
		a := b.article(from.Earlier[i])
		b.articles[a.ID] = &a
	}
	for i := range out.Articles {
		a := &out.Articles[i]
		b.articles[a.ID] = a
		if a.Moment.Known() {
			out.Dated++
		}
	}
	for i := range from.Table.Rows {
		out.Statements = append(out.Statements, b.statement(&from.Table.Rows[i]))
	}
	return out
}

type builder struct {
	Source
	columns  map[model.OutletID]int
	articles map[model.ArticleID]*Article
}

func (b *builder) article(a model.Article) Article {
	out := Article{
		ID: a.ID, Title: a.Heading(), File: model.BaseName(a.ImportPath), Outlet: a.Metadata.Outlet,
		Column: -1, Moment: MomentOf(a.Metadata),
	}
	if column, ok := b.columns[compare.ColumnOf(a.ID, a.Metadata.Outlet)]; ok {
		out.Column = column
	}
	if b.Before != nil {
		out.VersionOf = b.Before(a.ID)
	}
	return out
}

// saying identifies an appearance.
type saying struct {
	article  model.ArticleID
	sentence model.Span
	stance   model.Stance
}

func (b *builder) statement(row *compare.Row) Statement {
	s := Statement{ID: row.ID, Title: row.Title}
	found := map[saying]*Appearance{}
	for i := range row.Mentions {
		m := &row.Mentions[i]
		key := saying{m.Article, m.Sentence, m.Stance}
		if found[key] == nil {
			a := b.appearance(m)
			found[key] = &a
		}
		if by := &found[key].Analysts; !slices.Contains(*by, m.Analyst) {
			*by = append(*by, m.Analyst)
			slices.Sort(*by)
		}
	}
	s.Appearances = make([]Appearance, 0, len(found))
	for _, a := range slices.SortedFunc(maps.Values(found), compareAppearances) {
		s.Appearances = append(s.Appearances, *a)
	}
	s.stand()
	return s
}

func (b *builder) appearance(m *compare.Mention) Appearance {
	out := Appearance{
		Article: m.Article, Column: m.Column, Sentence: m.Sentence, Index: m.Index, Text: m.Text, Stance: m.Stance,
	}
	if a := b.articles[m.Article]; a != nil {
		out.Title, out.File, out.Outlet, out.Moment = a.Title, a.File, a.Outlet, a.Moment
	}
	if b.Versions != nil {
		out.First, out.Gone = b.Versions(m)
	} else if out.First, out.Gone = m.First, m.Gone; out.First == m.Article {
		out.First = "" // its time is that of the article
	}
	if a := b.articles[out.First]; a != nil {
		out.Moment = a.Moment
	}
	if a := b.articles[out.Gone]; a != nil {
		out.Until = a.Moment
	}
	return out
}

func compareAppearances(a, b *Appearance) int {
	if n := a.Moment.Compare(b.Moment); n != 0 {
		return n
	}
	return cmp.Or(
		cmp.Compare(a.Column, b.Column), strings.Compare(string(a.Article), string(b.Article)),
		a.Sentence.Compare(b.Sentence), strings.Compare(string(a.Stance), string(b.Stance)),
	)
}

// stand sets the standings of the outlets.
func (s *Statement) stand() {
	at := map[int]int{} // indexes into s.Outlets by column
	first := map[int]when{}
	for i := range s.Appearances {
		a := &s.Appearances[i]
		n, known := at[a.Column]
		if !known {
			n = len(s.Outlets)
			at[a.Column] = n
			s.Outlets = append(s.Outlets, Standing{Column: a.Column, First: i})
		}
		if !a.Says() || !a.Moment.Known() {
			continue
		}
		here := whenOf(a.Moment)
		before, said := first[a.Column]
		if !said || here.certain.to < before.certain.to { // the one that is early for certain
			s.Outlets[n].First = i
		}
		if said {
			here = here.earlier(before)
		}
		first[a.Column] = here
	}
	slices.SortFunc(s.Outlets, func(a, b Standing) int { return cmp.Compare(a.Column, b.Column) })
	s.rank(first)
	slices.SortStableFunc(s.Outlets, compareStandings)
}

// rank sets the ranks and lags of the outlets that say the statement at a known time.
func (s *Statement) rank(said map[int]when) {
	var ranked []int
	var all []when
	for i, o := range s.Outlets {
		if w, ok := said[o.Column]; ok {
			ranked, all = append(ranked, i), append(all, w)
		}
	}
	first, last := places(all)
	lag := lags(all, first)
	for k, i := range ranked {
		o := &s.Outlets[i]
		o.Rank, o.Last, o.Lag = first[k], last[k], lag[k]
		if o.Rank == 1 {
			s.Firsts++
		}
	}
	s.Ranked = len(ranked)
}

// compareStandings orders outlets by rank, and those without one last.
func compareStandings(a, b Standing) int {
	if (a.Rank == 0) != (b.Rank == 0) {
		return cmp.Compare(b.Rank, a.Rank)
	}
	return cmp.Or(cmp.Compare(a.Rank, b.Rank), cmp.Compare(a.Last, b.Last), cmp.Compare(a.First, b.First))
}
