package compare

import (
	"strings"

	"fyne.io/fyne/v2/lang"

	"assay.app/assay/model"
	"assay.app/assay/model/compare"
	"assay.app/assay/model/search/token"
)

// filter says which statements the matrix shows.
type filter struct {
	text  string
	state stateFilter
	stale bool // rows must be computed again

	rows []int // the indexes of the shown rows in the table
}

// stateFilter limits the matrix to statements in some state.
type stateFilter int

const (
	anyState stateFilter = iota
	onlyDiffering
	onlyContradicted
	onlyOneOutlet
	stateFilters
)

// title returns the name of the filter.
func (f stateFilter) title() string {
	switch f {
	case onlyDiffering:
		return lang.L("Differing")
	case onlyContradicted:
		return lang.L("Contradicted")
	case onlyOneOutlet:
		return lang.L("Only one outlet")
	default:
		return lang.L("All states")
	}
}

// wants reports whether the filter shows a row.
func (f stateFilter) wants(r *compare.Row) bool {
	switch f {
	case onlyDiffering:
		return r.State == compare.Differing
	case onlyContradicted:
		return r.State == compare.Contradicted
	case onlyOneOutlet:
		return r.Outlets == 1
	default:
		return true
	}
}

// apply computes which rows are shown.
func (f *filter) apply(t *compare.Table) {
	f.stale = false
	f.rows = f.rows[:0]
	words := strings.Fields(token.Fold(f.text))
	for i := range t.Rows {
		if r := &t.Rows[i]; f.state.wants(r) && holdsAll(token.Fold(r.Title), words) {
			f.rows = append(f.rows, i)
		}
	}
}

// holdsAll reports whether a text contains all words.
func holdsAll(text string, words []string) bool {
	for _, w := range words {
		if !strings.Contains(text, w) {
			return false
		}
	}
	return true
}

// active reports whether some statements may be hidden.
func (f *filter) active() bool { return f.text != "" || f.state != anyState }

// row returns the row of the matrix with an index, or nil.
func (c *Controller) row(i int) *compare.Row {
	if c.table == nil || i < 0 || i >= len(c.filter.rows) || c.filter.rows[i] >= len(c.table.Rows) {
		return nil
	}
	return &c.table.Rows[c.filter.rows[i]]
}

// shownRow returns the index of the row of the matrix that shows a statement, or -1.
func (c *Controller) shownRow(id model.StatementID) int {
	for i, at := range c.filter.rows {
		if at < len(c.table.Rows) && c.table.Rows[at].ID == id {
			return i
		}
	}
	return -1
}
