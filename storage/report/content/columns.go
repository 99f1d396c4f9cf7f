package content

import (
	"errors"
	"fmt"
)

// Shares returns the widths of columns as shares of 1. A width that is not a positive number counts
// as the mean of the others, or as 1 if there are none.
func Shares(columns []Column) []float64 {
	sum, known := 0.0, 0
	good := func(w float64) bool { return w > 0 && w < 1e9 }
	for _, c := range columns {
		if good(c.Width) {
			sum += c.Width
			known++
		}
	}
	mean := 1.0
	if known > 0 {
		mean = sum / float64(known)
	}
	total := sum + mean*float64(len(columns)-known)
	out := make([]float64, len(columns))
	for i, c := range columns {
		w := mean
		if good(c.Width) {
			w = c.Width
		}
		out[i] = w / total
	}
	return out
}

// CheckTable returns an error if a table has no columns or no sequence of rows.
func CheckTable(t *Table) error {
	if len(t.Columns) == 0 || t.Rows == nil {
		return errors.New("table " + t.ID + " has no columns or rows")
	}
	return nil
}

// CheckRow returns an error unless a row, counted from 0, has a cell for each column of its table.
func CheckRow(t *Table, row int, cells []Cell) error {
	if len(cells) != len(t.Columns) {
		return fmt.Errorf("table %s: row %d has %d cells for %d columns", t.ID, row, len(cells), len(t.Columns))
	}
	return nil
}
