package search

import "slices"

// NamesAnalyst reports whether an analyst: filter has one of the names, such as the stored
// and the present name of an analyst. A star does not count.
func (q Query) NamesAnalyst(names ...string) bool {
	return slices.ContainsFunc(q.Filters, func(f Filter) bool {
		return f.Kind == Analyst && slices.ContainsFunc(f.typed(), func(one Filter) bool { return one.isAny(names) })
	})
}

// UnknownAnalysts returns the values of analyst: filters that match none of the names of
// the analysts, as they were typed.
func (q Query) UnknownAnalysts(names []string) (unknown []string) {
	for _, f := range q.Filters {
		if f.Kind != Analyst {
			continue
		}
		for i, one := range f.typed() {
			if !one.names[0].any && !one.isAny(names) {
				unknown = append(unknown, f.Values[i])
			}
		}
	}
	return unknown
}

// typed returns the filter with each of its values alone, without aliases.
func (f Filter) typed() []Filter {
	out := make([]Filter, len(f.Values))
	for i := range out {
		out[i] = f
		out[i].names = f.names[i : i+1]
	}
	return out
}

// isAny reports whether the filter's value is one of the names. A star does not count.
func (f Filter) isAny(names []string) bool {
	return !f.names[0].any && slices.ContainsFunc(names, func(name string) bool { return f.any(name, filterValue.is) })
}
