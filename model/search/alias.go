package search

import "slices"

// Alias is another name of a value that a filter compares with, such as what an analyst
// is called now.
type Alias struct {
	Called string // as it may be typed
	Stored string // as it is in the project
}

// WithAliases returns the query with the aliases of values of a kind. A filter of the
// kind that names a value by an alias also finds the stored value. The text of the query
// stays the same.
func (q Query) WithAliases(kind Kind, aliases []Alias) Query {
	if len(aliases) == 0 || !slices.ContainsFunc(q.Filters, func(f Filter) bool { return f.Kind == kind }) {
		return q
	}
	q.Filters = slices.Clone(q.Filters)
	for i, f := range q.Filters {
		if f.Kind != kind {
			continue
		}
		names := slices.Clone(f.names)
		for _, a := range aliases {
			if stored, ok := filterValueOf(kind, a.Stored); ok && f.any(a.Called, filterValue.is) {
				names = append(names, stored)
			}
		}
		q.Filters[i].names = names
	}
	return q
}
