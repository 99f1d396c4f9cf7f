package main

import (
	"fmt"
	"io"
	"time"

	"github.com/spf13/cobra"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/storage"
	"assay.app/assay/storage/budget"
)

func newUndo() *cobra.Command {
	var project, analyst string
	cmd := &cobra.Command{
		Use:   "undo --project P.assay",
		Short: "Take back the last change",
		Long: `Take back the newest change that has not been taken back yet. An import or a
load is taken back as one. The history keeps both, and "redo" makes the change
again.`,
		Args: takes(),
		RunE: func(cmd *cobra.Command, _ []string) error {
			name, err := analystOr(analyst)
			if err != nil {
				return err
			}
			defer budget.Tighten(0)()
			return change(project, func(p *storage.Project) error {
				changes, err := edit.NewHistory(p.History).Undo()
				if err != nil {
					return err
				}
				if len(changes) == 0 {
					return fmt.Errorf("undo in %s: %w", project, model.ErrNothingToUndo)
				}
				c := edit.Undoing(changes)
				if c.Analyst, err = analystIn(p, name); err != nil {
					return err
				}
				if err := commit(cmd.Context(), p, c); err != nil {
					return err
				}
				return sayReversed(cmd.OutOrStdout(), "undone", changes)
			})
		},
	}
	projectFlag(cmd, &project)
	analystFlag(cmd, &analyst)
	return cmd
}

// sayReversed says which changes were undone or redone.
func sayReversed(out io.Writer, what string, changes []edit.Change) error {
	first, many := changes[0], ""
	if len(changes) > 1 {
		many = fmt.Sprintf(", %d changes", len(changes))
	}
	_, err := fmt.Fprintf(out, "%s: %s by %s at %s%s\n",
		what, oneLine(string(first.Verb)), oneLine(first.Analyst), first.At.UTC().Format(time.RFC3339), many)
	return err
}
