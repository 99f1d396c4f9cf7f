package finding

import "assay.app/assay/model/search"

// Export describes hits to write to a file.
type Export struct {
	Path    string // its extension determines the format; see model.ExchangeFormats.ForHits
	Query   string // as search.Query writes it: an unfinished last word ends with an asterisk
	Analyst string // whose labels the query refers to
	Relaxed bool   // typos were allowed
	Hits    *search.Hits
}
