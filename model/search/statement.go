package search

import (
	"slices"
	"strings"

	"assay.app/assay/model"
	"assay.app/assay/model/record"
)

// validStance reports whether a value of a Stance filter is a stance or a star.
func validStance(typed string) bool {
	return typed == "*" || model.Stance(strings.ToLower(typed)).Valid()
}

// mention reports whether a mention passes a Statement or a Stance filter.
//
// A Statement and a Stance filter in one query are about the same mention: the mention must
// also pass the filters of the other kind. Suppose that a sentence denies that the bridge was
// closed and asserts that the ferry ran:
//
//	statement:"the bridge was closed" stance:denies     finds it
//	statement:"the bridge was closed" stance:asserts    does not
//	statement:"the bridge was closed" -stance:asserts   finds it
//	-statement:"the bridge was closed" stance:denies    does not
//
// Two Statement filters can be satisfied by two mentions.
func (q Query) mention(f Filter, s Asked, content any) bool {
	m := content.(*record.Mention)
	if !q.counts(s, m.Analyst) || !f.mentions(m, s.Statements) {
		return false
	}
	return !slices.ContainsFunc(q.Filters, func(other Filter) bool {
		return other.Kind != f.Kind && (other.Kind == Statement || other.Kind == Stance) && !other.Not && !other.mentions(m, s.Statements)
	})
}

// mentions reports whether a mention passes the filter alone, ignoring Not.
func (f Filter) mentions(m *record.Mention, list record.Statements) bool {
	if f.Kind == Stance {
		return f.any(string(m.Stance), filterValue.is)
	}
	return f.any(list.Called(m), filterValue.is) || f.identifies(m.Statement) || f.identifies(list.Root(m.Statement))
}

// identifies reports whether a value of a Statement filter is the id of a statement. A title
// is for people, and two statements may have the same.
func (f Filter) identifies(id model.StatementID) bool {
	return slices.ContainsFunc(f.Values, func(typed string) bool { return strings.EqualFold(typed, string(id)) })
}

// The values of an Origin filter that are not names.
const (
	ownOrigin     = string(model.OwnReporting)
	unknownOrigin = "unknown"
	noOrigin      = "none" // the same as unknownOrigin
)

// origin reports whether the article of a sentence passes an Origin filter.
func (Query) origin(f Filter, s Asked) bool {
	for _, content := range s.on(record.OriginKind) {
		if o, ok := content.(*record.Origin); ok {
			return f.hasOrigin(*o)
		}
	}
	return f.wantsUnknownOrigin()
}

// hasOrigin reports whether an origin that an analyst set passes the filter.
func (f Filter) hasOrigin(o record.Origin) bool {
	for i, one := range f.typed() {
		passes := false
		switch typed := f.Values[i]; {
		case typed == "*":
			passes = true
		case strings.EqualFold(typed, ownOrigin):
			passes = o.Kind == model.OwnReporting
		case isUnknownOrigin(typed):
		default:
			passes = one.any(o.Name, filterValue.in)
		}
		if passes {
			return true
		}
	}
	return false
}

// wantsUnknownOrigin reports whether an article without an origin passes the filter.
func (f Filter) wantsUnknownOrigin() bool {
	return f.Kind == Origin && slices.ContainsFunc(f.Values, isUnknownOrigin)
}

func isUnknownOrigin(typed string) bool {
	return strings.EqualFold(typed, unknownOrigin) || strings.EqualFold(typed, noOrigin)
}
