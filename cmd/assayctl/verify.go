package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"assay.app/assay/model"
	"assay.app/assay/storage"
)

func newVerify() *cobra.Command {
	var project string
	cmd := &cobra.Command{
		Use:   "verify --project P.assay",
		Short: "Check a project for damage",
		Long: `Check a project: the file itself, every text against the SHA-256 of the
imported bytes, that sentences cover the texts and labels sit on sentences,
the counts and the history. It changes nothing, prints a line for each
problem, and exits with 1 when there is one.`,
		Args: takes(),
		RunE: func(cmd *cobra.Command, _ []string) error {
			return view(project, func(p *storage.Project) error {
				problems, err := p.Verify(cmd.Context())
				if err != nil {
					return err
				}
				for _, problem := range problems {
					if _, err := fmt.Fprintln(cmd.OutOrStdout(), oneLine(fmt.Sprint(problem))); err != nil {
						return err
					}
				}
				if len(problems) > 0 {
					return fmt.Errorf("%s: %d problems found: %w", project, len(problems), model.ErrDamaged)
				}
				_, err = fmt.Fprintf(cmd.OutOrStdout(), "%s: no problems found\n", project)
				return err
			})
		},
	}
	projectFlag(cmd, &project)
	return cmd
}
