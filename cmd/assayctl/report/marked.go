package report

import (
	"github.com/spf13/cobra"

	"assay.app/assay/cmd/assayctl/cli"
	"assay.app/assay/storage"
	"assay.app/assay/storage/report"
)

func newMarked() *cobra.Command {
	var w writing
	var article string
	cmd := &cobra.Command{
		Use:   "marked --project P.assay [--article ARTICLE] -o FILE",
		Short: "Write articles with their labels as colours",
		Long: `Write one article or all of them as they read, with the labels as colours with their letters,
and beside each paragraph what analysts said of its sentences: labels, voices, statements,
grades, phrases and notes. A key of the labels comes first. The ending of FILE says the
format. FILE is written completely or not at all.

Without --article all articles of the corpus are written, without earlier versions.`,
		Args: cli.Takes(),
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := w.check(true); err != nil {
				return err
			}
			if article != "" && w.filter != "" {
				return cli.Usagef("--article and --filter cannot be given together")
			}
			return cli.View(cmd, w.project, func(p *storage.Project) error { return w.marked(cmd, p, article) })
		},
	}
	w.flags(cmd, "marked text")
	cmd.Flags().StringVar(&article, "article", "", "only this `ARTICLE`")
	return cmd
}

// marked writes the marked text of an article, or of all if article is "".
func (w *writing) marked(cmd *cobra.Command, p *storage.Project, article string) (err error) {
	o := report.MarkedOptions{Language: w.language, Title: w.title, Program: cli.Generator}
	if o.Redact, err = report.RedactionOf(w.redact); err != nil {
		return err
	}
	if article != "" {
		a, err := cli.FindArticle(p, article)
		if err != nil {
			return err
		}
		o.Article = a.ID
	}
	if o.Articles, err = w.selected(cmd.Context(), p); err != nil {
		return err
	}
	if o.Counts, err = w.counts(p); err != nil {
		return err
	}
	result, err := composer(p).WriteMarked(cmd.Context(), w.file, o, cli.NewProgress(cmd, "writing", w.file).Step)
	return w.say(cmd, result, err)
}
