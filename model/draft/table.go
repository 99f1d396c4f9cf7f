package draft

// Table is a file with columns.
type Table struct {
	Path, File string
	Key        string            // the same for all tables with these columns
	Names      []string          // of the columns
	First      []string          // the cells of the first row
	Columns    map[string]string // by field; fields without a column are absent
	DateOrder  string            // of numeric dates: one of DateOrders, "mixed", "unknown", or "" if there are none
}

// Source returns the file of the table.
func (t *Table) Source() Source { return Source{t.Path, t.File} }

// Dates is the key in Columns for the analyst's choice of date order, which is one
// of DateOrders.
const Dates = "dates"

// DateOrders returns the orders that numeric dates can have.
func DateOrders() []string { return []string{"day first", "month first", "year first"} }

// Mapping names the column of each field, for all tables with the same columns.
// Fields without a column are absent.
type Mapping struct {
	Key     string            `json:"key"`
	Columns map[string]string `json:"columns"`
}
