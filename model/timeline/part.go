package timeline

import "assay.app/assay/model"

// OfStatement returns the timeline of one statement: it has only this statement, and the
// articles in which it appears. It has no statement if the timeline lacks it. Outlets, ranks
// and lags are as before.
func (t *Timeline) OfStatement(id model.StatementID) *Timeline {
	out := &Timeline{Outlets: t.Outlets}
	in := map[model.ArticleID]bool{}
	for _, s := range t.Statements {
		if s.ID != id {
			continue
		}
		out.Statements = append(out.Statements, s)
		for i := range s.Appearances {
			in[s.Appearances[i].Article] = true
		}
	}
	out.keep(t.Articles, func(a *Article) bool { return in[a.ID] })
	return out
}

// OfOutlet returns the timeline of one outlet: it has only its articles, and the statements
// with an appearance in them. Ranks and lags are as before, among all outlets.
func (t *Timeline) OfOutlet(id model.OutletID) *Timeline {
	out := &Timeline{Outlets: t.Outlets}
	here := func(column int) bool { return column >= 0 && t.Outlets[column].ID == id }
	out.keep(t.Articles, func(a *Article) bool { return here(a.Column) })
	for _, s := range t.Statements {
		if one, some := s.part(here); some {
			out.Statements = append(out.Statements, one)
		}
	}
	return out
}

// keep sets the articles to those that are wanted.
func (t *Timeline) keep(articles []Article, wanted func(*Article) bool) {
	for i := range articles {
		if !wanted(&articles[i]) {
			continue
		}
		t.Articles = append(t.Articles, articles[i])
		if articles[i].Moment.Known() {
			t.Dated++
		}
	}
}

// part returns the statement with the appearances of some columns, and reports whether there
// are any.
func (s Statement) part(wanted func(column int) bool) (out Statement, some bool) {
	out = s
	out.Appearances, out.Outlets = nil, nil
	at := make([]int, len(s.Appearances))
	for i := range s.Appearances {
		if wanted(s.Appearances[i].Column) {
			at[i] = len(out.Appearances)
			out.Appearances = append(out.Appearances, s.Appearances[i])
		}
	}
	for _, o := range s.Outlets {
		if wanted(o.Column) {
			o.First = at[o.First]
			out.Outlets = append(out.Outlets, o)
		}
	}
	return out, len(out.Appearances) > 0
}

// Standing returns the standing of the outlet of an appearance, and reports whether this
// appearance is the one that says the statement first.
func (s *Statement) Standing(appearance int) (o Standing, first bool) {
	for _, o := range s.Outlets {
		if o.Column == s.Appearances[appearance].Column {
			return o, o.First == appearance && o.Rank > 0
		}
	}
	return Standing{}, false
}
