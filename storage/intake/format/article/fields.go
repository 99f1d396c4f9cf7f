package article

// Columns names the columns of a table, or the fields of JSON objects, that hold
// the fields of an article. A column is named as in the first row, ignoring case,
// or by its number from 1 ("#2"). An empty name means that the reader guesses the
// column; NoColumn means that there is none.
type Columns struct {
	Text, Title, Published, Outlet, Byline, Dateline, URL, Language string

	Time  string // the time of day, if it has its own column
	Dates string // the order of numeric dates, one of DateOrders; "" means guess it
}

// fields are the fields of an article, in the order in which table.Guess assigns
// columns to them.
var fields = []string{"text", "title", "published", "time", "outlet", "byline", "dateline", "url", "language"}

// Column returns the column set for a field, or "".
func (c Columns) Column(field string) string {
	switch field {
	case "text":
		return c.Text
	case "title":
		return c.Title
	case "published":
		return c.Published
	case "time":
		return c.Time
	case "outlet":
		return c.Outlet
	case "byline":
		return c.Byline
	case "dateline":
		return c.Dateline
	case "url":
		return c.URL
	case "language":
		return c.Language
	}
	return ""
}

// NoColumn is the value in Columns for a field that no column holds. The reader
// then guesses none.
const NoColumn = "-"

// Set sets the column of a field, or the order of dates if the field is "dates". It
// returns false if there is no such field or order.
func (c *Columns) Set(field, column string) bool {
	if field == "dates" {
		if OrderCalled(column) == AnyOrder {
			return false
		}
		c.Dates = OrderCalled(column).String()
		return true
	}
	to := map[string]*string{
		"text": &c.Text, "title": &c.Title, "published": &c.Published, "time": &c.Time, "outlet": &c.Outlet,
		"byline": &c.Byline, "dateline": &c.Dateline, "url": &c.URL, "language": &c.Language,
	}[field]
	if to == nil {
		return false
	}
	*to = column
	return true
}

// Fields returns the names of the fields that Column accepts.
func Fields() []string { return append([]string(nil), fields...) }

// Table describes a table, or a file of JSON objects.
type Table struct {
	// Key is equal for all tables with the same column names, in any order and
	// case.
	Key string
	// Names are the names of the columns. "#3" stands for the third column if it
	// has no name or a name that came before. The fields of JSON objects are
	// sorted.
	Names []string
	// First is the first row that is not empty. It has one cell per column; long
	// cells are shortened.
	First []string
	// Columns names the column of each field; "" if there is none.
	Columns Columns
	// DateOrder is the name of the order of numeric dates, as set in Columns.Dates
	// or as found in the column.
	DateOrder string
}
