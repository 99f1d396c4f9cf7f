package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"assay.app/assay/cmd/assayctl/cli"
	"assay.app/assay/cmd/assayctl/output"
	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/storage"
)

func newTag() *cobra.Command {
	var project, analyst string
	cmd := &cobra.Command{
		Use:   "tag --project P.assay --analyst NAME ARTICLE SENTENCE LABEL",
		Short: "Label a sentence",
		Long: `Label one sentence for an analyst, replacing the analyst's previous label. LABEL is
the key of a label in the project's codebook, or "none" to remove the label.`,
		Args: cli.Takes("ARTICLE", "SENTENCE", "LABEL"),
		RunE: func(cmd *cobra.Command, args []string) error {
			name, err := cli.GivenAnalyst(analyst)
			if err != nil {
				return err
			}
			index, err := cli.SentenceIndex(args[1])
			if err != nil {
				return err
			}
			return cli.Change(cmd, project, func(p *storage.Project) error {
				analyst, err := cli.AnalystIn(p, name)
				if err != nil {
					return err
				}
				return tag(cmd, p, tagging{analyst, args[0], index, args[2]})
			})
		},
	}
	cli.ProjectFlag(cmd, &project)
	cli.RequiredAnalystFlag(cmd, &analyst)
	return cmd
}

// tagging holds the arguments of the tag command.
type tagging struct {
	analyst, article string
	index            int
	label            string
}

func tag(cmd *cobra.Command, p *storage.Project, want tagging) error {
	doc, err := cli.OpenArticle(p, want.article)
	if err != nil {
		return err
	}
	sentence, err := cli.SentenceAt(doc, want.index)
	if err != nil {
		return err
	}
	verb, label := edit.Clear, model.LabelKey("")
	if want.label != cli.NoLabel {
		verb = edit.Tag
		if label, err = cli.FindLabel(p, want.label); err != nil {
			return err
		}
	}
	clock, err := cli.ClockOf(p)
	if err != nil {
		return err
	}
	e, changes := clock.Label(doc, sentence.Span, want.analyst, label)
	already := ""
	if !changes {
		already = " (unchanged)"
	} else if err := cli.Commit(cmd.Context(), p, edit.Change{At: clock.Now(), Analyst: want.analyst, Verb: verb, Edits: []edit.Edit{e}}); err != nil {
		return err
	}
	_, err = fmt.Fprintf(cmd.OutOrStdout(), "article %s, sentence %d: %s%s\n", doc.ID, want.index, output.OneLine(want.label), already)
	return err
}
