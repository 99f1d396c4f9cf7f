package exchange

import (
	"cmp"
	"encoding/csv"
	"io"
	"strconv"

	"assay.app/assay/model/compare"
)

// A matrix of statements and outlets
//
// The table is CSV like a table of hits. It has a row for each statement and a column for
// each outlet, in the order of the window. A cell has words for what the window shows as
// forms: "attributes; figures differ".

// matrixColumns are the first headings. The columns of the outlets follow.
var matrixColumns = [...]string{"statement", "state", "outlets", "independent_at_most", "id"}

// WriteMatrix writes a table of statements and outlets to w as CSV. The error is that of w.
func WriteMatrix(w io.Writer, table *compare.Table) error {
	if _, err := io.WriteString(w, "\uFEFF"); err != nil {
		return err
	}
	out := csv.NewWriter(w)
	out.UseCRLF = true
	head := matrixColumns[:]
	for _, o := range table.Outlets {
		head = append(head[:len(head):len(head)], cell(cmp.Or(o.Heading(), noOutlet)))
	}
	if err := out.Write(head); err != nil {
		return err
	}
	for i := range table.Rows {
		row := &table.Rows[i]
		line := []string{cell(row.Title), row.State.String(), strconv.Itoa(row.Outlets), strconv.Itoa(row.Independent.Count), cell(string(row.ID))}
		for column := range table.Outlets {
			line = append(line, MatrixCell(row.Cell(column)))
		}
		if err := out.Write(line); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

// MatrixCell returns the words for a cell of a matrix; see compare.Cell.Words.
func MatrixCell(c compare.Cell) string { return c.Words() }
