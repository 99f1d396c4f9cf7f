package compare

import (
	"context"
	"slices"

	"fyne.io/fyne/v2/lang"

	"assay.app/assay/model"
	"assay.app/assay/model/finding"
	"assay.app/assay/model/record"
	"assay.app/assay/model/search"
	"assay.app/assay/model/session"
)

// selected says what the view compares, and whose mentions count.
type selected struct {
	kind     selection
	filter   string // of the list of articles, if kind is byFilter
	name     string // of the saved search, if kind is bySearch
	query    string
	whose    string                   // the stored name of the only analyst whose mentions count, or everyone
	articles map[model.ArticleID]bool // as it was resolved last; nil for all
}

// everyone stands for all analysts whose layers are shown.
const everyone = ""

// selection is a way of selecting articles.
type selection int

const (
	allArticles selection = iota
	byFilter
	bySearch
)

// title returns the name of the selection.
func (s selected) title() string {
	switch s.kind {
	case byFilter:
		return lang.L("Articles filtered by “{{.Filter}}”", map[string]any{"Filter": s.filter})
	case bySearch:
		return lang.L("Found by “{{.Search}}”", map[string]any{"Search": s.name})
	default:
		return lang.L("All articles")
	}
}

// forget counts everyone again if the mentions that count are hidden now.
func (s *selected) forget(of *session.Session) {
	if !of.Sees(s.whose) {
		s.whose = everyone
	}
}

// counts returns a function that reports whether the mentions of an analyst count. It may be
// called on any goroutine.
func (s selected) counts(of *session.Session) func(analyst string) bool {
	sees, whose := of.Seeing(), s.whose
	return func(analyst string) bool { return sees(analyst) && (whose == everyone || whose == analyst) }
}

// whoseTitle returns whose mentions count, as the head of the view says it.
func (s selected) whoseTitle(of *session.Session) string {
	switch {
	case s.whose == everyone && of.SeesAll():
		return lang.L("all mentions shown")
	case s.whose == everyone, s.whose == of.Analyst():
		return lang.L("your mentions")
	}
	return lang.L("mentions by {{.Analyst}}", map[string]any{"Analyst": of.Called(s.whose)})
}

// analysts returns those whose mentions can be counted alone: the analyst, and others who have
// mentions and whose layers are shown.
func analysts(of *session.Session) []string {
	all := []string{of.Analyst()}
	of.Compared().Each(record.MentionKind, func(key model.Key, _ any) {
		if !slices.Contains(all, key.Analyst) && of.Sees(key.Analyst) {
			all = append(all, key.Analyst)
		}
	})
	slices.Sort(all[1:])
	return all
}

// chosen is a selection that is to be resolved on another goroutine.
type chosen struct {
	only  map[model.ArticleID]bool // nil for all articles
	query *finding.Request         // nil unless a search selects
}

// resolve prepares the selection for another goroutine.
func (s selected) resolve(of *session.Session) chosen {
	switch s.kind {
	case byFilter:
		only := map[model.ArticleID]bool{}
		for _, a := range of.Find(s.filter, of.Articles()) {
			only[a.ID] = true
		}
		return chosen{only: only}
	case bySearch:
		q, err := search.Parse(s.query)
		if err != nil { // a query of another Assay
			return chosen{only: map[model.ArticleID]bool{}}
		}
		return chosen{query: &finding.Request{Query: q, Analyst: of.Analyst(), Blind: !of.SeesAll()}}
	default:
		return chosen{}
	}
}

// articles returns the selected articles, or nil for all.
func (s chosen) articles(ctx context.Context, p Project, progress func(done, all int)) (map[model.ArticleID]bool, error) {
	if s.query == nil {
		return s.only, nil
	}
	only := map[model.ArticleID]bool{}
	_, err := p.Search(ctx, *s.query, func(f search.Found) { only[f.Article] = true }, progress)
	return only, err
}
