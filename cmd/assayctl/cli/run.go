package cli

import (
	"context"
	"io"

	"github.com/spf13/cobra"
)

// Streams are the standard streams of a command.
type Streams struct {
	In       io.Reader
	Out, Err io.Writer
}

// Run executes one command line, reports its error, and returns its exit code. root
// is the program's command, whose subcommands do the work.
func Run(ctx context.Context, root *cobra.Command, args []string, streams Streams) int {
	root.SetArgs(args)
	root.SetIn(streams.In)
	root.SetOut(streams.Out)
	root.SetErr(streams.Err)
	started := false
	onStart(root, &started)
	cmd, err := root.ExecuteContextC(ctx)
	if err != nil && !started && !IsUsage(err) {
		err = UsageError(err) // from cobra: an unknown flag, a missing flag
	}
	return Report(streams.Err, cmd, err)
}

// onStart makes the commands below cmd set started when their work begins, after
// their arguments are accepted.
func onStart(cmd *cobra.Command, started *bool) {
	for _, below := range cmd.Commands() {
		if work := below.RunE; work != nil {
			below.RunE = func(cmd *cobra.Command, args []string) error {
				*started = true
				return work(cmd, args)
			}
		}
		onStart(below, started)
	}
}
