package object

import (
	"encoding/json"
	"slices"
	"strings"

	"assay.app/assay/storage/intake/format/article"
)

// JSON by columns
//
// Some programs write each name once, not in every object:
//
//	{"columns": ["title", "text"], "data": [["A", "B"], …]}   names, and rows
//	[["title", "text"], ["A", "B"], …]                        names in the first row
//	{"title": ["A", …], "text": ["B", …]}                     a list for each name
//	{"title": {"0": "A", …}, "text": {"0": "B", …}}           an object for each name
//
// Such a value is rewritten as one object per row.

// byColumns returns the rows of a columnar value as objects. It returns nil if the
// value has another form, or if no column is known to hold texts. If each name has
// a list or an object, a column must also be known to hold titles.
func byColumns(value string, opts article.Options, kinds mappings) (records []string, err error) {
	const small, cellBytes = 64 << 10, 24
	size := int64(0)
	if len(value) > small {
		size = cellBytes * int64(strings.Count(value, ","))
	}
	err = opts.Within(size, func() error {
		records, err = recordsByColumns(value, opts, kinds)
		return err
	})
	return records, err
}

func recordsByColumns(value string, opts article.Options, kinds mappings) ([]string, error) {
	var table columnar
	switch KindOf(value) {
	case '[':
		table.rowsIn(value, nil)
	case '{':
		table.namesAndRows(value)
		if table.rows == nil {
			table.lists(value)
		}
	}
	if len(table.names) < 2 || len(table.rows) == 0 {
		return nil, nil
	}
	names := make([]string, len(table.names))
	for i, name := range table.names {
		names[i] = Unquoted(name)
	}
	if m, err := kinds.of(names, opts.ColumnsFor(names)); err == nil && m["text"] >= 0 && (!table.turned || m["title"] >= 0) {
		return table.objects(opts)
	}
	return nil, nil
}

// columnar is a table in JSON. Its cells are JSON values; strings keep their
// quotes.
type columnar struct {
	names  []string
	rows   [][]string
	turned bool // each name has a list of values
}

// maxColumns is the maximum number of columns of a table in JSON.
const maxColumns = 1 << 10

// rowsIn stores the rows of a list of lists. If names is nil, the first row holds
// the names. If the list has another form, rowsIn stores nothing.
func (t *columnar) rowsIn(list string, names []string) {
	size := 0
	for one := range Elements(list) {
		if KindOf(one) != '[' || len(t.rows) > article.MaxArticles {
			t.rows = nil
			return
		}
		row := make([]string, 0, max(size, len(names)))
		for cell := range Elements(one) {
			if row = append(row, cell); len(row) > maxColumns {
				t.rows = nil
				return
			}
		}
		size = len(row)
		if names == nil {
			if slices.ContainsFunc(row, func(s string) bool { return KindOf(s) != '"' }) || len(row) == 0 {
				return
			}
			names = row
			continue
		}
		t.rows = append(t.rows, row)
	}
	t.names = names
}

// namesAndRows reads an object with a list of names and a list of rows, or with a
// list of rows alone.
func (t *columnar) namesAndRows(object string) {
	var names []string
	rows := ""
	for _, value := range members(object) {
		if KindOf(value) != '[' {
			continue
		}
		first := ""
		for one := range Elements(value) {
			first = one
			break
		}
		switch KindOf(first) {
		case '"', '{':
			if found := namesIn(value); names == nil && found != nil {
				names = found
			}
		case '[':
			if rows == "" {
				rows = value
			}
		}
	}
	if rows != "" {
		t.rowsIn(rows, names)
	}
}

// namesIn returns the names in a list of strings, or of objects with a name. It
// returns nil for other lists.
func namesIn(list string) (names []string) {
	for one := range Elements(list) {
		if KindOf(one) == '{' {
			one = FieldOf(one, "name")
		}
		if KindOf(one) != '"' || len(names) == maxColumns {
			return nil
		}
		names = append(names, one)
	}
	return names
}

// lists reads an object with one list, or one object keyed by numbers, for each
// name. All must have the same length, at least two.
func (t *columnar) lists(object string) {
	t.turned = true
	for name, value := range members(object) {
		column := columnIn(value)
		if len(column) < 2 || t.rows != nil && len(column) != len(t.rows) || len(t.names) == maxColumns {
			t.rows = nil
			return
		}
		if t.rows == nil {
			t.rows = make([][]string, len(column))
		}
		t.names = append(t.names, name)
		for i, cell := range column {
			t.rows[i] = append(t.rows[i], cell)
		}
	}
}

// columnIn returns the cells in a list, or in an object keyed by numbers. It
// returns nil for any other value, or if a cell is a list or an object.
func columnIn(value string) (column []string) {
	isCell := func(cell string) bool {
		column = append(column, cell)
		return KindOf(cell) != '{' && KindOf(cell) != '[' && len(column) <= article.MaxArticles
	}
	switch KindOf(value) {
	case '[':
		for cell := range Elements(value) {
			if !isCell(cell) {
				return nil
			}
		}
	case '{':
		for key, cell := range members(value) {
			if strings.Trim(key, `"0123456789`) != "" || !isCell(cell) {
				return nil
			}
		}
	}
	return column
}

func (t *columnar) objects(opts article.Options) ([]string, error) {
	const stringBytes = 16
	size := 0
	for _, row := range t.rows {
		size += stringBytes
		for i, cell := range row[:min(len(row), len(t.names))] {
			size += len(t.names[i]) + len(cell) + len(`,:`)
		}
	}
	if opts.Room != nil { // the objects are kept until the file is read
		if err := opts.Room.Take(int64(size)); err != nil {
			return nil, err
		}
	}
	records := make([]string, 0, len(t.rows))
	for _, row := range t.rows {
		var b strings.Builder
		before := "{"
		for i, cell := range row[:min(len(row), len(t.names))] {
			b.WriteString(before)
			b.WriteString(t.names[i])
			b.WriteByte(':')
			b.WriteString(cell)
			before = ","
		}
		b.WriteByte('}')
		if object := b.String(); json.Valid(article.BytesOf(object)) {
			records = append(records, object)
		}
	}
	return records, nil
}
