package main

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"assay.app/assay/model"
	"assay.app/assay/storage"
	"assay.app/assay/storage/exchange"
)

func newList() *cobra.Command {
	var project, analyst string
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "list --project P.assay",
		Short: "List the articles and how far they are labelled",
		Long: `List the articles of a project in the order of the corpus, and how many of
their sentences carry a label: anyone's, or with --analyst that analyst's.

With --json it prints one list; each article has id, title, outlet, byline,
dateline, published, language, file, sentences, tagged and notes. The texts
are empty where nothing is known.`,
		Args: takes(),
		RunE: func(cmd *cobra.Command, _ []string) error {
			if analyst != "" {
				name, err := givenAnalyst(analyst)
				if err != nil {
					return err
				}
				analyst = name
			}
			return view(project, func(p *storage.Project) error {
				analyst, err := analystIn(p, analyst)
				if err != nil {
					return err
				}
				out := cmd.OutOrStdout()
				if asJSON {
					return printJSON(out, p, analyst)
				}
				return printTable(out, p, analyst)
			})
		},
	}
	projectFlag(cmd, &project)
	cmd.Flags().StringVar(&analyst, "analyst", "", "count only this analyst's labels")
	cmd.Flags().BoolVar(&asJSON, "json", false, "print JSON")
	return cmd
}

// listRow is one article of a list.
type listRow struct {
	ID          model.ArticleID `json:"id"`
	Title       string          `json:"title"`
	Outlet      string          `json:"outlet"`
	Byline      string          `json:"byline"`
	Dateline    string          `json:"dateline"`
	Published   string          `json:"published"`
	PublishedAt string          `json:"publishedAt"`
	Section     string          `json:"section"`
	Language    string          `json:"language"`
	File        string          `json:"file"`
	Sentences   int             `json:"sentences"`
	Tagged      int             `json:"tagged"`
	Notes       int             `json:"notes"`

	heading string
}

// screenful is how many rows are lined up with one another: enough to read,
// and few enough that a long list begins to show at once.
const screenful = 60

// printTable prints the list as it is read, so that a corpus of any length
// takes no more memory than a screenful of it.
func printTable(w io.Writer, p *storage.Project, analyst string) error {
	rows := make([]listRow, 0, screenful)
	err := p.EachSummary(analyst, func(s model.Summary, tagged int) error {
		rows = append(rows, rowOf(s, tagged))
		if len(rows) < screenful {
			return nil
		}
		err := printRows(w, rows)
		rows = rows[:0]
		return err
	})
	if err != nil {
		return err
	}
	return printRows(w, rows)
}

// printJSON prints the list as exchange.WriteJSON would, as it is read.
func printJSON(w io.Writer, p *storage.Project, analyst string) error {
	out := bufio.NewWriter(w)
	var one bytes.Buffer
	before := "[\n"
	err := p.EachSummary(analyst, func(s model.Summary, tagged int) error {
		one.Reset()
		if err := exchange.WriteJSON(&one, rowOf(s, tagged)); err != nil {
			return err
		}
		row := bytes.TrimSuffix(one.Bytes(), []byte("\n"))
		_, err := out.WriteString(before + "  ")
		if err == nil {
			_, err = out.Write(bytes.ReplaceAll(row, []byte("\n"), []byte("\n  ")))
		}
		before = ",\n"
		return err
	})
	end := "\n]\n"
	if before == "[\n" {
		end = "[]\n"
	}
	if err == nil {
		_, err = out.WriteString(end)
	}
	return errors.Join(err, out.Flush())
}

func rowOf(s model.Summary, tagged int) listRow {
	m := s.Metadata
	return listRow{
		ID: s.ID, Title: m.Title, Outlet: m.Outlet, Byline: m.Byline, Dateline: m.Dateline,
		Published: m.Published, PublishedAt: m.PublishedAt, Section: m.Section, Language: m.Language, File: baseName(s.ImportPath),
		Sentences: s.Progress.Sentences, Tagged: tagged, Notes: s.Progress.Notes,
		heading: heading(s.Article),
	}
}

func printRows(w io.Writer, rows []listRow) error {
	table := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	for _, r := range rows {
		_, err := fmt.Fprintf(table, "%s\t%s\t%s\t%d/%d\t%s\t%s\n",
			r.ID, orDash(r.Published), orDash(r.Outlet), r.Tagged, r.Sentences, notesWord(r.Notes), r.heading)
		if err != nil {
			return err
		}
	}
	return table.Flush()
}

func notesWord(n int) string {
	switch n {
	case 0:
		return "-"
	case 1:
		return "1 note"
	}
	return fmt.Sprintf("%d notes", n)
}
