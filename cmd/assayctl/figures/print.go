package figures

import (
	"cmp"
	"fmt"
	"io"
	"strconv"
	"text/tabwriter"

	"assay.app/assay/cmd/assayctl/output"
	"assay.app/assay/model"
	"assay.app/assay/model/figures"
	"assay.app/assay/model/figures/chart"
)

// printAll prints the figures for people.
func printAll(w io.Writer, all []*figures.Figure) error {
	for i, f := range all {
		if i > 0 {
			if _, err := fmt.Fprintln(w); err != nil {
				return err
			}
		}
		if err := printOne(w, f); err != nil {
			return err
		}
	}
	return nil
}

func printOne(w io.Writer, f *figures.Figure) error {
	head := chart.Title(f)
	if f.Name != "" {
		head += " (" + f.Name + ")"
	}
	if _, err := fmt.Fprintf(w, "%s: %s\n", output.OneLine(head), chart.Counted(f)); err != nil || f.Total == 0 {
		return err
	}
	out := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprint(out, "  \t") // the error is that of Flush
	for _, v := range f.Columns {
		fmt.Fprintf(out, "%s\t", output.OneLine(chart.Name(f.Cross.Columns, v)))
	}
	fmt.Fprintln(out, "total")
	for r, v := range f.Rows {
		name := chart.Name(f.Cross.Rows, v)
		if v.Group != "" {
			name = v.Group + ": " + name
		}
		fmt.Fprintf(out, "  %s\t", output.OneLine(name))
		for c := range f.Columns {
			fmt.Fprintf(out, "%s\t", shown(f.Count(r, c)))
		}
		fmt.Fprintln(out, f.Sums[r])
	}
	fmt.Fprint(out, "  total\t")
	for _, n := range f.Totals {
		fmt.Fprintf(out, "%d\t", n)
	}
	fmt.Fprintln(out, f.Total)
	return out.Flush()
}

// shown returns a count, with a dot for none, so that the others can be seen.
func shown(n int) string {
	if n == 0 {
		return "·"
	}
	return strconv.Itoa(n)
}

// figureRecord, sideRecord, valueRecord and cellRecord are a figure in JSON.
type figureRecord struct {
	Name    string       `json:"name"`
	Title   string       `json:"title"`
	Counts  string       `json:"counts"`
	Rows    sideRecord   `json:"rows"`
	Columns sideRecord   `json:"columns"`
	Cells   []cellRecord `json:"cells"`
	Total   int          `json:"total"`
}

type sideRecord struct {
	Dimension string        `json:"dimension"`
	Values    []valueRecord `json:"values"`
}

type valueRecord struct {
	Key   string `json:"key"`
	Name  string `json:"name"`
	Group string `json:"group,omitempty"`
	Total int    `json:"total"`
}

type cellRecord struct {
	Row        int                 `json:"row"`
	Column     int                 `json:"column"`
	Count      int                 `json:"count"`
	Query      string              `json:"query,omitempty"`
	Hits       *int                `json:"hits,omitempty"`
	Article    model.ArticleID     `json:"article,omitempty"`
	Statements []model.StatementID `json:"statements,omitempty"`
}

func printJSON(w io.Writer, all []*figures.Figure) error {
	out := output.NewObject(w)
	out.BeginList("figures")
	for _, f := range all {
		out.Item(recordOf(f))
	}
	return out.End()
}

func recordOf(f *figures.Figure) figureRecord {
	r := figureRecord{
		Name: f.Name, Title: chart.Title(f), Counts: f.Unit.String(), Total: f.Total,
		Rows: sideOf(f.Cross.Rows, f.Rows, f.Sums), Columns: sideOf(f.Cross.Columns, f.Columns, f.Totals), Cells: []cellRecord{},
	}
	for _, c := range f.Cells {
		o := f.Open(c.Row, c.Column)
		one := cellRecord{Row: c.Row, Column: c.Column, Count: c.Count, Query: o.Query, Article: o.Article, Statements: o.Statements}
		if o.Hits >= 0 {
			one.Hits = &o.Hits
		}
		r.Cells = append(r.Cells, one)
	}
	return r
}

func sideOf(d figures.Dimension, values []figures.Value, totals []int) sideRecord {
	s := sideRecord{Dimension: d.String(), Values: []valueRecord{}}
	for i, v := range values {
		s.Values = append(s.Values, valueRecord{v.Key, cmp.Or(chart.Name(d, v), v.Key), v.Group, totals[i]})
	}
	return s
}
