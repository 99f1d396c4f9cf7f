package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"assay.app/assay/cmd/assayctl/cli"
	"assay.app/assay/cmd/assayctl/output"
	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/grading"
	kinds "assay.app/assay/model/record"
	"assay.app/assay/model/value"
	"assay.app/assay/storage"
)

// graded holds the arguments of the grade command.
type graded struct {
	analyst                string
	outlet, article, voice string
	sentence               int // index of the sentence; -1 if the flag is not set
	typed, basis           string
	based                  bool // the flag --basis is set
}

func newGrade() *cobra.Command {
	var project, analyst, sentence string
	want := graded{sentence: -1}
	cmd := &cobra.Command{
		Use:   "grade --project P.assay --analyst NAME {--outlet O | --article A | --voice V | --article A --sentence N} GRADE",
		Short: "Grade an outlet, an article, a voice or a sentence",
		Long: `Grade a source on the Admiralty scale. GRADE is a letter for the reliability of the
source, from A (completely reliable) to E (unreliable), or F (cannot be judged); for a
sentence also a digit for the credibility of the information, from 1 (confirmed by
other sources) to 5 (improbable), or 6 (cannot be judged). B2 sets both halves. B or 2
sets one half and keeps the other. "none" removes the whole grade.

--sentence is the index of a sentence of the article, counted from 0. --basis says why;
without it, the basis that the grade has stays as it is.

A sentence without a letter of its own has that of the voice that the analyst attributed
it to, of its article or of its outlet, the nearest that has one. Digits are not
inherited. "show" prints the grades that apply.`,
		Args: cli.Takes("GRADE"),
		RunE: func(cmd *cobra.Command, args []string) (err error) {
			name, err := cli.GivenAnalyst(analyst)
			if err != nil {
				return err
			}
			if want.typed, want.based = args[0], cmd.Flags().Changed("basis"); sentence != "" || cmd.Flags().Changed("sentence") {
				if want.sentence, err = cli.SentenceIndex(sentence); err != nil {
					return err
				}
			}
			if err := want.check(cmd); err != nil {
				return err
			}
			return cli.Change(cmd, project, func(p *storage.Project) error {
				if want.analyst, err = cli.AnalystIn(p, name); err != nil {
					return err
				}
				return grade(cmd, p, want)
			})
		},
	}
	cli.ProjectFlag(cmd, &project)
	cli.RequiredAnalystFlag(cmd, &analyst)
	cmd.Flags().StringVar(&want.outlet, "outlet", "", "grade the outlet with this name")
	cmd.Flags().StringVar(&want.article, "article", "", "grade this article, or one of its sentences")
	cmd.Flags().StringVar(&want.voice, "voice", "", "grade the voice with this name")
	cmd.Flags().StringVar(&sentence, "sentence", "", "grade the sentence with this index")
	cmd.Flags().StringVar(&want.basis, "basis", "", "why")
	return cmd
}

// check returns a usage error if the arguments contradict one another, or if a value is one
// that no project accepts.
func (w *graded) check(cmd *cobra.Command) error {
	if err := cli.Exclusive(cmd, "outlet", "article", "voice"); err != nil {
		return err
	}
	switch {
	case w.outlet+w.article+w.voice == "":
		return cli.Usagef("what to grade is missing: --outlet, --article or --voice")
	case w.sentence >= 0 && w.article == "":
		return cli.Usagef("--sentence needs --article")
	}
	next, err := grading.Typed(model.Grade{}, w.typed)
	if err != nil {
		return cli.UsageError(err)
	}
	if next.Information != "" && w.sentence < 0 {
		return cli.UsageError(fmt.Errorf("%q: %w", model.Excerpt(w.typed), model.ErrDigit))
	}
	if w.basis, err = value.Basis.Accept(w.basis); err != nil {
		return cli.UsageError(err)
	}
	return nil
}

// grade sets or removes a grade, and prints the result.
func grade(cmd *cobra.Command, p *storage.Project, want graded) error {
	key, what, before, err := want.subject(p)
	if err != nil {
		return err
	}
	was := model.Grade{}
	basis := want.basis
	if before != nil {
		if was = before.Grade; !want.based {
			basis = before.Basis
		}
	}
	next, err := grading.Typed(was, want.typed)
	if err != nil {
		return cli.UsageError(err)
	}
	clock, err := cli.ClockOf(p)
	if err != nil {
		return err
	}
	g := edit.Grading{Clock: clock, Analyst: want.analyst, On: []model.Key{key}, Of: func(model.Key) *kinds.Grade { return before }}
	c, err := g.Setting(next, basis)
	if err != nil {
		return err
	}
	done := "none"
	if !next.IsZero() {
		done = next.String()
	}
	if len(c.Edits) == 0 {
		done += " (unchanged)"
	} else {
		c.Analyst = want.analyst
		if err := cli.Commit(cmd.Context(), p, c); err != nil {
			return err
		}
	}
	_, err = fmt.Fprintf(cmd.OutOrStdout(), "%s: %s\n", what, done)
	return err
}

// subject returns the key of the grade, the name of what it is about, and the present grade,
// which is nil if it does not exist.
func (w graded) subject(p *storage.Project) (key model.Key, what string, before *kinds.Grade, err error) {
	if w.article != "" {
		doc, err := cli.OpenArticle(p, w.article)
		if err != nil {
			return key, "", nil, err
		}
		on, what := model.Subject{Article: doc.ID}, fmt.Sprintf("article %s", doc.ID)
		if w.sentence >= 0 {
			unit, err := cli.SentenceAt(doc, w.sentence)
			if err != nil {
				return key, "", nil, err
			}
			on.Sentence, what = unit.Span, fmt.Sprintf("article %s, sentence %d", doc.ID, w.sentence)
		}
		key = kinds.GradeOn(on, w.analyst)
		return key, what, kinds.GradeIn(doc, key), nil
	}
	all, err := p.Grades()
	if err != nil {
		return key, "", nil, err
	}
	if w.outlet != "" {
		name, err := cli.FindOutlet(p, w.outlet)
		if err != nil {
			return key, "", nil, err
		}
		key = kinds.GradeOn(model.Subject{Outlet: model.OutletIDOf(name)}, w.analyst)
		return key, "outlet " + output.OneLine(name), all[key], nil
	}
	list, err := p.Voices()
	if err != nil {
		return key, "", nil, err
	}
	id, ok := list.Named(w.voice)
	if !ok {
		return key, "", nil, fmt.Errorf("voice %q: %w; \"voices\" lists all", model.Excerpt(w.voice), model.ErrNoVoice)
	}
	key = kinds.GradeOfVoice(id, w.analyst)
	return key, "voice " + output.OneLine(list.Name(id)), all[key], nil
}
