package exchange

import (
	"cmp"

	"assay.app/assay/model/value"
	"assay.app/assay/storage/exchange/schema"
)

// analystNames maps the names of analysts in the project to the names under which
// they are exported. Older versions stored names as they were typed. A name that
// sets may not contain, for example one with control characters, is exported in a
// valid form. Otherwise the set could not be loaded.
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

// newestOfEach keeps only the newest record of each analyst. There can be several
// because two stored names may have the same valid form. The records must be sorted
// by analyst.
func newestOfEach(records []schema.Annotation) []schema.Annotation {
	out := records[:0]
	for _, r := range records {
		last := len(out) - 1
		switch {
		case last < 0 || out[last].Analyst != r.Analyst:
			out = append(out, r)
		case cmp.Or(r.Time.Compare(out[last].Time.Time), cmp.Compare(r.Label, out[last].Label)) > 0: // the order of setfile.CompareAnnotations
			out[last] = r
		}
	}
	return out
}
