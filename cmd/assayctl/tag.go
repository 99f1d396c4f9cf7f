package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/storage"
)

// noLabel is what stands for a label to take it away.
const noLabel = "none"

func newTag() *cobra.Command {
	var project, analyst string
	cmd := &cobra.Command{
		Use:   "tag --project P.assay --analyst NAME ARTICLE SENTENCE LABEL",
		Short: "Label a sentence",
		Long: `Label one sentence in the name of an analyst, in place of the label that the
analyst gave it before. LABEL is the key of a label of the project's codebook,
or "none" to take the label away.`,
		Args: takes("ARTICLE", "SENTENCE", "LABEL"),
		RunE: func(cmd *cobra.Command, args []string) error {
			name, err := givenAnalyst(analyst)
			if err != nil {
				return err
			}
			index, err := sentenceIndex(args[1])
			if err != nil {
				return err
			}
			return change(project, func(p *storage.Project) error {
				analyst, err := analystIn(p, name)
				if err != nil {
					return err
				}
				return tag(cmd, p, tagging{analyst, args[0], index, args[2]})
			})
		},
	}
	projectFlag(cmd, &project)
	requiredAnalystFlag(cmd, &analyst)
	return cmd
}

// tagging is a label as it was asked for.
type tagging struct {
	analyst, article string
	index            int
	label            string
}

func tag(cmd *cobra.Command, p *storage.Project, want tagging) error {
	doc, err := openArticle(p, want.article)
	if err != nil {
		return err
	}
	sentence, err := sentenceAt(doc, want.index)
	if err != nil {
		return err
	}
	verb, label := edit.Clear, model.LabelKey("")
	if want.label != noLabel {
		verb = edit.Tag
		if label, err = findLabel(p, want.label); err != nil {
			return err
		}
	}
	clock, err := clockOf(p)
	if err != nil {
		return err
	}
	e, changes := clock.Label(doc, sentence.Span, want.analyst, label)
	if !changes {
		_, err := fmt.Fprintf(cmd.OutOrStdout(), "article %s, sentence %d: %s already\n", doc.ID, want.index, oneLine(want.label))
		return err
	}
	c := edit.Change{Analyst: want.analyst, Verb: verb, Edits: []edit.Edit{e}}
	if err := commit(cmd.Context(), p, c); err != nil {
		return err
	}
	_, err = fmt.Fprintf(cmd.OutOrStdout(), "article %s, sentence %d: %s\n", doc.ID, want.index, oneLine(want.label))
	return err
}

// findLabel gives the key of the label called name, or an error that names
// those there are.
func findLabel(p *storage.Project, name string) (model.LabelKey, error) {
	book, err := p.Codebook()
	if err != nil {
		return "", err
	}
	if label, ok := book.Find(model.LabelKey(name)); ok {
		return label.Key, nil
	}
	var keys []string
	for _, l := range book {
		keys = append(keys, string(l.Key))
	}
	return "", fmt.Errorf("label %q: %w: it has %s, and %q takes a label away",
		name, model.ErrNoLabel, strings.Join(keys, ", "), noLabel)
}
