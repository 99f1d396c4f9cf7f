package main

import (
	"fmt"
	"io"
	"time"

	"github.com/spf13/cobra"

	"assay.app/assay/cmd/assayctl/cli"
	"assay.app/assay/cmd/assayctl/output"
	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/storage"
	"assay.app/assay/storage/budget"
)

func newUndo() *cobra.Command {
	return newReversal(reversal{
		verb: "undo", done: "undone", nothing: model.ErrNothingToUndo,
		changes: (*edit.History).Undo, change: edit.Undoing,
	}, "Undo the last change", `Undo the newest change that has not been undone. An import or a load is undone as
a whole. The history keeps both the change and its undo, and "redo" restores
the change.`)
}

func newRedo() *cobra.Command {
	return newReversal(reversal{
		verb: "redo", done: "redone", nothing: model.ErrNothingToRedo,
		changes: (*edit.History).Redo, change: edit.Redoing,
	}, "Redo the change that was undone last", `Redo the change that was undone last. After a new change there is nothing to redo.`)
}

// reversal holds the differences between undo and redo.
type reversal struct {
	verb, done string
	nothing    error // the error if there is nothing to undo or redo
	changes    func(h *edit.History, by string) ([]edit.Change, error)
	change     func([]edit.Change) edit.Change
}

func newReversal(r reversal, short, long string) *cobra.Command {
	var project, analyst string
	cmd := &cobra.Command{
		Use:   r.verb + " --project P.assay",
		Short: short,
		Long:  long,
		Args:  cli.Takes(),
		RunE: func(cmd *cobra.Command, _ []string) error {
			name, err := cli.AnalystOr(analyst)
			if err != nil {
				return err
			}
			defer budget.Tighten(0)()
			return cli.Change(cmd, project, func(p *storage.Project) error {
				changes, err := r.changes(edit.NewHistory(p.History), "")
				if err != nil {
					return err
				}
				if len(changes) == 0 {
					return fmt.Errorf("%s in %s: %w", r.verb, project, r.nothing)
				}
				c := r.change(changes)
				if c.Analyst, err = cli.AnalystIn(p, name); err != nil {
					return err
				}
				if err := cli.Commit(cmd.Context(), p, c); err != nil {
					return err
				}
				return printReversed(cmd.OutOrStdout(), r.done, changes)
			})
		},
	}
	cli.ProjectFlag(cmd, &project)
	cli.AnalystFlag(cmd, &analyst)
	return cmd
}

// printReversed prints which changes were undone or redone.
func printReversed(out io.Writer, what string, changes []edit.Change) error {
	first, many := changes[0], ""
	if len(changes) > 1 {
		many = fmt.Sprintf(", %d changes", len(changes))
	}
	_, err := fmt.Fprintf(out, "%s: %s by %s at %s%s\n",
		what, output.OneLine(string(first.Verb)), output.OneLine(first.Analyst), first.At.UTC().Format(time.RFC3339), many)
	return err
}
