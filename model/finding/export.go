package finding

import "assay.app/assay/model/search"

// Export describes hits to write to a file.
type Export struct {
	Path    string // its extension determines the format; see model.ExchangeFormats.ForHits
	Query   string // as returned by search.Query.String
	Analyst string // whose labels the query refers to
	Relaxed bool   // typos were allowed
	Hits    *search.Hits
}
