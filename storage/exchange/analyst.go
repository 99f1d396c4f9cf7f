package exchange

import (
	"cmp"

	"assay.app/assay/model/value"
	"assay.app/assay/storage/exchange/schema"
)

// Names from before there were rules
//
// Older versions kept an analyst's name as it was typed. Two things follow.
// A name that no set may have, with control characters in it or of thousands
// of bytes, is exported without them, for otherwise the set could not be
// loaded. And a set is loaded in the names that the project has: where it
// holds "José" with an accent that is a character of its own, that is whom
// "José" in the set means.

// analystNames has the names under which analysts are exported, by the names
// that the project holds.
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

// newestOfEach returns the records, which are sorted by analyst, with the newest
// of each analyst: two held names may have become one.
func newestOfEach(records []schema.Annotation) []schema.Annotation {
	out := records[:0]
	for _, r := range records {
		last := len(out) - 1
		switch {
		case last < 0 || out[last].Analyst != r.Analyst:
			out = append(out, r)
		case cmp.Or(r.Time.Compare(out[last].Time.Time), cmp.Compare(r.Label, out[last].Label)) > 0: // as compareAnnotations
			out[last] = r
		}
	}
	return out
}
