// Package scope holds what a view regards: some articles, and the work of some analysts.
package scope

import (
	"context"

	"fyne.io/fyne/v2/lang"

	"assay.app/assay/model"
	"assay.app/assay/model/finding"
	"assay.app/assay/model/search"
	"assay.app/assay/model/session"
)

// Scope says which articles a view regards, and whose work counts. The zero Scope is everything.
type Scope struct {
	Kind   Kind
	Filter string // of the list of articles, if Kind is ByFilter
	Name   string // of the saved search, if Kind is BySearch
	Query  string
	Whose  string // the stored name of the only analyst whose work counts, or Everyone
}

// Everyone stands for all analysts whose layers are shown.
const Everyone = ""

// Kind is a way of selecting articles.
type Kind int

// The kinds.
const (
	AllArticles Kind = iota
	ByFilter
	BySearch
)

// Title returns the name of the selection.
func (s Scope) Title() string {
	switch s.Kind {
	case ByFilter:
		return lang.L("Articles filtered by “{{.Filter}}”", map[string]any{"Filter": s.Filter})
	case BySearch:
		return lang.L("Found by “{{.Search}}”", map[string]any{"Search": s.Name})
	default:
		return lang.L("All articles")
	}
}

// Forget counts everyone again if the work that counts is hidden now.
func (s *Scope) Forget(of *session.Session) {
	if !of.Sees(s.Whose) {
		s.Whose = Everyone
	}
}

// Counts returns a function that reports whether the work of an analyst counts. It may be called
// on any goroutine.
func (s Scope) Counts(of *session.Session) func(analyst string) bool {
	sees, whose := of.Seeing(), s.Whose
	return func(analyst string) bool { return sees(analyst) && (whose == Everyone || whose == analyst) }
}

// Own reports whether only the work of the analyst counts.
func (s Scope) Own(of *session.Session) bool {
	return s.Whose == Everyone && !of.SeesAll() || s.Whose != Everyone && s.Whose == of.Analyst()
}

// Chosen is a selection that is to be resolved on another goroutine.
type Chosen struct {
	only  map[model.ArticleID]bool // nil for all articles
	query *finding.Request         // nil unless a search selects
}

// Resolve prepares the selection for another goroutine.
func (s Scope) Resolve(of *session.Session) Chosen {
	switch s.Kind {
	case ByFilter:
		only := map[model.ArticleID]bool{}
		for _, a := range of.Find(s.Filter, of.Articles()) {
			only[a.ID] = true
		}
		return Chosen{only: only}
	case BySearch:
		q, err := search.Parse(s.Query)
		if err != nil { // a query of another Assay
			return Chosen{only: map[model.ArticleID]bool{}}
		}
		return Chosen{query: &finding.Request{Query: q, Analyst: of.Analyst(), Blind: !of.SeesAll()}}
	default:
		return Chosen{}
	}
}

// Searcher searches the texts of all articles; see project.Project.
type Searcher interface {
	Search(ctx context.Context, s finding.Request, found func(search.Found), looked func(done, all int)) (search.Result, error)
}

// Articles returns the selected articles, or nil for all.
func (s Chosen) Articles(ctx context.Context, p Searcher, progress func(done, all int)) (map[model.ArticleID]bool, error) {
	if s.query == nil {
		return s.only, nil
	}
	only := map[model.ArticleID]bool{}
	_, err := p.Search(ctx, *s.query, func(f search.Found) { only[f.Article] = true }, progress)
	return only, err
}
