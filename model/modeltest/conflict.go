package modeltest

import (
	"slices"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/record"
)

// Conflicts returns the conflicts that the durable changes have made and not settled,
// oldest first. Versions made in the project itself have the zero replica, except those
// that a settlement leaves beside.
func (m *Store) Conflicts() ([]record.Conflict, error) {
	v := versions{stands: map[model.Key]record.Held{}}
	for _, c := range m.Durable {
		for e := range c.All() {
			if r, ok := e.(edit.Record); ok {
				v.apply(c, r)
			}
		}
	}
	var out []record.Conflict
	for _, h := range v.beside {
		s, content := v.stands[h.Key], h.Content
		if s.Content != nil {
			content = s.Content
		}
		s.Key = h.Key
		subject := record.Of(h.Key.Kind).SubjectOf(h.Key, content)
		out = append(out, record.Conflict{Subject: subject, Held: []record.Held{s, h}, Which: 1})
	}
	return out, m.Reads
}

// versions has the versions of all records.
type versions struct {
	stands map[model.Key]record.Held
	beside []record.Held
}

// apply applies an edit of a change.
func (v *versions) apply(c edit.Change, r edit.Record) {
	switch {
	case r.Unsettled():
		for _, e := range r.Settled(v.of(r.Key), spare(c, r), c.Analyst) {
			v.apply(c, e.(edit.Record))
		}
	case r.Beside && r.Is != nil:
		v.beside = append(v.beside, record.Held{Key: r.Key, Version: *r.Is, Content: r.After})
	case r.Beside:
		v.beside = slices.DeleteFunc(v.beside, func(h record.Held) bool { return h.Key == r.Key && h.Version.Stamp == r.Was.Stamp })
	default:
		v.stands[r.Key] = record.Held{Key: r.Key, Version: madeBy(c, r, v.stands[r.Key].Version), Content: r.After}
	}
}

// of returns the versions of a record; the first one stands.
func (v *versions) of(key model.Key) []record.Held {
	held := []record.Held{v.stands[key]}
	for _, h := range v.beside {
		if h.Key == key {
			held = append(held, h)
		}
	}
	return held
}

// spare returns a stamp for each version that an edit leaves beside the one it makes.
func spare(c edit.Change, r edit.Record) (stamps []record.Stamp) {
	for i := range r.Settles.Leaves {
		stamps = append(stamps, record.StampAt(c.ID, record.Replica{0xFF, byte(i)}, c.At))
	}
	return stamps
}

// madeBy returns the version of a record after an edit of a change; was is the version
// before.
func madeBy(c edit.Change, r edit.Record, was record.Version) record.Version {
	if r.Is != nil && !r.Is.Made() {
		return *r.Is
	}
	v := record.Version{Stamp: record.StampAt(c.ID, record.Replica{}, c.At), Past: was.After(), By: c.Analyst}
	if r.Is != nil {
		v.Past = r.Is.Past
	}
	return v
}
