package exchange

import (
	"cmp"

	"assay.app/assay/model/value"
	"assay.app/assay/storage/exchange/schema"
)

// Names from older versions
//
// Older versions stored an analyst's name as it was typed. A name that sets may not
// contain, because it has control characters or thousands of bytes, is exported in
// a valid form. Otherwise the set could not be loaded.

// analystNames caches the names under which analysts are exported, by the names in
// the project.
type analystNames map[string]string

// of returns the name under which an analyst is exported.
func (n analystNames) of(held string) string {
	name, known := n[held]
	if !known {
		name = held
		if value.Analyst.Check(held) != nil {
			name = value.Analyst.Fit(held)
		}
		n[held] = name
	}
	return name
}

// newestOfEach returns the newest record of each analyst: two stored names may have
// the same valid form. The records are sorted by analyst.
func newestOfEach(records []schema.Annotation) []schema.Annotation {
	out := records[:0]
	for _, r := range records {
		last := len(out) - 1
		switch {
		case last < 0 || out[last].Analyst != r.Analyst:
			out = append(out, r)
		case cmp.Or(r.Time.Compare(out[last].Time.Time), cmp.Compare(r.Label, out[last].Label)) > 0: // as setfile.CompareAnnotations
			out[last] = r
		}
	}
	return out
}
