package main

import (
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
			return view(project, func(p *storage.Project) error {
				one, err := onlyAnalyst(p, analyst)
				if err != nil {
					return err
				}
				if one != "" && !asJSON {
					return printWhileReading(cmd.OutOrStdout(), p, one)
				}
				rows, err := listRows(p, analyst)
				if err != nil {
					return err
				}
				if asJSON {
					return exchange.WriteJSON(cmd.OutOrStdout(), rows)
				}
				return printRows(cmd.OutOrStdout(), rows)
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
	ID        model.ArticleID `json:"id"`
	Title     string          `json:"title"`
	Outlet    string          `json:"outlet"`
	Byline    string          `json:"byline"`
	Dateline  string          `json:"dateline"`
	Published string          `json:"published"`
	Language  string          `json:"language"`
	File      string          `json:"file"`
	Sentences int             `json:"sentences"`
	Tagged    int             `json:"tagged"`
	Notes     int             `json:"notes"`

	heading string
}

// onlyAnalyst gives the analyst whose labels are all that count: the one asked
// for, or the only one there is; "" when there are several.
func onlyAnalyst(p *storage.Project, asked string) (string, error) {
	if asked != "" {
		return asked, nil
	}
	analysts, err := p.Analysts()
	if err != nil || len(analysts) != 1 {
		return "", err
	}
	return analysts[0], nil
}

// screenful is how many rows are lined up with one another: enough to read,
// and few enough that a long list begins to show at once.
const screenful = 60

// printWhileReading prints the list as it is read, so that a corpus of any
// length takes no more memory than a screenful of it.
func printWhileReading(w io.Writer, p *storage.Project, analyst string) error {
	rows := make([]listRow, 0, screenful)
	err := p.EachSummary(analyst, func(s model.Summary) error {
		rows = append(rows, rowOf(s, s.Progress.Tagged()))
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

func rowOf(s model.Summary, tagged int) listRow {
	m := s.Metadata
	return listRow{
		ID: s.ID, Title: m.Title, Outlet: m.Outlet, Byline: m.Byline, Dateline: m.Dateline,
		Published: m.Published, Language: m.Language, File: baseName(s.ImportPath),
		Sentences: s.Progress.Sentences, Tagged: tagged, Notes: s.Progress.Notes,
		heading: heading(s.Article),
	}
}

func listRows(p *storage.Project, analyst string) ([]listRow, error) {
	summaries, err := p.Summaries(analyst)
	if err != nil {
		return nil, err
	}
	tagged := taggedBy(summaries)
	if analyst == "" {
		if tagged, err = taggedByAnyone(p); err != nil {
			return nil, err
		}
	}
	rows := make([]listRow, 0, len(summaries))
	for _, s := range summaries {
		rows = append(rows, rowOf(s, tagged[s.ID]))
	}
	return rows, nil
}

func taggedBy(summaries []model.Summary) map[model.ArticleID]int {
	tagged := make(map[model.ArticleID]int, len(summaries))
	for _, s := range summaries {
		tagged[s.ID] = s.Progress.Tagged()
	}
	return tagged
}

// taggedByAnyone counts the sentences that carry at least one label. The
// project keeps this number for each analyst; only where several labelled one
// article does it have to be opened to see whether they are the same ones.
func taggedByAnyone(p *storage.Project) (map[model.ArticleID]int, error) {
	analysts, err := p.Analysts()
	if err != nil {
		return nil, err
	}
	tagged := map[model.ArticleID]int{}
	shared := map[model.ArticleID]bool{}
	for _, name := range analysts {
		summaries, err := p.Summaries(name)
		if err != nil {
			return nil, err
		}
		for id, n := range taggedBy(summaries) {
			shared[id] = shared[id] || n > 0 && tagged[id] > 0
			tagged[id] += n
		}
	}
	for id, is := range shared {
		if !is {
			continue
		}
		doc, err := p.Document(id)
		if err != nil {
			return nil, err
		}
		tagged[id] = 0
		for _, u := range doc.Sentences() {
			if len(doc.Annotations[u.Span]) > 0 {
				tagged[id]++
			}
		}
	}
	return tagged, nil
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
