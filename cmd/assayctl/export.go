package main

import (
	"bufio"
	"fmt"
	"os"

	"github.com/spf13/cobra"

	"assay.app/assay/model"
	"assay.app/assay/storage"
	"assay.app/assay/storage/exchange"
)

func newExport() *cobra.Command {
	var project, file string
	var articles []string
	var noText bool
	cmd := &cobra.Command{
		Use:   "export --project P.assay [-o FILE]",
		Short: "Write the project as an annotation set (JSON)",
		Long: `Write a project, or some of its articles, as an annotation set: JSON with the
texts, sentences, labels and notes, which "load" reads back. The same project
always gives the same set but for the time of the export. FILE is written
whole or not at all.`,
		Args: takes(),
		RunE: func(cmd *cobra.Command, _ []string) error {
			return view(project, func(p *storage.Project) error {
				opts := exchange.Options{NoText: noText, Generator: "assayctl " + model.Version}
				for _, name := range articles {
					a, err := findArticle(p, name)
					if err != nil {
						return err
					}
					opts.Articles = append(opts.Articles, a.ID)
				}
				if file == "" || file == "-" {
					return exportToStdout(cmd, p, opts)
				}
				if err := notTheProject(file, project); err != nil {
					return err
				}
				n, err := exchange.ExportFile(cmd.Context(), file, p, opts)
				if err != nil {
					return err
				}
				_, err = fmt.Fprintf(cmd.ErrOrStderr(), "%s: %d articles, %d sentences, %d annotations, %d notes\n",
					printable(file), n.Articles, n.Sentences, n.Annotations, n.Notes)
				return err
			})
		},
	}
	projectFlag(cmd, &project)
	cmd.Flags().StringArrayVar(&articles, "article", nil, "export only this article (may be given several times)")
	cmd.Flags().BoolVar(&noText, "no-text", false, "leave out the texts: ids, spans, labels and notes only")
	cmd.Flags().StringVarP(&file, "output", "o", "", "the file to write (default standard output)")
	return cmd
}

func exportToStdout(cmd *cobra.Command, p *storage.Project, opts exchange.Options) error {
	w := bufio.NewWriterSize(cmd.OutOrStdout(), 1<<16)
	if _, err := exchange.Export(cmd.Context(), w, p, opts); err != nil {
		return err
	}
	return w.Flush()
}

// notTheProject refuses to write a set over the project it comes from.
func notTheProject(file, project string) error {
	a, errA := os.Stat(file)
	b, errB := os.Stat(project)
	if errA == nil && errB == nil && os.SameFile(a, b) {
		return usagef("%s is the project itself; choose another name for the set", file)
	}
	return nil
}
