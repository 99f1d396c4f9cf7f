package search

import "assay.app/assay/model"

// Matcher says which sentences have what a query asks for: what a query means.
// It is for one goroutine.
type Matcher struct{ query Query }

// NewMatcher makes a matcher for the query.
func NewMatcher(q Query) *Matcher { return &Matcher{query: q} }

// Match reports whether a sentence has what the query asks for, filters aside,
// and where, in bytes: in order, none touching another.
func (m *Matcher) Match(sentence string) (marks []model.Span, ok bool) { return nil, false }

// Maybe reports whether an article's text can hold a sentence that Match says
// yes to. It is quick.
func (m *Matcher) Maybe(text []byte) bool { return true }

// Literals gives stretches of folded text that every match of a term's regular
// expression has in it once it is folded; there may be none. They can begin and
// end inside words.
func (t Term) Literals() []string { return nil }
