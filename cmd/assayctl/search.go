package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"assay.app/assay/cmd/assayctl/cli"
	"assay.app/assay/cmd/assayctl/output"
	"assay.app/assay/model/search"
	"assay.app/assay/storage"
	"assay.app/assay/storage/exchange"
	"assay.app/assay/storage/index"
)

func newSearch() *cobra.Command {
	var s searching
	cmd := &cobra.Command{
		Use:   "search --project P.assay QUERY",
		Short: "Find sentences, and optionally label or export them",
		Args:  cli.TakesSome("QUERY"),
		RunE: func(cmd *cobra.Command, args []string) error {
			s.typed = strings.Join(args, " ")
			if err := s.check(cmd); err != nil {
				return err
			}
			open := cli.View
			if s.label != "" {
				open = cli.Change
			}
			return open(cmd, s.path, func(p *storage.Project) error {
				out := bufio.NewWriterSize(cmd.OutOrStdout(), 1<<16)
				err := s.run(cmd.Context(), p, out)
				return errors.Join(err, out.Flush())
			})
		},
	}
	cli.ProjectFlag(cmd, &s.path)
	cli.JSONFlag(cmd, &s.asJSON)
	flags := cmd.Flags()
	flags.StringVar(&s.analyst, "analyst", "", "the analyst for filters and --tag (by default, filters apply to everyone's)")
	flags.IntVar(&s.limit, "limit", 0, "find at most this many sentences (default all)")
	var exports []string
	for _, f := range exchange.Formats() {
		if f.Hits {
			to := &hitsFile{format: f}
			s.files = append(s.files, to)
			flags.StringVar(&to.path, f.Flag, "", "write the hits to `FILE`, as "+f.Name)
			exports = append(exports, "--"+f.Flag)
		}
	}
	flags.StringVar(&s.label, "tag", "", "set `LABEL` on the sentences found; \"none\" removes their labels")
	flags.BoolVar(&s.replace, "replace", false, "with --tag, also replace the analyst's existing labels")
	cmd.Long = fmt.Sprintf(searchHelp, cli.OneOf(exports))
	return cmd
}

// searchHelp has a formatting verb for the names of the flags that export hits.
const searchHelp = `Find the sentences that match QUERY: words, "phrases", /regular expressions/ and
filters, such as label:claim, outlet:NAME, date:2025-10, note:* and untagged. A
minus before a term or filter excludes the sentences that match it. A word does
not match longer words; with an asterisk at its end it matches every word that
begins with it. See docs/search.md. Several arguments form one query. Put --
before a query that begins with a minus, and enclose a query with phrases in shell
quotes: '"old harbour" -ferry'.

Filters apply to the labels, phrases, attributions, mentions and grades of everyone
or, with --analyst, to those of that analyst. So grade:B alone finds the sentences
whose letter is B for anyone. If no sentence matches the query exactly, the command finds sentences
whose words differ by a letter or two, and says so on standard error. In that case
--tag fails.

With --json the command prints one object: query, typos, found and the counts
sentences, articles and total. Each article in found has id, heading, title,
outlet, published, publishedAt, section, url and sentences. The sentences are as
in an annotation set, with marks: the spans that matched, in bytes of the
sentence's text. Units that are set aside have a kind and no index.

%s writes the hits to a file, completely or not at all, or to standard output if
the name is "-". --tag labels the hits for the analyst given with --analyst, as
one change, which a single "undo" undoes. Sentences with another label of the
analyst are skipped unless --replace is given; units that are set aside are always
skipped. The label "none" removes the analyst's labels. With any of these flags
the sentences are not printed unless --json is given.`

// hitsFile is a format in which hits can be exported, with the file to write.
type hitsFile struct {
	format exchange.Format
	path   string // "" if the flag is not given; "-" for standard output
}

// searching is one run of the search command.
type searching struct {
	path, typed, analyst string
	asJSON               bool
	limit                int         // 0 for all
	files                []*hitsFile // one for each format
	label                string
	replace              bool

	query  search.Query
	say    func(message string)
	hits   search.Hits
	result search.Result
}

// check parses the query and checks the flags.
func (s *searching) check(cmd *cobra.Command) error {
	s.say = func(message string) { cli.Say(cmd.ErrOrStderr(), message) }
	// The space marks the last word as complete. Without it, the word would also
	// match longer ones.
	query, err := search.Parse(s.typed + " ")
	var wrong *search.SyntaxError
	if errors.As(err, &wrong) {
		for _, line := range caret(s.typed, wrong.At, wrong.End) {
			s.say("  " + line)
		}
		s.say(wrong.Error())
		return cli.Usagef("QUERY has a mistake")
	}
	if err != nil {
		return err
	}
	s.query = query
	flags := cmd.Flags()
	switch {
	case query.Empty():
		return cli.Usagef("QUERY contains nothing to search for")
	case s.limit < 0, s.limit == 0 && flags.Changed("limit"):
		return cli.Usagef("--limit must be at least 1")
	case flags.Changed("tag") && s.label == "":
		return cli.Usagef("--tag needs a label")
	case s.label != "" && !flags.Changed("analyst"):
		return cli.Usagef("--tag needs --analyst")
	case s.replace && s.label == "":
		return cli.Usagef("--replace needs --tag")
	}
	if flags.Changed("analyst") {
		if s.analyst, err = cli.GivenAnalyst(s.analyst); err != nil {
			return err
		}
	}
	return s.checkFiles(cmd)
}

// checkFiles checks the names of the files to export to.
func (s *searching) checkFiles(cmd *cobra.Command) error {
	toStdout := 0
	if s.asJSON {
		toStdout++
	}
	for _, to := range s.files {
		switch to.path {
		case "":
			if cmd.Flags().Changed(to.format.Flag) {
				return cli.Usagef("--%s needs a file name", to.format.Flag)
			}
		case "-":
			toStdout++
		default:
			if err := cli.NotTheProject(to.path, s.path); err != nil {
				return err
			}
		}
	}
	if toStdout > 1 {
		return cli.Usagef("only one output can go to standard output")
	}
	return nil
}

// exports reports whether any flag asks for an export of the hits.
func (s *searching) exports() bool {
	return slices.ContainsFunc(s.files, func(to *hitsFile) bool { return to.path != "" })
}

// run searches, prints the hits, and labels and exports them as the flags require.
func (s *searching) run(ctx context.Context, p *storage.Project, out *bufio.Writer) error {
	label, err := s.labelIn(p)
	if err == nil {
		s.analyst, err = cli.AnalystIn(p, s.analyst)
	}
	if err == nil {
		err = s.checkFolders()
	}
	if err != nil {
		return err
	}
	print := s.printer(p, out)
	opts := index.Options{Analyst: s.analyst, Limit: s.limit}
	s.result, err = p.Search(ctx, s.query, opts, func(f search.Found) error {
		s.hits.Add(f)
		return print.found(f)
	})
	if err == nil {
		err = print.end(s.result)
	}
	if err != nil {
		return err
	}
	s.sayFound()
	if err := s.sayUnknown(p); err != nil {
		return err
	}
	if s.label != "" {
		if err := s.tagAll(ctx, p, label, out); err != nil {
			return err
		}
	}
	return s.export(ctx, p, out)
}

// sayFound prints the number of hits, and says so if they are not exact matches.
func (s *searching) sayFound() {
	r := s.result
	if r.Relaxed {
		s.say("no exact matches; these results contain words that differ by a letter or two")
	}
	message := fmt.Sprintf("%s in %s", output.Amount(r.Sentences, "sentence"), output.Amount(r.Articles, "article"))
	if !r.Whole {
		message += "; "
		if r.AtLeast {
			message += "at least "
		}
		message += output.Amount(r.Total, "sentence") + " match"
		if r.Total == 1 {
			message += "es"
		}
	}
	s.say(message)
}

// sayUnknown prints a message for each label, phrase, voice, statement and analyst of the query
// that the project does not have.
func (s *searching) sayUnknown(p *storage.Project) error {
	book, err := p.Codebook()
	if err != nil {
		return err
	}
	names, err := p.Names()
	if err != nil {
		return err
	}
	for _, name := range s.query.UnknownLabels(book) {
		s.say(fmt.Sprintf("the codebook has no label %q", name))
	}
	var known []string
	for _, stored := range names.All() {
		known = append(known, stored, names.Plain(stored), names.Shown(stored))
	}
	for _, name := range s.query.UnknownAnalysts(known) {
		s.say(fmt.Sprintf("the project has no analyst %q", name))
	}
	phrases, err := p.Phrases()
	if err != nil {
		return err
	}
	for _, name := range s.query.UnknownPhrases(phrases) {
		s.say(fmt.Sprintf("the project has no phrase %q", name))
	}
	voices, err := p.Voices()
	if err != nil {
		return err
	}
	for _, name := range s.query.UnknownVoices(voices) {
		s.say(fmt.Sprintf("the project has no voice %q", name))
	}
	statements, err := p.Statements()
	if err != nil {
		return err
	}
	for _, title := range s.query.UnknownStatements(statements) {
		s.say(fmt.Sprintf("the project has no statement %q", title))
	}
	return nil
}
