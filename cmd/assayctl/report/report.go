// Package report holds the commands of assayctl that write documents to hand in.
package report

import (
	"context"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"assay.app/assay/assets"
	"assay.app/assay/cmd/assayctl/cli"
	"assay.app/assay/cmd/assayctl/output"
	"assay.app/assay/model"
	"assay.app/assay/model/search"
	"assay.app/assay/model/value"
	"assay.app/assay/storage"
	"assay.app/assay/storage/index"
	"assay.app/assay/storage/report"
	"assay.app/assay/storage/report/template"
	"assay.app/assay/storage/report/words"
	"assay.app/assay/storage/typeset"
)

// Commands returns the commands.
func Commands() []*cobra.Command { return []*cobra.Command{newReport(), newMarked()} }

// writing holds the flags that both commands have.
type writing struct {
	project, file, filter, language, title string
	analysts, redact                       []string
}

// flags adds the flags to a command.
func (w *writing) flags(cmd *cobra.Command, what string) {
	cli.ProjectFlag(cmd, &w.project)
	cli.OutputFlag(cmd, &w.file, "the file to write; its ending says the format: "+endings(what == "marked text"))
	flags := cmd.Flags()
	flags.StringVar(&w.filter, "filter", "", "only articles with hits of this `QUERY`")
	flags.StringArrayVar(&w.analysts, "analyst", nil, "only the work of this analyst (repeatable; by default everybody's)")
	flags.Var(cli.Choice{Value: &w.language, Of: words.Languages()}, "language", "the language of the "+what+"'s own words (default en)")
	flags.StringVar(&w.title, "title", "", "the title (default the project's name)")
	flags.StringSliceVar(&w.redact, "redact", nil, "leave out: "+strings.Join(report.Redactions(), ", "))
}

func endings(marked bool) string {
	var all []string
	for _, f := range report.Formats() {
		if f.Marked || !marked {
			all = append(all, f.Ext)
		}
	}
	return strings.Join(all, ", ")
}

// check returns the usage error in the flags, if there is one.
func (w *writing) check(marked bool) (err error) {
	if _, err := report.FormatOf(w.file, marked); err != nil {
		return cli.UsageError(err)
	}
	if w.title != "" {
		if w.title, err = value.Title.Accept(w.title); err != nil {
			return cli.Usagef("--title: %w", err)
		}
	}
	if _, err := report.RedactionOf(w.redact); err != nil {
		return cli.Usagef("--redact: %w", err)
	}
	return cli.NotTheProject(w.file, w.project)
}

// selected returns the articles with hits of the filter, or nil without a filter.
func (w *writing) selected(ctx context.Context, p *storage.Project) (map[model.ArticleID]bool, error) {
	if w.filter == "" {
		return nil, nil
	}
	query, err := search.Parse(w.filter + " ")
	if err != nil {
		return nil, cli.Usagef("--filter: %w", err)
	}
	all := map[model.ArticleID]bool{}
	_, err = p.Search(ctx, query, index.Options{}, func(f search.Found) error {
		if f.Article != "" {
			all[f.Article] = true
		}
		return nil
	})
	if err == nil && len(all) == 0 {
		err = fmt.Errorf("no article has a hit of %q", w.filter)
	}
	return all, err
}

// counts returns whose work the document has, or nil for everybody's.
func (w *writing) counts(p *storage.Project) (func(string) bool, error) {
	if len(w.analysts) == 0 {
		return nil, nil
	}
	var stored []string
	for _, name := range w.analysts {
		one, err := cli.HeldAnalyst(p, name)
		if err != nil {
			return nil, err
		}
		stored = append(stored, one)
	}
	return func(analyst string) bool { return slices.Contains(stored, analyst) }, nil
}

// composer returns a composer with the fonts of Assay.
func composer(p *storage.Project) *report.Composer {
	return report.New(p, typeset.Sources{Sans: assets.Sans, Serif: assets.Serif})
}

// say says that a document was written.
func (w *writing) say(cmd *cobra.Command, r report.Result, err error) error {
	if err != nil {
		if errors.Is(err, model.ErrValue) {
			return cli.UsageError(err)
		}
		return err
	}
	if r.Missing > 0 {
		cli.Say(cmd.ErrOrStderr(), output.Amount(r.Missing, "character")+" cannot be seen in it, because no font on this computer has them")
	}
	_, err = fmt.Fprintf(cmd.OutOrStdout(), "%s written\n", output.Printable(w.file))
	return err
}

// reporting is one call of "report".
type reporting struct {
	writing
	parts, statements          []string
	question, author, template string
}

func newReport() *cobra.Command {
	var r reporting
	cmd := &cobra.Command{
		Use:   "report --project P.assay -o FILE",
		Short: "Write a report to hand in",
		Long: `Write a report: the statements with their judgements, the sentences that these rest on, each
as it stands in its article with outlet, title, date, paragraph and grade, what contradicts
or is missing, the outlets and voices, how the report was made, and every article with its
hash. The ending of FILE says the format. FILE is written completely or not at all. Reports
of an unchanged project differ only in the time.

--parts names the parts in their order: ` + partNames() + `.
--redact replaces the names of analysts with "Analyst 1" and so on, leaves out notes, and
puts the places of sentences instead of their texts. A spreadsheet has the contents of the
project, without parts, and no statement, analyst, note or text can be left out of it.

--template reads parts, order, redaction, language, title and question from FILE, a template
that the window or somebody else wrote; other flags replace what it says. See docs/report.md.`,
		Args: cli.Takes(),
		RunE: func(cmd *cobra.Command, _ []string) error {
			o, err := r.options(cmd)
			if err != nil {
				return err
			}
			return cli.View(cmd, r.project, func(p *storage.Project) error { return r.run(cmd, p, o) })
		},
	}
	r.flags(cmd, "report")
	flags := cmd.Flags()
	flags.StringSliceVar(&r.parts, "parts", nil, "the parts of the report, in their order (default all)")
	flags.StringArrayVar(&r.statements, "statement", nil, "only this statement, an id or a title (repeatable)")
	flags.StringVar(&r.question, "question", "", "what was asked")
	flags.StringVar(&r.author, "author", "", "who wrote the report")
	flags.StringVar(&r.template, "template", "", "take what is not given from this `FILE`")
	return cmd
}

func partNames() string {
	var all []string
	for _, part := range report.Parts() {
		all = append(all, string(part))
	}
	return strings.Join(all, ",\n")
}

// options returns the options that the flags and the template say.
func (r *reporting) options(cmd *cobra.Command) (o report.Options, err error) {
	if err := r.check(false); err != nil {
		return o, err
	}
	if r.template != "" {
		file, err := os.Open(r.template)
		if err != nil {
			return o, err
		}
		defer func() { _ = file.Close() }() // it was only read
		t, err := template.Read(file)
		if err != nil {
			return o, fmt.Errorf("%s: %w", r.template, err)
		}
		o = t.Options()
	}
	flags := cmd.Flags()
	if flags.Changed("parts") {
		o.Parts = []report.Part{}
		for _, part := range r.parts {
			o.Parts = append(o.Parts, report.Part(strings.TrimSpace(part)))
		}
		if err := report.CheckParts(o.Parts); err != nil {
			return o, cli.Usagef("--parts: %w", err)
		}
	}
	if flags.Changed("redact") {
		if o.Redact, err = report.RedactionOf(r.redact); err != nil {
			return o, err // checked already
		}
	}
	for _, one := range []struct {
		given string
		to    *string
		kind  value.Kind
		flag  string
	}{{r.question, &o.Question, value.Reasoning, "question"}, {r.author, &o.Author, value.Analyst, "author"}, {r.title, &o.Title, value.Title, "title"}} {
		if one.given == "" {
			continue
		}
		if *one.to, err = one.kind.Accept(one.given); err != nil {
			return o, cli.Usagef("--%s: %w", one.flag, err)
		}
	}
	if r.language != "" {
		o.Language = r.language
	}
	o.Program, o.Selection = cli.Generator, r.filter
	return o, nil
}

// run writes the report.
func (r *reporting) run(cmd *cobra.Command, p *storage.Project, o report.Options) (err error) {
	if o.Articles, err = r.selected(cmd.Context(), p); err != nil {
		return err
	}
	if o.Counts, err = r.counts(p); err != nil {
		return err
	}
	if len(r.statements) > 0 {
		list, err := p.Statements()
		if err != nil {
			return err
		}
		o.Statements = map[model.StatementID]bool{}
		for _, name := range r.statements {
			id, err := cli.FindStatement(list, name)
			if err != nil {
				return err
			}
			o.Statements[id] = true
		}
	}
	result, err := composer(p).WriteFile(cmd.Context(), r.file, o, cli.NewProgress(cmd, "writing", r.file).Step)
	return r.say(cmd, result, err)
}
