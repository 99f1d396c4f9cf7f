package cli_test

import (
	"context"
	"errors"
	"fmt"
	"testing"

	"github.com/spf13/cobra"

	"assay.app/assay/cmd/assayctl/cli"
	"assay.app/assay/cmd/assayctl/clitest"
)

// newFiles returns a command that has the command copy below it.
func newFiles(work func() error) *cobra.Command {
	cmd := &cobra.Command{Use: "files"}
	cmd.AddCommand(newCopy(work))
	return cmd
}

// newCopy returns a command that takes one argument and requires --project.
func newCopy(work func() error) *cobra.Command {
	var project string
	cmd := &cobra.Command{
		Use:  "copy",
		Args: cli.Takes("FILE"),
		RunE: func(cmd *cobra.Command, _ []string) error {
			if _, err := fmt.Fprintln(cmd.OutOrStdout(), "copied to", project); err != nil {
				return err
			}
			return work()
		},
	}
	cli.ProjectFlag(cmd, &project)
	return cmd
}

func TestARunExitsWithTwoOnlyIfTheCommandLineIsWrong(t *testing.T) {
	for _, c := range []struct {
		args    []string
		fails   error // of the command's work
		code    int
		message string
	}{
		{[]string{"copy", "-p", "P", "x"}, nil, cli.ExitDone, ""},
		{[]string{"copy", "--project=P", "x"}, nil, cli.ExitDone, ""},
		{[]string{"copy", "x", "-p", "P"}, nil, cli.ExitDone, ""},
		{[]string{"copy", "-p", "P", "x"}, errors.New("disk full"), cli.ExitFailed, "assayctl: disk full\n"},
		{[]string{"copy", "-p", "P", "x"}, cli.RefusedError(2), cli.ExitPartial, "assayctl: 2 inputs were refused\n"},
		{[]string{"copy", "-p", "P", "x"}, cli.Usagef("too late"), cli.ExitUsage, "assayctl: too late; see \"assayctl copy --help\"\n"},
		{[]string{"copy", "-p", "P"}, nil, cli.ExitUsage, "assayctl: FILE is missing; see \"assayctl copy --help\"\n"},
		{[]string{"copy", "x"}, nil, cli.ExitUsage, "assayctl: required flag(s) \"project\" not set; see \"assayctl copy --help\"\n"},
		{[]string{"copy", "-p"}, nil, cli.ExitUsage, "assayctl: flag needs an argument: 'p' in -p; see \"assayctl copy --help\"\n"},
		{[]string{"files", "copy", "-p", "P", "x"}, nil, cli.ExitDone, ""},
		{[]string{"files", "copy", "-p", "P", "x"}, errors.New("disk full"), cli.ExitFailed, "assayctl: disk full\n"},
		{[]string{"files", "copy", "-p", "P"}, nil, cli.ExitUsage, "assayctl: FILE is missing; see \"assayctl files copy --help\"\n"},
		{[]string{"copy", "-p", "P", "--colour", "x"}, nil, cli.ExitUsage, "assayctl: unknown flag: --colour; see \"assayctl copy --help\"\n"},
	} {
		root := clitest.RootOf(newCopy(func() error { return c.fails }), newFiles(func() error { return c.fails }))
		r := clitest.Run(t, context.Background(), root, c.args...)
		if r.Code != c.code || r.ErrOut != c.message {
			t.Errorf("%q exits with %d and says %q, want %d and %q", c.args, r.Code, r.ErrOut, c.code, c.message)
		}
		if c.code == cli.ExitDone && r.Out != "copied to P\n" {
			t.Errorf("%q prints %q", c.args, r.Out)
		}
	}
}
