package article

// Columns says which columns of a table, or which fields of JSON objects, hold
// what; by the name in the first row, whatever its capitals, or by number from
// 1 ("#2"). An empty one is guessed; NoColumn is none.
type Columns struct {
	Text, Title, Published, Outlet, Byline, Dateline, URL, Language string

	Time  string // the time of day, where it has a column of its own
	Dates string // the order of dates in numbers, one of DateOrders; "" is guessed
}

// fields are the columns in the order in which they are looked for.
var fields = []string{"text", "title", "published", "time", "outlet", "byline", "dateline", "url", "language"}

// Column gives the column that holds a field.
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

// NoColumn says in Columns that no column holds a field, even one that would be
// guessed.
const NoColumn = "-"

// Set says which column holds a field, or with "dates" one of DateOrders. It reports
// whether there is such a field or order.
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

// Fields are what columns can hold, by the names that Set and Column take.
func Fields() []string { return append([]string(nil), fields...) }

// Table is what a table is made of, or a file of JSON objects.
type Table struct {
	// Key is the same for all tables with these columns, in whatever order.
	Key string
	// Names are those of the columns, as Columns takes them: "#3" where the
	// third has none or that of another. The fields of JSON objects are in
	// alphabetical order.
	Names []string
	// First is the first row that is not all empty, a cell a column, cut short.
	First []string
	// Columns are those that hold each field; "" where none does.
	Columns Columns
	// DateOrder is that of dates in numbers, as it was asked for or as the column
	// as a whole tells: one of DateOrders, "mixed" if it has several, "unknown" if
	// nothing tells, and "" if there are no such dates.
	DateOrder string
}
