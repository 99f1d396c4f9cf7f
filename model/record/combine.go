package record

import (
	"bytes"
	"encoding/json"
	"slices"
	"time"

	"assay.app/assay/model"
)

// Held is a version of a record that a copy of a project has.
type Held struct {
	Key     model.Key
	Version Version
	Content any // nil if the record was deleted
}

// Same reports whether two versions of one record have the same stamp and the same
// content.
func (h Held) Same(other Held) bool {
	return h.Version.Stamp == other.Version.Stamp && Of(h.Key.Kind).Same(h.Content, other.Content)
}

// Compare orders versions of one record: the greater one stands. Two versions with the
// same stamp can differ only if a program changed a file without making a new version.
// Then their contents decide, so that the result is the same everywhere.
func (h Held) Compare(other Held) int {
	if c := h.Version.Compare(other.Version.Stamp); c != 0 || Of(h.Key.Kind).Same(h.Content, other.Content) {
		return c
	}
	return bytes.Compare(h.written(), other.written())
}

// written returns the content as JSON, or nil if it is nil.
func (h Held) written() []byte {
	if h.Content == nil {
		return nil
	}
	data, _ := json.Marshal(Of(h.Key.Kind).Stored(h.Key, h.Content, time.Time{})) // an error leaves it empty
	return data
}

// Combine returns the versions of one record that remain when copies are combined,
// with the greatest stamp first: those that no other replaces, each once. The first
// one stands, and the others are in conflict with it.
func Combine(all []Held) []Held {
	all = slices.Clone(all)
	slices.SortStableFunc(all, func(a, b Held) int { return b.Compare(a) })
	all = slices.CompactFunc(all, Held.Same)
	var out []Held
	for i, h := range all {
		replaced := slices.ContainsFunc(all[:i], func(newer Held) bool { return newer.Version.Replaces(h.Version.Stamp) })
		if !replaced {
			out = append(out, h)
		}
	}
	return out
}
