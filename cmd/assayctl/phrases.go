package main

import (
	"fmt"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"assay.app/assay/cmd/assayctl/cli"
	"assay.app/assay/cmd/assayctl/output"
	"assay.app/assay/cmd/assayctl/record"
	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	kinds "assay.app/assay/model/record"
	"assay.app/assay/storage"
)

func newPhrases() *cobra.Command {
	var project, analyst string
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "phrases --project P.assay",
		Short: "List the phrases of a project, rename, join or delete them",
		Long: `List the phrases of a project, most used first, each with the number of sentences,
articles and outlets to which any analyst gave it, or the one given with --analyst.
"phrases rename OLD NEW" renames a phrase; whatever has it keeps it. "phrases join
FROM INTO" joins a phrase into another: whatever had the first one then has the
second. "phrases delete NAME" deletes a phrase that nothing has. "undo" reverses each
of them.

With --json the command prints one list. Each phrase has id, name, count, sentences,
articles and outlets; count is the sum of the three.`,
		Args: cli.Takes(),
		RunE: func(cmd *cobra.Command, _ []string) error {
			if analyst != "" {
				name, err := cli.GivenAnalyst(analyst)
				if err != nil {
					return err
				}
				analyst = name
			}
			return cli.View(cmd, project, func(p *storage.Project) error {
				if analyst != "" {
					stored, err := cli.AnalystIn(p, analyst)
					if err != nil {
						return err
					}
					analyst = stored
				}
				return printPhrases(cmd, p, analyst, asJSON)
			})
		},
	}
	cli.ProjectFlag(cmd, &project)
	cmd.Flags().StringVar(&analyst, "analyst", "", "count only what this analyst gave")
	cli.JSONFlag(cmd, &asJSON)
	cmd.AddCommand(
		newPhraseChange("rename", "OLD", "NEW", "Rename a phrase", func(list kinds.Phrases, id model.PhraseID, name string) (edit.Change, error) {
			return edit.RenamingPhrase(list, id, name)
		}),
		newPhraseChange("join", "FROM", "INTO", "Join a phrase into another", func(list kinds.Phrases, id model.PhraseID, name string) (edit.Change, error) {
			into, err := cli.FindPhrase(list, name)
			if err != nil {
				return edit.Change{}, err
			}
			return edit.JoiningPhrases(list, id, into)
		}),
		newPhraseDeletion(),
	)
	return cmd
}

func printPhrases(cmd *cobra.Command, p *storage.Project, analyst string, asJSON bool) error {
	list, err := p.Phrases()
	if err != nil {
		return err
	}
	uses, err := p.PhraseUses(analyst)
	if err != nil {
		return err
	}
	all := list.Used(uses)
	if asJSON {
		out := output.NewList(cmd.OutOrStdout())
		for _, u := range all {
			out.Item(record.PhraseOf(u))
		}
		return out.End()
	}
	table := tabwriter.NewWriter(cmd.OutOrStdout(), 0, 0, 2, ' ', 0)
	for _, u := range all {
		if _, err := fmt.Fprintf(table, "%s\t%s\t%s\t%s\n", output.OneLine(u.Name),
			output.Amount(u.Sentences, "sentence"), output.Amount(u.Articles, "article"), output.Amount(u.Outlets, "outlet")); err != nil {
			return err
		}
	}
	return table.Flush()
}

// newPhraseChange returns a command that changes a phrase, which its first argument names.
func newPhraseChange(verb, first, second, short string, change func(list kinds.Phrases, id model.PhraseID, second string) (edit.Change, error)) *cobra.Command {
	var project, analyst string
	cmd := &cobra.Command{
		Use:   fmt.Sprintf("%s --project P.assay --analyst NAME %s %s", verb, first, second),
		Short: short,
		Args:  cli.Takes(first, second),
		RunE: func(cmd *cobra.Command, args []string) error {
			return changePhrases(cmd, project, analyst, args[0], func(p *storage.Project, list kinds.Phrases, id model.PhraseID) (edit.Change, error) {
				return change(list, id, args[1])
			})
		},
	}
	cli.ProjectFlag(cmd, &project)
	cli.RequiredAnalystFlag(cmd, &analyst)
	return cmd
}

func newPhraseDeletion() *cobra.Command {
	var project, analyst string
	cmd := &cobra.Command{
		Use:   "delete --project P.assay --analyst NAME TEXT",
		Short: "Delete a phrase that nothing has",
		Args:  cli.Takes("TEXT"),
		RunE: func(cmd *cobra.Command, args []string) error {
			return changePhrases(cmd, project, analyst, args[0], func(p *storage.Project, list kinds.Phrases, id model.PhraseID) (edit.Change, error) {
				uses, err := p.PhraseUses("")
				if err != nil {
					return edit.Change{}, err
				}
				for _, u := range list.Used(uses) {
					if u.ID == id {
						return edit.DeletingPhrase(list, id, u.Count()+u.Elsewhere())
					}
				}
				return edit.DeletingPhrase(list, id, 0)
			})
		},
	}
	cli.ProjectFlag(cmd, &project)
	cli.RequiredAnalystFlag(cmd, &analyst)
	return cmd
}

// changePhrases makes a change of the phrase with the given name, and prints the phrase as
// it is then.
func changePhrases(cmd *cobra.Command, project, analyst, name string, change func(*storage.Project, kinds.Phrases, model.PhraseID) (edit.Change, error)) error {
	by, err := cli.GivenAnalyst(analyst)
	if err != nil {
		return err
	}
	return cli.Change(cmd, project, func(p *storage.Project) error {
		list, err := p.Phrases()
		if err != nil {
			return err
		}
		id, err := cli.FindPhrase(list, name)
		if err != nil {
			return err
		}
		c, err := change(p, list, id)
		if err != nil {
			return err
		}
		done := string(c.Verb)
		if len(c.Edits) == 0 {
			done += " (unchanged)"
		} else {
			if c.Analyst, err = cli.AnalystIn(p, by); err != nil {
				return err
			}
			if err := cli.Commit(cmd.Context(), p, c); err != nil {
				return err
			}
		}
		was := list.Name(id)
		if list, err = p.Phrases(); err != nil {
			return err
		}
		if now := list.Name(id); now != "" && now != was {
			was += " → " + now
		}
		_, err = fmt.Fprintf(cmd.OutOrStdout(), "%s: %s\n", done, output.OneLine(was))
		return err
	})
}
