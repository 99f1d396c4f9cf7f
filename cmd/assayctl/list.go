package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"assay.app/assay/cmd/assayctl/cli"
	"assay.app/assay/cmd/assayctl/output"
	"assay.app/assay/cmd/assayctl/record"
	"assay.app/assay/model"
	"assay.app/assay/storage"
)

func newList() *cobra.Command {
	var project, analyst string
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "list --project P.assay",
		Short: "List the articles and the number of labelled sentences in each",
		Long: `List the articles of a project in order of import, each with the number of its
sentences that are labelled by any analyst, or by the one given with --analyst.

With --json the command prints one list. Each article has id, title, outlet,
byline, dateline, published, publishedAt, section, language, file, sentences,
tagged and notes. Unknown values are empty.`,
		Args: cli.Takes(),
		RunE: func(cmd *cobra.Command, _ []string) error {
			if analyst != "" {
				name, err := cli.GivenAnalyst(analyst)
				if err != nil {
					return err
				}
				analyst = name
			}
			return cli.View(cmd, project, func(p *storage.Project) error {
				analyst, err := cli.AnalystIn(p, analyst)
				if err != nil {
					return err
				}
				out := cmd.OutOrStdout()
				if asJSON {
					return listJSON(out, p, analyst)
				}
				return listText(out, p, analyst)
			})
		},
	}
	cli.ProjectFlag(cmd, &project)
	cmd.Flags().StringVar(&analyst, "analyst", "", "count only this analyst's labels")
	cli.JSONFlag(cmd, &asJSON)
	return cmd
}

// screenful is how many rows are aligned with one another. A larger number would
// delay the first rows of a long list.
const screenful = 60

// listText prints the articles as they are read, screenful rows at a time.
func listText(w io.Writer, p *storage.Project, analyst string) error {
	rows, table := 0, tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	err := p.EachSummary(analyst, func(s model.Summary, tagged int) error {
		m := s.Metadata
		_, err := fmt.Fprintf(table, "%s\t%s\t%s\t%d/%d\t%s\t%s\n", s.ID, output.OrDash(m.Published), output.OrDash(m.Outlet),
			tagged, s.Progress.Sentences, countOfNotes(s.Progress.Notes), output.Heading(s.Article))
		if rows++; err == nil && rows%screenful == 0 {
			err = table.Flush()
		}
		return err
	})
	if err != nil {
		return err
	}
	return table.Flush()
}

// listJSON prints the articles as they are read.
func listJSON(w io.Writer, p *storage.Project, analyst string) error {
	out := bufio.NewWriter(w)
	list := output.NewList(out)
	err := p.EachSummary(analyst, func(s model.Summary, tagged int) error {
		list.Item(record.ListedOf(s, tagged))
		return list.Err()
	})
	if err == nil {
		err = list.End()
	}
	return errors.Join(err, out.Flush())
}

func countOfNotes(n int) string {
	if n == 0 {
		return "-"
	}
	return output.Amount(n, "note")
}
