package main

import (
	"bufio"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"assay.app/assay/cmd/assayctl/cli"
	"assay.app/assay/cmd/assayctl/output"
	"assay.app/assay/model/results"
	"assay.app/assay/storage"
	"assay.app/assay/storage/exchange"
)

func newExport() *cobra.Command {
	var project, file string
	var articles []string
	var noText, labelled bool
	cmd := &cobra.Command{
		Use:   "export --project P.assay [-o FILE]",
		Short: "Write a project as an annotation set (JSON) or a workbook",
		Long: `Write a project, or some of its articles, as an annotation set: JSON with the
texts, sentences, labels and notes, which "load" can read. Exports of an unchanged
project differ only in the time of the export. FILE is written completely or not
at all.

With --labelled the set has only the sentences with a label or a note, and all
articles with their texts. It can be loaded into projects that have the articles.` + otherFormats(),
		Args: cli.Takes(),
		RunE: func(cmd *cobra.Command, _ []string) error {
			return cli.View(cmd, project, func(p *storage.Project) error {
				opts := exchange.Options{NoText: noText, Labelled: labelled, Generator: cli.Generator}
				for _, name := range articles {
					a, err := cli.FindArticle(p, name)
					if err != nil {
						return err
					}
					opts.Articles = append(opts.Articles, a.ID)
				}
				if file == "" || file == "-" {
					return exportToStdout(cmd, p, opts)
				}
				if err := cli.NotTheProject(file, project); err != nil {
					return err
				}
				n, err := exchange.ExportFile(cmd.Context(), file, p, opts)
				if err != nil {
					return err
				}
				_, err = fmt.Fprintf(cmd.ErrOrStderr(), "%s: %s\n", output.Printable(file), exported(n))
				return err
			})
		},
	}
	cli.ProjectFlag(cmd, &project)
	cmd.Flags().StringArrayVar(&articles, "article", nil, "export only this article (repeatable)")
	cmd.Flags().BoolVar(&noText, "no-text", false, "leave out the texts of articles and sentences")
	cmd.Flags().BoolVar(&labelled, "labelled", false, "leave out sentences without labels, notes and phrases")
	cmd.Flags().StringVarP(&file, "output", "o", "", "the file to write (default standard output)")
	return cmd
}

// otherFormats describes the formats, other than the default, that a project can be
// exported to.
func otherFormats() string {
	text := ""
	for _, f := range exchange.Described().ForProjects()[1:] {
		text += fmt.Sprintf("\n\nIf the name of FILE ends in %s, it is written as %s.", f.Ext, f.Name)
	}
	return text
}

// exported returns the amounts of an export in words.
func exported(n results.Export) string {
	amounts := []string{
		output.Amount(n.Articles, "article"), output.Amount(n.Sentences, "sentence"),
		output.Amount(n.Annotations, "annotation"), output.Amount(n.Notes, "note"),
	}
	for _, lost := range []struct {
		n    int
		what string
		why  string
	}{
		{n.Cut, "text", "cut, too long for a cell"},
		{n.Replaced, "character", "replaced, not allowed in the format"},
		{n.Unlinked, "link", "left out, too many on a sheet"},
		{n.Further, "sheet", "added, because others were full"},
	} {
		if lost.n > 0 {
			amounts = append(amounts, output.Amount(lost.n, lost.what)+" "+lost.why)
		}
	}
	return strings.Join(amounts, ", ")
}

func exportToStdout(cmd *cobra.Command, p *storage.Project, opts exchange.Options) error {
	w := bufio.NewWriterSize(cmd.OutOrStdout(), 1<<16)
	if _, err := exchange.Export(cmd.Context(), w, p, opts); err != nil {
		return err
	}
	return w.Flush()
}
