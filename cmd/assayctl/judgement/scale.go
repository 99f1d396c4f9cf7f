package judgement

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"assay.app/assay/cmd/assayctl/cli"
	"assay.app/assay/cmd/assayctl/output"
	"assay.app/assay/model/value"
	"assay.app/assay/storage"
)

func newVerdicts() *cobra.Command {
	var project, analyst string
	var set []string
	var usual, asJSON bool
	cmd := &cobra.Command{
		Use:   "verdicts --project P.assay",
		Short: "List the project's verdicts, or set them",
		Long: `List the verdicts of a project, in the order in which they are offered. --set sets others,
with commas between them or several times, and --default those that projects begin with.
Both need --analyst. Judgements keep the verdicts that they have. "undo" reverses the
change.

With --json the command prints one list of texts.`,
		Args: cli.Takes(),
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := cli.Exclusive(cmd, "set", "default"); err != nil {
				return err
			}
			if !cmd.Flags().Changed("set") && !usual {
				return cli.View(cmd, project, func(p *storage.Project) error { return printVerdicts(cmd, p, asJSON) })
			}
			if analyst == "" {
				return cli.Usagef("--analyst is missing; it says who changes the verdicts")
			}
			by, err := cli.GivenAnalyst(analyst)
			if err != nil {
				return err
			}
			if !usual {
				if set, err = value.AcceptScale(set); err != nil {
					return cli.UsageError(err)
				}
			}
			return cli.Change(cmd, project, func(p *storage.Project) error {
				if _, err := run(cmd, p, by, nil, func(c *changing) (done changed, err error) {
					done.Change, err = c.SettingScale(set)
					return done, err
				}); err != nil {
					return err
				}
				return printVerdicts(cmd, p, asJSON)
			})
		},
	}
	cli.ProjectFlag(cmd, &project)
	cmd.Flags().StringVar(&analyst, "analyst", "", "the analyst's name (required to change them)")
	cmd.Flags().StringSliceVar(&set, "set", nil, "set these verdicts")
	cmd.Flags().BoolVar(&usual, "default", false, "set the verdicts that projects begin with")
	cli.JSONFlag(cmd, &asJSON)
	return cmd
}

func printVerdicts(cmd *cobra.Command, p *storage.Project, asJSON bool) error {
	compared, err := p.Compared()
	if err != nil {
		return err
	}
	if asJSON {
		out := output.NewList(cmd.OutOrStdout())
		for _, verdict := range compared.Verdicts() {
			out.Item(verdict)
		}
		return out.End()
	}
	var b strings.Builder
	for _, verdict := range compared.Verdicts() {
		fmt.Fprintln(&b, output.OneLine(verdict))
	}
	_, err = fmt.Fprint(cmd.OutOrStdout(), b.String())
	return err
}
