package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"assay.app/assay/storage/mend"

	"assay.app/assay/cmd/assayctl/cli"
	"assay.app/assay/cmd/assayctl/output"
)

func newCompact() *cobra.Command {
	var project string
	cmd := &cobra.Command{
		Use:   "compact --project P.assay",
		Short: "Rewrite a project's file without unused space",
		Long: `Rewrite a project's file without unused space, check the new file, and replace the
old one with it. All contents and the history are kept. The project must not be
open elsewhere, and its file must not have other hard links.`,
		Args: cli.Takes(),
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := cli.Named(project); err != nil {
				return err
			}
			r, err := mend.Compact(cmd.Context(), project, cli.Options(false))
			if err != nil {
				return err
			}
			_, err = fmt.Fprintf(cmd.OutOrStdout(), "%s: %d bytes before, %d after\n", output.OneLine(project), r.Before, r.After)
			return err
		},
	}
	cli.ProjectFlag(cmd, &project)
	return cmd
}
