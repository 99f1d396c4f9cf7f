package main

import (
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"assay.app/assay/cmd/assayctl/cli"
	"assay.app/assay/cmd/assayctl/output"
	"assay.app/assay/cmd/assayctl/record"
	"assay.app/assay/storage"
	"assay.app/assay/storage/exchange/layout"
)

func newSuggest() *cobra.Command {
	var project string
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "suggest --project P.assay ARTICLE",
		Short: "Suggest labels for an article's sentences, with reasons",
		Long: `Suggest labels for the sentences of one article by fixed rules, and give the reason
for each. The project is not changed; use "tag" to set labels.

With --json the command prints one object: id, heading, and suggestions, each with
index (of the sentence, counted from 0), span (in bytes of the article's text),
label, code (of the rule), speaker (if there is one), reason and text.`,
		Args: cli.Takes("ARTICLE"),
		RunE: func(cmd *cobra.Command, args []string) error {
			return cli.View(cmd, project, func(p *storage.Project) error {
				doc, err := cli.OpenArticle(p, args[0])
				if err != nil {
					return err
				}
				codebook, err := p.Codebook()
				if err != nil {
					return err
				}
				all := record.SuggestionsOf(doc, codebook.Current())
				if asJSON {
					return layout.Write(cmd.OutOrStdout(), all)
				}
				return printSuggestions(cmd.OutOrStdout(), all.Suggestions)
			})
		},
	}
	cli.ProjectFlag(cmd, &project)
	cli.JSONFlag(cmd, &asJSON)
	return cmd
}

func printSuggestions(w io.Writer, all []record.Suggestion) error {
	var b strings.Builder
	for _, s := range all {
		fmt.Fprintf(&b, "%5d  %-10s  %s\n                   %s\n",
			s.Index, output.OneLine(string(s.Label)), output.OneLine(s.Text), output.OneLine(s.Reason))
	}
	_, err := io.WriteString(w, b.String())
	return err
}
