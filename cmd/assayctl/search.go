package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"assay.app/assay/model/search"
	"assay.app/assay/storage"
	"assay.app/assay/storage/exchange"
)

func newSearch() *cobra.Command {
	var s searching
	cmd := &cobra.Command{
		Use:   "search --project P.assay QUERY",
		Short: "Find sentences, and label or export all that were found",
		Long: `Find the sentences that have what QUERY asks for: words, "phrases",
/regular expressions/ and filters (label: outlet: analyst: date: note: lang:
title: tagged untagged), a minus before what they must not have. A word stands
for itself alone, and with a star for all that begin so. docs/search.md says
more. Several arguments are one query. Put -- before a query that begins with a
minus, and quotes inside the shell's: '"old harbour" -ferry'.

Filters are about everyone's labels, or with --analyst about that analyst's.
Where nothing is found as it was typed, words may differ by a letter or two,
and standard error says so; such a search labels nothing.

With --json it prints one object: query, typos, found and the counts sentences,
articles and total. Each of found has id, heading, title, outlet, published,
url and sentences, as they stand in an annotation set, with marks: what matched,
in bytes of the sentence's text. What is set aside has a kind and no index.

--csv writes a table of what was found, --set an annotation set of it, to a
file, which is written whole or not at all, or with "-" to standard output.
--tag labels all of it in the name of --analyst, as one change, which "undo"
takes back. Sentences that have another label of the analyst are left, or with
--replace labelled anew; what is set aside never is. "none" for LABEL takes the
analyst's labels away. With any of these the sentences are not printed, unless
--json asks for them.`,
		Args: takesSome("QUERY"),
		RunE: func(cmd *cobra.Command, args []string) error {
			s.typed = strings.Join(args, " ")
			if err := s.check(cmd); err != nil {
				return err
			}
			open := view
			if s.label != "" {
				open = change
			}
			return open(s.path, func(p *storage.Project) error {
				out := bufio.NewWriterSize(cmd.OutOrStdout(), 1<<16)
				err := s.run(cmd.Context(), p, out)
				return errors.Join(err, out.Flush())
			})
		},
	}
	projectFlag(cmd, &s.path)
	flags := cmd.Flags()
	flags.StringVar(&s.analyst, "analyst", "", "whose labels the search is about, and who labels (default everyone's)")
	flags.BoolVar(&s.asJSON, "json", false, "print JSON")
	flags.IntVar(&s.limit, "limit", 0, "find at most so many sentences (default all)")
	for _, f := range exchange.Formats() {
		if f.Hits {
			to := &hitsFile{format: f}
			s.files = append(s.files, to)
			flags.StringVar(&to.path, f.Flag, "", "write what was found to `FILE`, as "+f.Name)
		}
	}
	flags.StringVar(&s.label, "tag", "", "give all of it `LABEL`, or \"none\"")
	flags.BoolVar(&s.replace, "replace", false, "with --tag: also where there is another label of the analyst")
	return cmd
}

// hitsFile is a file to which the hits are exported.
type hitsFile struct {
	format exchange.Format
	path   string // "" if no such file is wanted; "-" for standard output
}

// searching is one search as it was asked for.
type searching struct {
	path, typed, analyst string
	asJSON               bool
	limit                int
	files                []*hitsFile // one for each format
	label                string
	replace              bool

	query  search.Query
	say    func(message string)
	hits   search.Hits
	result storage.SearchResult
}

// check reads the query, and refuses what makes no sense together.
func (s *searching) check(cmd *cobra.Command) error {
	s.say = func(message string) { say(cmd.ErrOrStderr(), message) }
	// Nobody goes on typing here: the last word is whole.
	query, err := search.Parse(s.typed + " ")
	var wrong *search.SyntaxError
	if errors.As(err, &wrong) {
		for _, line := range caret(s.typed, wrong.At, wrong.End) {
			s.say("  " + line)
		}
		s.say(wrong.Error())
		return usagef("QUERY has a mistake")
	}
	if err != nil {
		return err
	}
	s.query = query
	flags := cmd.Flags()
	switch {
	case query.Empty():
		return usagef("QUERY has nothing in it that could be looked for")
	case s.limit < 0, s.limit == 0 && flags.Changed("limit"):
		return usagef("--limit needs a number above 0")
	case flags.Changed("tag") && s.label == "":
		return usagef("--tag needs a label")
	case s.label != "" && !flags.Changed("analyst"):
		return usagef("--tag needs --analyst, who says so")
	case s.replace && s.label == "":
		return usagef("--replace goes with --tag")
	}
	if flags.Changed("analyst") {
		if s.analyst, err = givenAnalyst(s.analyst); err != nil {
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
				return usagef("--%s needs the name of a file", to.format.Flag)
			}
		case "-":
			toStdout++
		default:
			if err := notTheProject(to.path, s.path); err != nil {
				return err
			}
		}
	}
	if toStdout > 1 {
		return usagef("only one thing can go to standard output")
	}
	return nil
}

// exports reports whether the hits are exported to a file.
func (s *searching) exports() bool {
	return slices.ContainsFunc(s.files, func(to *hitsFile) bool { return to.path != "" })
}

// run searches, prints what it finds, and does with it what was asked for.
func (s *searching) run(ctx context.Context, p *storage.Project, out *bufio.Writer) error {
	label, err := s.labelIn(p)
	if err == nil {
		s.analyst, err = analystIn(p, s.analyst)
	}
	if err == nil {
		err = s.writable()
	}
	if err != nil {
		return err
	}
	print := s.printer(p, out)
	opts := storage.SearchOptions{Analyst: s.analyst, Limit: s.limit}
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

// sayFound says how much was found, and how.
func (s *searching) sayFound() {
	r := s.result
	if r.Relaxed {
		s.say("nothing has it as it was typed; what was found has words that differ by a letter or two")
	}
	message := fmt.Sprintf("%s in %s", amount(r.Sentences, "sentence"), amount(r.Articles, "article"))
	switch {
	case r.Whole:
	case r.AtLeast:
		message += fmt.Sprintf("; there are at least %d", r.Total)
	default:
		message += fmt.Sprintf("; there are %d", r.Total)
	}
	s.say(message)
}

// amount writes a number with what is counted.
func amount(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}
