package main

import (
	"crypto/rand"
	"fmt"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"assay.app/assay/cmd/assayctl/cli"
	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/storage"
)

func newNote() *cobra.Command {
	var project, analyst, grade string
	cmd := &cobra.Command{
		Use:   "note --project P.assay --analyst NAME ARTICLE SENTENCE TEXT",
		Short: "Write a reliability note on a sentence",
		Long: `Add a reliability note to one sentence. --grade adds an Admiralty rating: the
reliability of the source from A to F, the credibility of the information from 1
to 6, or both, as in B2.`,
		Args: cli.Takes("ARTICLE", "SENTENCE", "TEXT"),
		RunE: func(cmd *cobra.Command, args []string) error {
			name, err := cli.GivenAnalyst(analyst)
			if err != nil {
				return err
			}
			index, err := cli.SentenceIndex(args[1])
			if err != nil {
				return err
			}
			rating, err := parseGrade(grade)
			if err != nil {
				return err
			}
			text, err := cli.NoteText(args[2])
			if err != nil {
				return err
			}
			return cli.Change(cmd, project, func(p *storage.Project) error {
				analyst, err := cli.AnalystIn(p, name)
				if err != nil {
					return err
				}
				doc, err := cli.OpenArticle(p, args[0])
				if err != nil {
					return err
				}
				sentence, err := cli.SentenceAt(doc, index)
				if err != nil {
					return err
				}
				clock := edit.At(time.Now().UTC())
				note := clock.Note(model.Note{
					ID: rand.Text(), Target: model.OnSentence(doc.ID, sentence.Span), Analyst: analyst,
					Text: text, Grade: rating,
				}, nil)
				c := edit.Change{At: clock.Now(), Analyst: analyst, Verb: edit.Note, Edits: []edit.Edit{edit.OfNote(nil, &note)}}
				if err := cli.Commit(cmd.Context(), p, c); err != nil {
					return err
				}
				_, err = fmt.Fprintf(cmd.OutOrStdout(), "article %s, sentence %d: note added\n", doc.ID, index)
				return err
			})
		},
	}
	cli.ProjectFlag(cmd, &project)
	cli.RequiredAnalystFlag(cmd, &analyst)
	cmd.Flags().StringVar(&grade, "grade", "", "the Admiralty rating, such as B2, B or 2")
	return cmd
}

// parseGrade parses a grade as analysts write it: B2, B, 2 or nothing.
func parseGrade(s string) (model.Grade, error) {
	source, information := s, ""
	if at := strings.IndexAny(s, "123456"); at >= 0 {
		source, information = s[:at], s[at:]
	}
	g := model.Grade{Source: strings.ToUpper(source), Information: information}
	if !g.Valid() {
		return g, cli.Usagef("%q is not a grade: use A to F for the source, 1 to 6 for the information, or both, as in B2", s)
	}
	return g, nil
}
