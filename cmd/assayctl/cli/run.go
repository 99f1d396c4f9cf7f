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
	for _, cmd := range root.Commands() {
		onStart(cmd, &started)
	}
	cmd, err := root.ExecuteContextC(ctx)
	if err != nil && !started && !IsUsage(err) {
		err = UsageError(err) // from cobra: an unknown flag, a missing flag
	}
	return Report(streams.Err, cmd, err)
}

// onStart makes cmd set started when its work begins, after its arguments are
// accepted.
func onStart(cmd *cobra.Command, started *bool) {
	work := cmd.RunE
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		*started = true
		return work(cmd, args)
	}
}
