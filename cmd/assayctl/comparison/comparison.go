// Package comparison holds the commands of assayctl that compare the outlets of a project.
package comparison

import (
	"context"

	"github.com/spf13/cobra"

	"assay.app/assay/cmd/assayctl/cli"
	"assay.app/assay/storage"
)

// Commands returns the commands.
func Commands() []*cobra.Command {
	return []*cobra.Command{newStatements(), newMatrix(), newPropose(), newVariants(), newOrigins(), newTimeline()}
}

// reading holds the flags that all of the commands have.
type reading struct {
	project, analyst string
	asJSON           bool
}

// flags adds the flags to a command.
func (r *reading) flags(cmd *cobra.Command) {
	cli.ProjectFlag(cmd, &r.project)
	cmd.Flags().StringVar(&r.analyst, "analyst", "", "count only this analyst's mentions and gaps (by default everybody's)")
	cli.JSONFlag(cmd, &r.asJSON)
}

// name returns the stored form of the analyst's name, or "" if none is given.
func (r *reading) name() (string, error) {
	if r.analyst == "" {
		return "", nil
	}
	return cli.GivenAnalyst(r.analyst)
}

// view calls work with the coverage of the project.
func (r *reading) view(cmd *cobra.Command, work func(context.Context, *storage.Project, *coverage) error) error {
	name, err := r.name()
	if err != nil {
		return err
	}
	return cli.View(cmd, r.project, func(p *storage.Project) error {
		c, err := read(cmd.Context(), p, name)
		if err != nil {
			return err
		}
		return work(cmd.Context(), p, c)
	})
}
