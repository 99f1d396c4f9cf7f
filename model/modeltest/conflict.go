package modeltest

import (
	"slices"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/record"
)

// Conflicts returns the conflicts that the durable changes have made and not settled,
// oldest first. All versions that the project itself makes have the zero replica.
func (m *Store) Conflicts() ([]record.Conflict, error) {
	stands, beside := map[model.Key]record.Held{}, []record.Held(nil)
	for _, c := range m.Durable {
		for e := range c.All() {
			r, ok := e.(edit.Record)
			switch {
			case !ok:
			case r.Beside && r.Is != nil:
				beside = append(beside, record.Held{Key: r.Key, Version: *r.Is, Content: r.After})
			case r.Beside:
				beside = slices.DeleteFunc(beside, func(h record.Held) bool { return h.Key == r.Key && h.Version.Stamp == r.Was.Stamp })
			default:
				stands[r.Key] = record.Held{Key: r.Key, Version: madeBy(c, r, stands[r.Key].Version), Content: r.After}
			}
		}
	}
	var out []record.Conflict
	for _, h := range beside {
		s, content := stands[h.Key], h.Content
		if s.Content != nil {
			content = s.Content
		}
		s.Key = h.Key
		subject := record.Of(h.Key.Kind).SubjectOf(h.Key, content)
		out = append(out, record.Conflict{Subject: subject, Held: []record.Held{s, h}, Which: 1})
	}
	return out, m.Reads
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
