package transfer

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"assay.app/assay/cmd/assayctl/cli"
	"assay.app/assay/cmd/assayctl/output"
	"assay.app/assay/model"
	"assay.app/assay/model/results"
	"assay.app/assay/storage"
	"assay.app/assay/storage/exchange"
	"assay.app/assay/storage/exchange/layout"
)

// exporting is one run of the export command.
type exporting struct {
	project, file, format string
	articles              []string
	asJSON, partition     bool
	opts                  exchange.Options
}

func newExport() *cobra.Command {
	e := &exporting{opts: exchange.Options{Generator: cli.Generator}}
	cmd := &cobra.Command{
		Use:   "export --project P.assay [--format NAME] [-o FILE]",
		Short: "Write a project in an exchange format",
		Long: `Write a project, or some of its articles, to a file. "formats" lists the formats.
Without --format the ending of FILE decides: .csv is a table, .xlsx an Excel workbook,
and so on. Everything else, and standard output, is an annotation set: JSON with the
texts, sentences, labels and notes, which "load" can read. Exports of an unchanged
project differ only in the time of the export. FILE is written completely or not at
all.

A format of several files is written into the folder FILE, which must be new or empty,
or into a ZIP archive if FILE ends in .zip.

With --partition the project is added to FILE, a folder with the tables of many projects
that DuckDB and Spark read as one archive. What an earlier export of the project left
there is replaced.

What has no place in the format is counted on standard error. Formats with one label a
sentence have the labels of --analyst, or of the analyst with most labels.

With --labelled a set has only the sentences with a label or a note, and all articles
with their texts. It can be loaded into projects that have the articles.

With --json the command prints an object: format, file, articles, sentences,
annotations, notes, bytes (0 for a folder) and lost, a list of what has no place in the
format (what, count).`,
		Args: cli.Takes(),
		RunE: func(cmd *cobra.Command, _ []string) error {
			return cli.View(cmd, e.project, func(p *storage.Project) error { return e.run(cmd, p) })
		},
	}
	cli.ProjectFlag(cmd, &e.project)
	cli.JSONFlag(cmd, &e.asJSON)
	flags := cmd.Flags()
	flags.StringVar(&e.format, "format", "", "the format: "+names(func(f format) bool { return f.Writes }))
	flags.BoolVar(&e.partition, "partition", false, "add the project to an archive of many (parquet)")
	flags.StringArrayVar(&e.articles, "article", nil, "export only this article (repeatable)")
	flags.StringVar(&e.opts.Analyst, "analyst", "", "whose labels to write to a format with one label a sentence")
	flags.BoolVar(&e.opts.NoText, "no-text", false, "leave out the texts of articles and sentences (annotation sets)")
	flags.BoolVar(&e.opts.Labelled, "labelled", false, "leave out sentences without labels, notes and phrases (annotation sets)")
	flags.StringVarP(&e.file, "output", "o", "", "the file or folder to write (default standard output)")
	return cmd
}

func (e *exporting) run(cmd *cobra.Command, p *storage.Project) error {
	for _, name := range e.articles {
		a, err := cli.FindArticle(p, name)
		if err != nil {
			return err
		}
		e.opts.Articles = append(e.opts.Articles, a.ID)
	}
	f, err := e.chosen()
	if err != nil {
		return err
	}
	if e.partition && (e.format != "parquet" || e.file == "" || e.file == "-") {
		return cli.Usagef("--partition needs --format parquet and --output")
	}
	if e.file == "" || e.file == "-" {
		if e.asJSON {
			return cli.Usagef("--json needs --output, because the export is written to standard output")
		}
		return e.toStdout(cmd, p, f)
	}
	if err := cli.NotTheProject(e.file, e.project); err != nil {
		return err
	}
	e.opts.Progress = cli.NewProgress(cmd, "writing", e.file).Step
	export := f.ExportFile
	if e.partition {
		export = f.Archive
	}
	n, err := export(cmd.Context(), e.file, p, e.opts)
	if err != nil {
		return err
	}
	if e.asJSON {
		return layout.Write(cmd.OutOrStdout(), e.exported(f, n))
	}
	_, err = fmt.Fprintf(cmd.ErrOrStderr(), "%s: %s\n", output.Printable(e.file), Exported(n))
	sayLost(cmd.ErrOrStderr(), f.ExchangeFormat, n)
	return err
}

// chosen returns the format to write.
func (e *exporting) chosen() (exchange.Format, error) {
	if e.format == "" {
		return exchange.ByName(e.file, exchange.Options{})
	}
	f, err := exchange.Called(e.format)
	if err == nil && !f.Project {
		err = exchange.ErrNoFormat
	}
	if err != nil {
		return f, cli.Usagef("--format %s: projects can be written as %s", e.format, names(func(f format) bool { return f.Writes }))
	}
	return f, nil
}

func (e *exporting) toStdout(cmd *cobra.Command, p *storage.Project, f exchange.Format) error {
	w := bufio.NewWriterSize(cmd.OutOrStdout(), 1<<16)
	n, err := f.Export(cmd.Context(), w, p, e.opts)
	if err != nil {
		return err
	}
	sayLost(cmd.ErrOrStderr(), f.ExchangeFormat, n)
	return w.Flush()
}

// written is an export as "export --json" prints it.
type written struct {
	Format      string     `json:"format"`
	File        string     `json:"file"`
	Articles    int        `json:"articles"`
	Sentences   int        `json:"sentences"`
	Annotations int        `json:"annotations"`
	Notes       int        `json:"notes"`
	Bytes       int64      `json:"bytes"`
	Lost        []lostKind `json:"lost"`
}

// lostKind counts the things of one sort that have no place in the format.
type lostKind struct {
	What  string `json:"what"`
	Count int    `json:"count"`
}

func (e *exporting) exported(f exchange.Format, n results.Export) written {
	out := written{
		Format: f.Key, File: e.file, Articles: n.Articles, Sentences: n.Sentences, Annotations: n.Annotations, Notes: n.Notes,
		Bytes: n.Bytes, Lost: []lostKind{},
	}
	for _, l := range n.Lost {
		out.Lost = append(out.Lost, lostKind{l.Feature.String(), l.Count})
	}
	return out
}

// Exported returns the amounts of an export in words.
func Exported(n results.Export) string {
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

// sayLost prints what an export leaves out: "12 notes on articles have no place in CoNLL". It also says that a
// file has nothing of the project if nothing was written.
func sayLost(stderr io.Writer, f model.ExchangeFormat, n results.Export) {
	for _, l := range n.Lost {
		verb := "have"
		if l.Count == 1 {
			verb = "has"
		}
		cli.Say(stderr, fmt.Sprintf("%s %s no place in %s", l.Feature.Counted(l.Count), verb, f.Name))
	}
	if n.Empty {
		cli.Say(stderr, fmt.Sprintf("the project has nothing to write as %s; the file is valid, but empty", f.Name))
	}
}
