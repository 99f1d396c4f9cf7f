package main

import (
	"bufio"
	"cmp"
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
	var asJSON, all bool
	cmd := &cobra.Command{
		Use:   "list --project P.assay",
		Short: "List the articles and the number of labelled sentences in each",
		Long: `List the articles of a project in order of import, each with the number of its
sentences that are labelled by any analyst, or by the one given with --analyst. Of an
article with several versions the newest is listed, with their number; --all lists the
others, too.

With --json the command prints one list. Each article has id, title, outlet,
byline, dateline, published, publishedAt, section, language, file, sentences,
tagged and notes. Unknown values are empty. An article with several versions has versions
(how many) and, if it is an earlier one, newest (the id of the newest).`,
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
				l, err := newLister(p, analyst, all)
				if err != nil {
					return err
				}
				out := cmd.OutOrStdout()
				if asJSON {
					return l.json(out)
				}
				return l.text(out)
			})
		},
	}
	cli.ProjectFlag(cmd, &project)
	cmd.Flags().StringVar(&analyst, "analyst", "", "count only this analyst's labels")
	cmd.Flags().BoolVar(&all, "all", false, "list earlier versions of articles, too")
	cli.JSONFlag(cmd, &asJSON)
	return cmd
}

// lister lists the articles of a project.
type lister struct {
	project  *storage.Project
	analyst  string                              // whose labels are counted; "" for anyone's
	all      bool                                // list superseded articles, too
	newest   map[model.ArticleID]model.ArticleID // by the superseded article
	versions map[model.ArticleID]int             // by the newest version, if there are several
}

func newLister(p *storage.Project, analyst string, all bool) (*lister, error) {
	newest, err := p.Superseded()
	l := &lister{project: p, analyst: analyst, all: all, newest: newest, versions: map[model.ArticleID]int{}}
	for _, id := range newest {
		l.versions[id] = max(l.versions[id], 1) + 1
	}
	return l, err
}

// each calls visit with the articles to list.
func (l *lister) each(visit func(s model.Summary, tagged int) error) error {
	return l.project.EachSummary(l.analyst, func(s model.Summary, tagged int) error {
		if _, older := l.newest[s.ID]; older && !l.all {
			return nil
		}
		return visit(s, tagged)
	})
}

// about returns a remark on the versions of an article, or "".
func (l *lister) about(id model.ArticleID) string {
	if newest, older := l.newest[id]; older {
		return " (an earlier version of " + string(newest) + ")"
	}
	if n := l.versions[id]; n > 0 {
		return " (" + output.Amount(n, "version") + ")"
	}
	return ""
}

// screenful is how many rows are aligned with one another. A larger number would
// delay the first rows of a long list.
const screenful = 60

// text prints the articles as they are read, screenful rows at a time.
func (l *lister) text(w io.Writer) error {
	rows, table := 0, tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	err := l.each(func(s model.Summary, tagged int) error {
		m := s.Metadata
		_, err := fmt.Fprintf(table, "%s\t%s\t%s\t%d/%d\t%s\t%s%s\n", s.ID, output.OrDash(m.Published), output.OrDash(m.Outlet),
			tagged, s.Progress.Sentences, countOfNotes(s.Progress.Notes), output.Heading(s.Article), l.about(s.ID))
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

// json prints the articles as they are read.
func (l *lister) json(w io.Writer) error {
	out := bufio.NewWriter(w)
	list := output.NewList(out)
	err := l.each(func(s model.Summary, tagged int) error {
		one := record.ListedOf(s, tagged)
		one.Newest = l.newest[s.ID]
		one.Versions = l.versions[cmp.Or(one.Newest, s.ID)]
		list.Item(one)
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
