package main

import (
	"fmt"
	"io"

	"assay.app/assay/model/results"
	"assay.app/assay/storage/exchange"
	"assay.app/assay/storage/mend"
	"github.com/spf13/cobra"
)

func newRecover() *cobra.Command {
	var output string
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "recover DAMAGED.assay -o NEW.assay",
		Short: "Save what is readable of a damaged project into a new one",
		Long: `Save every article, annotation, note and history entry that can be read in a
damaged project into a new one, and say what is missing. The damaged file is
not changed. Try "restore" first, if there is a good backup.

It exits with 3 when something is missing or was put right; each such thing is
named on standard error. With --json it prints one object: saved and lost, each
with articles, annotations, notes and changes, and missing, a list of sentences.`,
		Args: takes("DAMAGED.assay"),
		RunE: func(cmd *cobra.Command, args []string) error {
			if output == "" {
				return usagef("-o needs the name of the new project")
			}
			report, err := mend.Recover(cmd.Context(), args[0], output, options(false))
			if err != nil {
				return err
			}
			return sayRecovered(cmd.OutOrStdout(), cmd.ErrOrStderr(), output, report, asJSON)
		},
	}
	cmd.Flags().StringVarP(&output, "output", "o", "", "the project to make (required)")
	if err := cmd.MarkFlagRequired("output"); err != nil {
		panic(err) // the flag was added one line above
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print JSON")
	return cmd
}

// missingError says that the work was done but for what could not be read.
type missingError struct{ n int }

func (e missingError) Error() string {
	if e.n == 1 {
		return "1 thing is missing or was put right"
	}
	return fmt.Sprintf("%d things are missing or were put right", e.n)
}

func sayRecovered(out, errOut io.Writer, output string, r results.Recovery, asJSON bool) error {
	var err error
	if asJSON {
		if r.Missing == nil {
			r.Missing = []string{}
		}
		err = exchange.WriteJSON(out, r)
	} else {
		_, err = fmt.Fprintf(out, "%s: %s\n", oneLine(output), counted(r.Saved))
	}
	for _, m := range r.Missing {
		say(errOut, m)
	}
	if err == nil && !r.Whole() {
		err = missingError{len(r.Missing)}
	}
	return err
}

// counted writes what a recovery counts.
func counted(c results.Recovered) string {
	return fmt.Sprintf("%d articles, %d annotations, %d notes, %d changes", c.Articles, c.Annotations, c.Notes, c.Changes)
}
