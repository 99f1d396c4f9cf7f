package exchange

import (
	"encoding/csv"
	"io"
	"strconv"

	"assay.app/assay/model/figures"
)

// A figure
//
// The table is CSV like a table of hits. It has a row for each row of the figure and a column for
// each of its columns, in the order of the figure. The key, the group (of a speaker, the outlet)
// and the name of a row are before its counts, and its total is after them. The last row has the
// totals of the columns.

// WriteFigure writes a figure to w as CSV. name returns what a value is called. The error is that
// of w.
func WriteFigure(w io.Writer, f *figures.Figure, name func(figures.Dimension, figures.Value) string) error {
	if _, err := io.WriteString(w, "\uFEFF"); err != nil {
		return err
	}
	out := csv.NewWriter(w)
	out.UseCRLF = true
	head := []string{f.Cross.Rows.String(), "key", "group"}
	for _, v := range f.Columns {
		head = append(head, cell(name(f.Cross.Columns, v)))
	}
	if err := out.Write(append(head, "total")); err != nil {
		return err
	}
	for r, v := range f.Rows {
		line := []string{cell(name(f.Cross.Rows, v)), cell(v.Key), cell(v.Group)}
		for c := range f.Columns {
			line = append(line, strconv.Itoa(f.Count(r, c)))
		}
		if err := out.Write(append(line, strconv.Itoa(f.Sums[r]))); err != nil {
			return err
		}
	}
	line := []string{"total", "", ""}
	for _, n := range f.Totals {
		line = append(line, strconv.Itoa(n))
	}
	if err := out.Write(append(line, strconv.Itoa(f.Total))); err != nil {
		return err
	}
	out.Flush()
	return out.Error()
}
