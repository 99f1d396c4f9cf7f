package main

import (
	"crypto/rand"
	"fmt"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/value"
	"assay.app/assay/storage"
)

func newNote() *cobra.Command {
	var project, analyst, grade string
	cmd := &cobra.Command{
		Use:   "note --project P.assay --analyst NAME ARTICLE SENTENCE TEXT",
		Short: "Write a reliability note on a sentence",
		Long: `Write a reliability note on one sentence, beside the notes it has already.
--grade adds an Admiralty rating: the source's reliability A to F, the
information's credibility 1 to 6, or both, as in B2.`,
		Args: takes("ARTICLE", "SENTENCE", "TEXT"),
		RunE: func(cmd *cobra.Command, args []string) error {
			name, err := givenAnalyst(analyst)
			if err != nil {
				return err
			}
			index, err := sentenceIndex(args[1])
			if err != nil {
				return err
			}
			rating, err := parseGrade(grade)
			if err != nil {
				return err
			}
			text, err := value.Note.Accept(args[2])
			if err != nil {
				return usageError{err}
			}
			if strings.TrimSpace(text) == "" {
				return usagef("a note needs a text")
			}
			return change(project, func(p *storage.Project) error {
				analyst, err := analystIn(p, name)
				if err != nil {
					return err
				}
				doc, err := openArticle(p, args[0])
				if err != nil {
					return err
				}
				sentence, err := sentenceAt(doc, index)
				if err != nil {
					return err
				}
				note := edit.At(time.Now().UTC()).Note(model.Note{
					ID: rand.Text(), Target: model.OnSentence(doc.ID, sentence.Span), Analyst: analyst,
					Text: text, Grade: rating,
				}, nil)
				c := edit.Change{Analyst: analyst, Verb: edit.Note, Edits: []edit.Edit{edit.NoteText{After: &note}}}
				if err := commit(cmd.Context(), p, c); err != nil {
					return err
				}
				_, err = fmt.Fprintf(cmd.OutOrStdout(), "article %s, sentence %d: noted\n", doc.ID, index)
				return err
			})
		},
	}
	projectFlag(cmd, &project)
	requiredAnalystFlag(cmd, &analyst)
	cmd.Flags().StringVar(&grade, "grade", "", "Admiralty rating: B2, B or 2")
	return cmd
}

// parseGrade reads a grade as analysts write it.
func parseGrade(s string) (model.Grade, error) {
	var g model.Grade
	source, information := s, ""
	if at := strings.IndexAny(s, "123456"); at >= 0 {
		source, information = s[:at], s[at:]
	}
	g = model.Grade{Source: strings.ToUpper(source), Information: information}
	if !g.Valid() {
		return g, usagef("%q is no grade: A to F for the source, 1 to 6 for the information, as in B2", s)
	}
	return g, nil
}
