package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"assay.app/assay/cmd/assayctl/cli"
	"assay.app/assay/cmd/assayctl/output"
	"assay.app/assay/model"
	"assay.app/assay/storage/exchange/layout"
	"assay.app/assay/storage/mend"
)

func newVerify() *cobra.Command {
	var project string
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "verify --project P.assay",
		Short: "Check a project for damage",
		Long: `Check a project for damage: the structure of the file, every stored value, and
every text against the SHA-256 of the imported bytes. Also check that sentences
cover the texts, that labels are on sentences, that the counts are right, and that
the history leads to the present state. The project is not changed. The command
prints a line for each problem, at most 1,000. If there are any, the exit code is
1. The check runs in a separate process.

With --json the command prints one object: problems (a list of messages, at most
1,000), count (of all problems) and bytes (the size of the file).`,
		Args: cli.Takes(),
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := cli.Named(project); err != nil {
				return err
			}
			report, err := mend.CheckFile(cmd.Context(), project, mend.CheckOptions{})
			if err != nil {
				return cli.OpenError(project, err)
			}
			return printCheck(cmd, project, report, asJSON)
		},
	}
	cli.ProjectFlag(cmd, &project)
	cli.JSONFlag(cmd, &asJSON)
	return cmd
}

func printCheck(cmd *cobra.Command, project string, report mend.CheckReport, asJSON bool) error {
	out := cmd.OutOrStdout()
	var err error
	switch {
	case asJSON:
		if report.Problems == nil {
			report.Problems = []string{}
		}
		err = layout.Write(out, verified(report))
	case report.OK():
		_, err = fmt.Fprintf(out, "%s: no problems found\n", output.Printable(project))
	default:
		for _, problem := range report.Problems {
			if _, err = fmt.Fprintln(out, output.OneLine(problem)); err != nil {
				break
			}
		}
	}
	if err == nil && !report.OK() {
		err = fmt.Errorf("%s: %s found: %w", project, output.Amount(report.Count, "problem"), model.ErrDamaged)
	}
	return err
}

// verified is a report as "verify --json" prints it. Unlike mend.CheckReport, it
// omits no field.
type verified struct {
	Problems []string `json:"problems"`
	Count    int      `json:"count"`
	Bytes    int64    `json:"bytes"`
}
