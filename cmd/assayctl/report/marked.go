package report

import (
	"fmt"
	"io"
	"time"

	"github.com/spf13/cobra"

	"assay.app/assay/cmd/assayctl/cli"
	"assay.app/assay/cmd/assayctl/output"
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
	result, err := composer(p).WriteMarked(cmd.Context(), w.file, o, newProgress(cmd, w.file).step)
	return w.say(cmd, result, err)
}

// progress says on standard error how far the writing of a file is.
type progress struct {
	stderr      io.Writer
	name        string
	begun, said time.Time
}

func newProgress(cmd *cobra.Command, file string) *progress {
	return &progress{stderr: cmd.ErrOrStderr(), name: output.Printable(file), begun: time.Now()}
}

// step is called when done of all steps are made. It prints nothing in the first second, and then
// at most one line every two seconds.
func (p *progress) step(done, all int) {
	const quiet, pause = time.Second, 2 * time.Second
	now := time.Now()
	if now.Sub(p.begun) < quiet || now.Sub(p.said) < pause {
		return
	}
	p.said = now
	cli.Say(p.stderr, fmt.Sprintf("writing %s: %d %%", p.name, 100*done/max(all, 1)))
}
