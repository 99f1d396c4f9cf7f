package record

import (
	"slices"

	"assay.app/assay/model"
)

// Held is a version of a record that a copy of a project has.
type Held struct {
	Key     model.Key
	Version Version
	Content any // nil if the record was deleted
}

// Combine returns the versions of one record that remain when copies are combined,
// with the greatest stamp first: those that no other replaces, each once. The first
// one stands, and the others are in conflict with it.
func Combine(all []Held) []Held {
	all = slices.Clone(all)
	slices.SortStableFunc(all, func(a, b Held) int { return b.Version.Compare(a.Version.Stamp) })
	all = slices.CompactFunc(all, func(a, b Held) bool { return a.Version.Stamp == b.Version.Stamp })
	var out []Held
	for i, h := range all {
		replaced := slices.ContainsFunc(all[:i], func(newer Held) bool { return newer.Version.Replaces(h.Version.Stamp) })
		if !replaced {
			out = append(out, h)
		}
	}
	return out
}
