package table

import (
	"errors"
	"io"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"assay.app/assay/storage/intake/format/article"
)

// firstBytes is the maximum number of bytes of a cell that are shown as an example.
const firstBytes = 200

// Describe describes a text as a table of rows, even if no column is known to hold
// the articles. It reports false if it finds fewer than two columns.
func Describe(text string, opts article.Options) (article.Table, bool) {
	d := DialectOf(text, opts)
	if d.Comma == 0 {
		d = divided(text)
	}
	if d.Comma == 0 {
		return article.Table{}, false
	}
	r := firstRows(text, d)
	names, err := r.Read()
	if err != nil || len(names) < 2 {
		return article.Table{}, false
	}
	for {
		row, err := r.Read()
		if err != nil || strings.TrimSpace(strings.Join(row, "")) != "" {
			t := DescribeRow(names, row, opts)
			asked := opts.ColumnsFor(names)
			if m, err := Guess(names, asked); err == nil {
				t.DateOrder = DatingOf(names, m, asked, func() article.DateOrder { return DateOrder(columnOf(text, d, m["published"])) }).Order.String()
			}
			return t, true
		}
	}
}

// divided guesses the dialect of a table, whatever the names of its columns. It
// takes the separator that divides the row of names into the most cells, and the
// next row into the same number. If there is none, Comma is 0.
func divided(text string) dialect {
	best, most := dialect{}, 1
	found := find(text, func(line string, d dialect) bool {
		names, ok := rowOf(line, d, true)
		if ok && len(names) > most && d.line <= 2 {
			if _, fits := rowsFit(text, d, false); fits {
				best, most = d, len(names)
			}
		}
		return false
	})
	if best.Comma == 0 {
		return found
	}
	best, _ = rowsFit(text, best, true)
	return best
}

// LooksLikeTable reports whether a text clearly is a table, even if no column is
// known to hold the articles. The first row must have short names, all different.
// At least two rows must follow, and the first fifty of them must have the same
// number of cells as the first row. A table with commas needs three columns,
// because lists in prose have commas too.
func LooksLikeTable(text string) bool {
	first, rest, _ := strings.Cut(text, "\n")
	second, _, _ := strings.Cut(rest, "\n")
	for _, comma := range ",\t;|" {
		least := 2
		if comma == ',' {
			least = 3
		}
		if strings.Count(first, string(comma)) < least-1 || !strings.ContainsRune(second, comma) {
			continue
		}
		r := firstRows(text, dialect{Comma: byte(comma), line: 1})
		if names, err := r.Read(); err == nil && len(names) >= least && areNames(names) && alikeRows(r, len(names)) {
			return true
		}
	}
	return false
}

// areNames reports whether the cells of a row can be names of columns.
func areNames(row []string) bool {
	seen := map[string]bool{}
	for _, name := range row {
		key := columnKey(name)
		if !isColumn(name) || key == "" || seen[key] || strings.HasSuffix(name, ".") {
			return false
		}
		seen[key] = true
	}
	return true
}

// alikeRows reports whether there are at least two rows and the first fifty have
// this many cells.
func alikeRows(r *rowReader, length int) bool {
	const least, look = 2, 50
	for n := 0; n < look; n++ {
		row, err := r.Read()
		if errors.Is(err, io.EOF) {
			return n >= least
		}
		if err != nil || len(row) != length {
			return false
		}
	}
	return true
}

func DescribeRow(names, row []string, opts article.Options) article.Table {
	t := article.Table{Key: Key(names), Names: make([]string, len(names)), First: make([]string, len(names))}
	seen := map[string]bool{}
	for i, name := range names {
		t.Names[i] = article.Plain(name)
		if key := columnKey(name); key == "" || seen[key] {
			t.Names[i] = "#" + strconv.Itoa(i+1)
		} else {
			seen[key] = true
		}
		if i < len(row) {
			cell := row[i][:min(len(row[i]), firstBytes)]
			for !utf8.ValidString(cell) && len(cell) > 0 {
				cell = cell[:len(cell)-1]
			}
			t.First[i] = article.Plain(cell)
		}
	}
	m, err := Guess(names, opts.ColumnsFor(names))
	if err != nil {
		m, _ = Guess(names, article.Columns{})
	}
	for field, i := range m {
		if i >= 0 {
			t.Columns.Set(field, t.Names[i])
		}
	}
	t.Columns.Dates = opts.ColumnsFor(names).Dates
	return t
}

// Key returns a key that is equal for all tables with columns of these names, in
// any order and case.
func Key(names []string) string {
	keys := make([]string, len(names))
	for i, name := range names {
		keys[i] = columnKey(name)
	}
	slices.Sort(keys)
	return strings.Join(keys, "|")
}
