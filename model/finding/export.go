package finding

import "assay.app/assay/model/search"

// Selection is a search and its hits, or a selection of notes.
type Selection struct {
	Query   string // as returned by search.Query.String, or as typed
	Analyst string // whose labels the query refers to; "" for everyone's
	Relaxed bool   // typos were allowed
	Notes   bool   // the selection is one of notes: a table has a row for each of them
	Hits    *search.Hits
}

// Export describes hits to write to a file.
type Export struct {
	Path string // its extension determines the format; see model.ExchangeFormats.ForHits
	Selection
}
