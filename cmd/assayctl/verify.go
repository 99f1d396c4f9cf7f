package main

import (
	"fmt"

	"assay.app/assay/model"
	"assay.app/assay/storage/exchange"
	"assay.app/assay/storage/mend"
	"github.com/spf13/cobra"
)

func newVerify() *cobra.Command {
	var project string
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "verify --project P.assay",
		Short: "Check a project for damage",
		Long: `Check a project: the file itself, that every value is as it was written, every
text against the SHA-256 of the imported bytes, that sentences cover the texts
and labels sit on sentences, the counts, and that the history leads to what
there is. It changes nothing, prints a line for each problem, and exits with 1
when there is one. It checks in a process of its own, so that no damage can
keep it from ending.

With --json it prints one object: problems, a list of sentences (the first
thousand), count, of all problems, and bytes, the size of the file.`,
		Args: takes(),
		RunE: func(cmd *cobra.Command, _ []string) error {
			if project == "" {
				return usagef("--project needs the name of a file")
			}
			report, err := mend.CheckFile(cmd.Context(), project, mend.CheckOptions{})
			if err != nil {
				return noProject(project, err)
			}
			return sayChecked(cmd, project, report, asJSON)
		},
	}
	projectFlag(cmd, &project)
	cmd.Flags().BoolVar(&asJSON, "json", false, "print JSON")
	return cmd
}

// sayChecked says what a check has found.
func sayChecked(cmd *cobra.Command, project string, report mend.CheckReport, asJSON bool) error {
	out := cmd.OutOrStdout()
	var err error
	switch {
	case asJSON:
		if report.Problems == nil {
			report.Problems = []string{}
		}
		err = exchange.WriteJSON(out, verified(report))
	case report.OK():
		_, err = fmt.Fprintf(out, "%s: no problems found\n", printable(project))
	default:
		for _, problem := range report.Problems {
			if _, err = fmt.Fprintln(out, oneLine(problem)); err != nil {
				break
			}
		}
	}
	if err == nil && !report.OK() {
		err = fmt.Errorf("%s: %d problems found: %w", project, report.Count, model.ErrDamaged)
	}
	return err
}

// verified is a report as "verify --json" prints it: with all its fields.
type verified struct {
	Problems []string `json:"problems"`
	Count    int      `json:"count"`
	Bytes    int64    `json:"bytes"`
}
