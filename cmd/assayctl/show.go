package main

import (
	"cmp"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"assay.app/assay/cmd/assayctl/cli"
	"assay.app/assay/cmd/assayctl/output"
	"assay.app/assay/cmd/assayctl/record"
	"assay.app/assay/model"
	"assay.app/assay/model/grading"
	kinds "assay.app/assay/model/record"
	"assay.app/assay/storage"
	"assay.app/assay/storage/exchange"
	"assay.app/assay/storage/exchange/layout"
)

func newShow() *cobra.Command {
	var project string
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "show --project P.assay ARTICLE",
		Short: "Show an article's sentences, labels and notes",
		Long: `Show one article: its metadata, its sentences with their index, span in bytes,
labels, attributions, grades in force and notes, and the parts that are set aside.

With --json the command prints one object: id, heading, title, outlet, byline,
dateline, published, publishedAt, retrieved, archive, section, url, language,
file, sha256, encoding, source, importedAt, and length, paragraphs, sentences,
asides, detached, notes, origin and grades as in an annotation set.`,
		Args: cli.Takes("ARTICLE"),
		RunE: func(cmd *cobra.Command, args []string) error {
			return cli.View(cmd, project, func(p *storage.Project) error {
				doc, err := cli.OpenArticle(p, args[0])
				if err != nil {
					return err
				}
				list, err := p.Voices()
				if err != nil {
					return err
				}
				grades, err := gradesOf(p)
				if err != nil {
					return err
				}
				statements, err := p.Statements()
				if err != nil {
					return err
				}
				if asJSON {
					for i, n := range doc.Notes {
						doc.Notes[i].Grade = kinds.NoteGrade(n, func(key model.Key) *kinds.Grade { return kinds.GradeIn(doc, key) })
					}
					shown, err := record.ShownOf(doc, exchange.Lists{Voices: list, Statements: statements, Grades: grades})
					if err != nil {
						return err
					}
					return layout.Write(cmd.OutOrStdout(), shown)
				}
				return printArticle(cmd.OutOrStdout(), doc, output.Said{Voices: list, Grades: grades})
			})
		},
	}
	cli.ProjectFlag(cmd, &project)
	cli.JSONFlag(cmd, &asJSON)
	return cmd
}

func printArticle(w io.Writer, doc *model.Document, said output.Said) error {
	var b strings.Builder
	m := doc.Metadata
	fmt.Fprintf(&b, "%s\n", output.Heading(doc.Article))
	for _, field := range [][2]string{
		{"id", string(doc.ID)},
		{"outlet", m.Outlet},
		{"byline", m.Byline},
		{"dateline", m.Dateline},
		{"published", cmp.Or(m.PublishedAt, m.Published)},
		{"section", m.Section},
		{"url", m.URL},
		{"language", m.Language},
		{"retrieved", m.Retrieved},
		{"archive", m.Archive},
		{"file", model.BaseName(doc.ImportPath)},
		{"record", placeInFile(doc.Source.Record)},
	} {
		if field[1] != "" {
			fmt.Fprintf(&b, "  %-10s %s\n", field[0], output.OneLine(field[1]))
		}
	}
	output.WriteNotes(&b, output.Notes(doc, model.OnArticle(doc.ID)))
	paragraph := -1
	for name, u := range output.Units(doc) {
		if u.Paragraph != paragraph {
			b.WriteByte('\n')
			paragraph = u.Paragraph
		}
		output.WriteUnit(&b, doc, said, name, u)
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// gradesOf returns the grades of a project's voices, articles and outlets.
func gradesOf(p *storage.Project) (*grading.Table, error) {
	far, err := p.Grades()
	if err != nil {
		return nil, err
	}
	voices, err := p.Voices()
	return grading.NewTable(far, voices), err
}

// placeInFile describes the place of an article in a file of several articles. It
// returns "" if the article is the whole file.
func placeInFile(r model.Record) string {
	if r.N == 0 {
		return ""
	}
	place := fmt.Sprint(r.N)
	if r.Of > 0 {
		place += fmt.Sprintf(" of %d", r.Of)
	}
	if r.End > 0 {
		place += fmt.Sprintf(", bytes %d to %d", r.Start, r.End)
	}
	if r.ID != "" {
		place += ", " + r.ID
	}
	return place
}
