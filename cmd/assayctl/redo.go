package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/storage"
	"assay.app/assay/storage/budget"
)

func newRedo() *cobra.Command {
	var project, analyst string
	cmd := &cobra.Command{
		Use:   "redo --project P.assay",
		Short: "Make the change again that was taken back last",
		Long: `Make the change again that was taken back last. Once something else has been
changed there is nothing to redo.`,
		Args: takes(),
		RunE: func(cmd *cobra.Command, _ []string) error {
			name, err := analystOr(analyst)
			if err != nil {
				return err
			}
			defer budget.Tighten(0)()
			return change(project, func(p *storage.Project) error {
				changes, err := edit.NewHistory(p.History).Redo()
				if err != nil {
					return err
				}
				if len(changes) == 0 {
					return fmt.Errorf("redo in %s: %w", project, model.ErrNothingToRedo)
				}
				c := edit.Redoing(changes)
				if c.Analyst, err = analystIn(p, name); err != nil {
					return err
				}
				if err := commit(cmd.Context(), p, c); err != nil {
					return err
				}
				return sayReversed(cmd.OutOrStdout(), "redone", changes)
			})
		},
	}
	projectFlag(cmd, &project)
	analystFlag(cmd, &analyst)
	return cmd
}
