package search

import (
	"slices"
	"strings"
)

// The values of a Version filter.
const (
	earlierVersion = "earlier" // superseded articles
	currentVersion = "current" // the others; this is what a query without the filter finds
	anyVersion     = "any"
)

// validVersion reports whether a text is a value of a Version filter.
func validVersion(text string) bool {
	return slices.ContainsFunc(versionValues(), func(v string) bool { return strings.EqualFold(v, text) })
}

func versionValues() []string { return []string{earlierVersion, currentVersion, anyVersion} }

// WantsVersion reports whether a query looks for sentences of superseded articles or, if
// superseded is false, for those of all others. Without a filter it looks for those of current
// versions only.
func (q Query) WantsVersion(superseded bool) bool {
	filtered := false
	for _, f := range q.Filters {
		if f.Kind != Version {
			continue
		}
		filtered = true
		if f.version(superseded) == f.Not {
			return false
		}
	}
	return filtered || !superseded
}

// version reports whether the filter wants articles that are superseded or not, ignoring Not.
func (f Filter) version(superseded bool) bool {
	return slices.ContainsFunc(f.Values, func(v string) bool {
		return strings.EqualFold(v, anyVersion) || strings.EqualFold(v, earlierVersion) == superseded
	})
}
