package table

import (
	"cmp"
	"context"
	"encoding/csv"
	"io"
	"slices"
	"strconv"

	"assay.app/assay/model"
	"assay.app/assay/model/compare"
	"assay.app/assay/storage/comparison"
	"assay.app/assay/storage/exchange/peer"
)

// A matrix of statements and outlets
//
// The table is CSV like a table of hits. It has a row for each statement and a column for
// each outlet, in the order of the window. A cell has words for what the window shows as
// forms: "attributes; figures differ".

// noOutlet is the heading for articles without an outlet.
const noOutlet = "(no outlet)"

// matrixColumns are the first headings. The columns of the outlets follow.
var matrixColumns = [...]string{"statement", "state", "outlets", "independent_at_most", "id"}

// WriteStatements writes the statements of a project, with what the outlets of the articles say of
// them. The order of the rows is that of the project's list.
func WriteStatements(ctx context.Context, w io.Writer, c *peer.Corpus) error {
	asked := compare.Request{Articles: map[model.ArticleID]bool{}}
	for page, err := range c.Pages(ctx) { // counts what a table of statements does not hold
		if err != nil {
			return err
		}
		asked.Articles[page.ID] = true
	}
	listed := map[model.StatementID]bool{}
	for _, s := range c.Project.Statements {
		listed[s.ID] = true
	}
	said, err := comparison.New(c.Store()).Read(ctx, asked, func(int, int) {})
	if err != nil {
		return err
	}
	found := *said.Table
	found.Rows = slices.DeleteFunc(slices.Clone(found.Rows), func(r compare.Row) bool { return !listed[r.ID] })
	return WriteMatrix(w, &found)
}

// WriteMatrix writes a table of statements and outlets to w as CSV. The error is that of w.
func WriteMatrix(w io.Writer, table *compare.Table) error {
	if _, err := io.WriteString(w, "\uFEFF"); err != nil {
		return err
	}
	out := csv.NewWriter(w)
	out.UseCRLF = true
	head := matrixColumns[:]
	for _, o := range table.Outlets {
		head = append(head[:len(head):len(head)], Guard(cmp.Or(o.Heading(), noOutlet)))
	}
	if err := out.Write(head); err != nil {
		return err
	}
	for i := range table.Rows {
		row := &table.Rows[i]
		line := []string{Guard(row.Title), row.State.String(), strconv.Itoa(row.Outlets), strconv.Itoa(row.Independent.Count), Guard(string(row.ID))}
		for column := range table.Outlets {
			line = append(line, row.Cell(column).Words())
		}
		if err := out.Write(line); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}
