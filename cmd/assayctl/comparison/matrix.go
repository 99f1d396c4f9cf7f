package comparison

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"assay.app/assay/cmd/assayctl/cli"
	"assay.app/assay/cmd/assayctl/output"
	"assay.app/assay/cmd/assayctl/record"
	"assay.app/assay/model/compare"
	"assay.app/assay/storage"
	"assay.app/assay/storage/exchange/bundle"
	"assay.app/assay/storage/exchange/format/table"
)

func newMatrix() *cobra.Command {
	var r reading
	var file string
	cmd := &cobra.Command{
		Use:   "matrix --project P.assay [--csv FILE | --json]",
		Short: "Print the table of statements and outlets",
		Long: `Print a table with a row for each statement and a column for each outlet. Outlets of one
origin are side by side. A cell says what the outlet does with the statement: asserts,
attributes, denies or doubts it; mixed if its sentences disagree; "left out" if an analyst
looked and did not find it; empty if nobody found a mention. "figures differ" and "wording
differs" say that the outlet has other numbers or dates than most, or other words inside
quotation marks. "withdrawn" says that only earlier versions of the articles have the
sentences. "detached" means that the sentences of all mentions were divided, merged or set
aside.

--csv writes the table to FILE. With --json the command prints an object: outlets, each with
name, articles (a count) and origin (an article without an outlet is an outlet of its own,
with its id as article), and statements, each with id, title, state, outlets, withdrawn and
independent (counts) and cells, one for each outlet: outlet, stance, leftOut, differs (a
list), mentions (a count) and withdrawn.`,
		Args: cli.Takes(),
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := cli.Exclusive(cmd, "json", "csv"); err != nil {
				return err
			}
			toFile := cmd.Flags().Changed("csv")
			if toFile {
				if file == "" {
					return cli.Usagef("--csv: the name of the file is missing")
				}
				if err := cli.NotTheProject(file, r.project); err != nil {
					return err
				}
			}
			return r.view(cmd, func(_ context.Context, _ *storage.Project, c *coverage) error {
				sayOneOutlet(cmd, c.Table)
				switch {
				case toFile:
					return bundle.WriteFile(file, func(w io.Writer) error { return table.WriteMatrix(w, c.Table) })
				case r.asJSON:
					return printMatrixJSON(cmd.OutOrStdout(), c.Table)
				}
				return printMatrix(cmd.OutOrStdout(), c.Table)
			})
		},
	}
	r.flags(cmd)
	cmd.Flags().StringVar(&file, "csv", "", "write the table to this file")
	return cmd
}

// sayOneOutlet prints a message on standard error if there are no two outlets to compare, and
// reports whether it did.
func sayOneOutlet(cmd *cobra.Command, t *compare.Table) (few bool) {
	switch len(t.Outlets) {
	case 0:
		cli.Say(cmd.ErrOrStderr(), "the project has no articles; \"assayctl import\" adds some")
	case 1:
		name := cmp.Or(t.Outlets[0].Name, "no outlet")
		cli.Say(cmd.ErrOrStderr(), fmt.Sprintf("all articles are from %s; comparing needs articles of at least two outlets", name))
	default:
		return false
	}
	return true
}

func printMatrixJSON(w io.Writer, t *compare.Table) error {
	m := record.MatrixOf(t)
	out := output.NewObject(w)
	out.BeginList("outlets")
	for _, o := range m.Outlets {
		out.Item(o)
	}
	out.BeginList("statements")
	for _, s := range m.Statements {
		out.Item(s)
	}
	return out.End()
}

// printMatrix prints the table for people.
func printMatrix(w io.Writer, t *compare.Table) error {
	if len(t.Rows) == 0 {
		_, err := fmt.Fprintln(w, "no statements")
		return err
	}
	out := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprint(out, "statement\tstate\t") // the error is that of Flush
	for _, o := range t.Outlets {
		fmt.Fprintf(out, "%s\t", output.OneLine(cmp.Or(o.Heading(), "(no outlet)")))
	}
	fmt.Fprintln(out)
	for i := range t.Rows {
		row := &t.Rows[i]
		fmt.Fprintf(out, "%s\t%s\t", output.OneLine(row.Title), row.State)
		for column := range t.Outlets {
			fmt.Fprintf(out, "%s\t", row.Cell(column).Words())
		}
		fmt.Fprintf(out, "%s, at most %d independent", output.Amount(row.Outlets, "outlet"), row.Independent.Count)
		if row.Withdrawn > 0 {
			fmt.Fprintf(out, ", %d withdrawn", row.Withdrawn)
		}
		fmt.Fprintln(out)
	}
	return out.Flush()
}
