package main

import (
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"assay.app/assay/cmd/assayctl/cli"
	"assay.app/assay/cmd/assayctl/output"
	"assay.app/assay/model/results"
	"assay.app/assay/storage/exchange/layout"
	"assay.app/assay/storage/mend"
)

func newRecover() *cobra.Command {
	var file string
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "recover DAMAGED.assay -o NEW.assay",
		Short: "Save the readable parts of a damaged project as a new project",
		Long: `Save every article, annotation, note and history entry that can be read in a
damaged project into a new project, and report what is missing. The damaged file
is not changed. If there is a good backup, try "restore" first.

The exit code is 3 if something is missing or was repaired. Each such item is
named on standard error. With --json the command prints one object: saved and
lost, each with articles, annotations, notes and changes, and missing, a list of
messages.`,
		Args: cli.Takes("DAMAGED.assay"),
		RunE: func(cmd *cobra.Command, args []string) error {
			if file == "" {
				return cli.Usagef("-o needs the file name of the new project")
			}
			report, err := mend.Recover(cmd.Context(), args[0], file, cli.Options(false))
			if err != nil {
				return err
			}
			return printRecovery(cmd.OutOrStdout(), cmd.ErrOrStderr(), file, report, asJSON)
		},
	}
	cli.OutputFlag(cmd, &file, "the project to create")
	cli.JSONFlag(cmd, &asJSON)
	return cmd
}

func printRecovery(out, errOut io.Writer, file string, r results.Recovery, asJSON bool) error {
	var err error
	if asJSON {
		if r.Missing == nil {
			r.Missing = []string{}
		}
		err = layout.Write(out, r)
	} else {
		c := r.Saved
		_, err = fmt.Fprintf(out, "%s: %s, %s, %s, %s\n", output.OneLine(file), output.Amount(c.Articles, "article"),
			output.Amount(c.Annotations, "annotation"), output.Amount(c.Notes, "note"), output.Amount(c.Changes, "change"))
	}
	for _, m := range r.Missing {
		cli.Say(errOut, m)
	}
	if err == nil && !r.Whole() {
		err = cli.MissingError(len(r.Missing))
	}
	return err
}
