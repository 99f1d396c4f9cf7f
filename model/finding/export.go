package finding

import "assay.app/assay/model/search"

// Export describes hits to write to a file.
type Export struct {
	Path    string // its extension chooses the format; see model.ExchangeFormats.ForHits
	Query   string // as search.Query writes it: an unfinished last word ends in a star
	Analyst string // whose labels the query asked about
	Relaxed bool   // typos were allowed
	Hits    *search.Hits
}
