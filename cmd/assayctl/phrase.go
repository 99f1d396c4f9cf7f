package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"assay.app/assay/cmd/assayctl/cli"
	"assay.app/assay/cmd/assayctl/output"
	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	kinds "assay.app/assay/model/record"
	"assay.app/assay/model/value"
	"assay.app/assay/storage"
)

// phrasing holds the arguments of the phrase command.
type phrasing struct {
	analyst, article string
	sentence         int // -1 if the phrase is given to the article or its outlet
	outlet           bool
	name             string
	remove           bool
}

func newPhrase() *cobra.Command {
	var project, analyst, remove string
	var onArticle, onOutlet bool
	cmd := &cobra.Command{
		Use:   "phrase --project P.assay --analyst NAME ARTICLE [SENTENCE] {TEXT | --remove TEXT}",
		Short: "Give a phrase to a sentence, an article or an outlet",
		Long: `Give a phrase, a short remark such as "single source", to one sentence. With
--article it is given to the article, and with --outlet to the article's outlet;
SENTENCE is then left out. "-" as SENTENCE also means the article.

TEXT is the name of a phrase. Case and spaces make no difference. If the project has
no such phrase, it is added to the list; "phrases" prints the list. --remove TEXT
removes a phrase that the analyst gave.`,
		RunE: func(cmd *cobra.Command, args []string) error {
			name, err := cli.GivenAnalyst(analyst)
			if err != nil {
				return err
			}
			want := phrasing{article: args[0], sentence: -1, outlet: onOutlet, remove: cmd.Flags().Changed("remove")}
			rest := args[1:]
			if !onArticle && !onOutlet {
				if rest[0] != "-" {
					if want.sentence, err = cli.SentenceIndex(rest[0]); err != nil {
						return err
					}
				}
				rest = rest[1:]
			}
			text := remove
			if !want.remove {
				text = rest[0]
			}
			if want.name, err = value.Phrase.Accept(text); err != nil {
				return cli.UsageError(err)
			}
			return cli.Change(cmd, project, func(p *storage.Project) error {
				if want.analyst, err = cli.AnalystIn(p, name); err != nil {
					return err
				}
				return phrase(cmd, p, want)
			})
		},
	}
	cmd.Args = func(cmd *cobra.Command, args []string) error {
		names := []string{"ARTICLE"}
		if err := cli.Exclusive(cmd, "article", "outlet"); err != nil {
			return err
		}
		if !onArticle && !onOutlet {
			names = append(names, "SENTENCE")
		}
		if !cmd.Flags().Changed("remove") {
			names = append(names, "TEXT")
		}
		return cli.Takes(names...)(cmd, args)
	}
	cli.ProjectFlag(cmd, &project)
	cli.RequiredAnalystFlag(cmd, &analyst)
	cmd.Flags().StringVar(&remove, "remove", "", "remove this phrase instead of giving one")
	cmd.Flags().BoolVar(&onArticle, "article", false, "give the phrase to the article")
	cmd.Flags().BoolVar(&onOutlet, "outlet", false, "give the phrase to the outlet of the article")
	return cmd
}

// phrase adds or removes a phrase, and prints the phrases of the subject afterwards.
func phrase(cmd *cobra.Command, p *storage.Project, want phrasing) error {
	doc, err := cli.OpenArticle(p, want.article)
	if err != nil {
		return err
	}
	on, what, err := want.subject(doc)
	if err != nil {
		return err
	}
	given := kinds.GivenTo(doc, on.Sentence)
	if on.Outlet != "" {
		if given, err = p.OutletPhrases(on.Outlet); err != nil {
			return err
		}
	}
	list, err := p.Phrases()
	if err != nil {
		return err
	}
	giving := edit.Phrasing{
		List: list, Analyst: want.analyst, On: []model.Subject{on},
		Given: func(model.Subject) []*kinds.Given { return given },
	}
	var c edit.Change
	done := "given"
	if want.remove {
		done = "removed"
		id, err := cli.FindPhrase(list, want.name)
		if err != nil {
			return err
		}
		c = giving.Removing(id)
	} else if c, err = giving.Giving(want.name); err != nil {
		return err
	}
	if len(c.Edits) == 0 {
		done = "unchanged"
	} else {
		c.Analyst = want.analyst
		if err := cli.Commit(cmd.Context(), p, c); err != nil {
			return err
		}
	}
	if id, known := list.Named(want.name); known {
		want.name = list.Name(id)
	}
	_, err = fmt.Fprintf(cmd.OutOrStdout(), "%s: %s (%s)\n", what, output.OneLine(want.name), done)
	return err
}

// subject returns what the phrase is given to, and its name in messages.
func (w phrasing) subject(doc *model.Document) (on model.Subject, what string, err error) {
	switch {
	case w.outlet:
		id := model.OutletIDOf(doc.Metadata.Outlet)
		if id == "" {
			return on, "", fmt.Errorf("article %s: %w", doc.ID, model.ErrNoOutlet)
		}
		return model.Subject{Outlet: id}, "outlet " + output.OneLine(doc.Metadata.Outlet), nil
	case w.sentence < 0:
		return model.Subject{Article: doc.ID}, fmt.Sprintf("article %s", doc.ID), nil
	}
	unit, err := cli.SentenceAt(doc, w.sentence)
	return model.Subject{Article: doc.ID, Sentence: unit.Span}, fmt.Sprintf("article %s, sentence %d", doc.ID, w.sentence), err
}
