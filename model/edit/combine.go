package edit

import (
	"slices"

	"assay.app/assay/model/record"
)

// Combining returns the edits that combine the versions of a record in a copy of a project
// with others; see record.Combine. The first of mine, if there is one, stands.
func Combining(mine, theirs []record.Held) []Edit {
	return Leading(mine, record.Combine(slices.Concat(mine, theirs)))
}

// Leading returns the edits that lead from some versions of a record to others. In
// both lists the first one stands.
func Leading(from, to []record.Held) []Edit {
	var edits []Edit
	in := func(list []record.Held, h record.Held) bool { return slices.ContainsFunc(list, h.Same) }
	for i, h := range from {
		if i > 0 && !in(to[min(1, len(to)):], h) {
			edits = append(edits, Record{Key: h.Key, Before: h.Content, Was: &h.Version, Beside: true})
		}
	}
	if len(to) > 0 && !in(from[:min(1, len(from))], to[0]) {
		e := Record{Key: to[0].Key, After: to[0].Content, Is: &to[0].Version}
		if len(from) > 0 {
			e.Before, e.Was = from[0].Content, &from[0].Version
		}
		edits = append(edits, e)
	}
	for i, h := range to {
		if i > 0 && !in(from[min(1, len(from)):], h) {
			edits = append(edits, Record{Key: h.Key, After: h.Content, Is: &h.Version, Beside: true})
		}
	}
	return edits
}
