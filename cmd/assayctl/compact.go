package main

import (
	"fmt"

	"assay.app/assay/storage/mend"
	"github.com/spf13/cobra"
)

func newCompact() *cobra.Command {
	var project string
	cmd := &cobra.Command{
		Use:   "compact --project P.assay",
		Short: "Write a project's file anew, without unused room",
		Long: `Write the file of a project anew without the room that changes have left in it,
check the new file whole, and put it in the place of the old one, which is kept
until then. Everything in the project stays, and so does its history. Nobody
may have the project open, and its file may have no other name (hard link): that
would go on meaning the old file.`,
		Args: takes(),
		RunE: func(cmd *cobra.Command, _ []string) error {
			if project == "" {
				return usagef("--project needs the name of a file")
			}
			r, err := mend.Compact(cmd.Context(), project, options(false))
			if err != nil {
				return err
			}
			_, err = fmt.Fprintf(cmd.OutOrStdout(), "%s: %d bytes before, %d after\n", oneLine(project), r.Before, r.After)
			return err
		},
	}
	projectFlag(cmd, &project)
	return cmd
}
