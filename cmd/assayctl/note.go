package main

import (
	"crypto/rand"
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"assay.app/assay/cmd/assayctl/cli"
	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/grading"
	kinds "assay.app/assay/model/record"
	"assay.app/assay/storage"
)

func newNote() *cobra.Command {
	var project, analyst, grade string
	cmd := &cobra.Command{
		Use:   "note --project P.assay --analyst NAME ARTICLE SENTENCE TEXT",
		Short: "Write a reliability note on a sentence",
		Long: `Add a reliability note to one sentence. --grade also grades the sentence, with the
note as the basis of the grade: the reliability of the source from A to F, the
credibility of the information from 1 to 6, or both, as in B2. A half that is not
given stays as it is; see "grade".`,
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
					ID: rand.Text(), Target: model.OnSentence(doc.ID, sentence.Span), Analyst: analyst, Text: text,
				}, nil)
				c := edit.Change{At: clock.Now(), Analyst: analyst, Verb: edit.Note, Edits: []edit.Edit{edit.OfNote(nil, &note)}}
				if !rating.IsZero() {
					edits, err := gradedBy(doc, &note, clock, grade)
					if err != nil {
						return err
					}
					c.Edits = append(c.Edits, edits...)
				}
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

// gradedBy returns the edits that set the grade of a note's sentence to typed, with the note as
// the basis.
func gradedBy(doc *model.Document, note *model.Note, clock edit.Clock, typed string) ([]edit.Edit, error) {
	key := kinds.GradeOn(note.Target.Subject(), note.Analyst)
	before, was := kinds.GradeIn(doc, key), model.Grade{}
	if before != nil {
		was = before.Grade
	}
	next, err := grading.Typed(was, typed)
	if err != nil {
		return nil, err
	}
	g := edit.Grading{Clock: clock, Analyst: note.Analyst, On: []model.Key{key}, Of: func(model.Key) *kinds.Grade { return before }}
	c, err := g.SettingBy(next, note.ID)
	return c.Edits, err
}

// parseGrade parses a grade as analysts write it: B2, B, 2 or nothing.
func parseGrade(s string) (model.Grade, error) {
	if s == "" {
		return model.Grade{}, nil
	}
	g, err := grading.Typed(model.Grade{}, s)
	if err != nil || g.IsZero() {
		return g, cli.Usagef("%q is not a grade: use A to F for the source, 1 to 6 for the information, or both, as in B2", s)
	}
	return g, nil
}
