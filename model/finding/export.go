package finding

import (
	"path/filepath"
	"strings"

	"assay.app/assay/model/search"
)

// Export describes hits that are to be written to a file.
type Export struct {
	Path    string // ends in .csv for a table; otherwise an annotation set is written
	Query   string // as search.Query writes it: an unfinished last word ends in a star
	Analyst string // whose labels the query asked about
	Relaxed bool   // typos were allowed
	Hits    *search.Hits
}

// IsTable reports whether a table is to be written.
func (e Export) IsTable() bool { return strings.EqualFold(filepath.Ext(e.Path), ".csv") }
