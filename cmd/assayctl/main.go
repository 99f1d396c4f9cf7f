// Command assayctl works on Assay projects from the command line, for scripts,
// servers and pipelines.
package main

import (
	"context"
	"io"
	"os"
	"os/signal"
	"syscall"

	"github.com/spf13/cobra"

	"assay.app/assay/cmd/assayctl/cli"
	"assay.app/assay/cmd/assayctl/codebook"
	"assay.app/assay/cmd/assayctl/comparison"
	"assay.app/assay/cmd/assayctl/figures"
	"assay.app/assay/cmd/assayctl/importing"
	"assay.app/assay/cmd/assayctl/judgement"
	"assay.app/assay/cmd/assayctl/profile"
	"assay.app/assay/cmd/assayctl/report"
	"assay.app/assay/cmd/assayctl/statement"
	"assay.app/assay/cmd/assayctl/transfer"
	"assay.app/assay/cmd/assayctl/versions"
	"assay.app/assay/cmd/assayctl/voices"
	"assay.app/assay/model"
	"assay.app/assay/storage/mend"
)

func main() {
	if len(os.Args) > 1 && os.Args[1] == mend.CheckCommand {
		os.Exit(mend.CheckMain(os.Args[2:], cli.Options(true)))
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	code := run(ctx, os.Args[1:], os.Stdin, os.Stdout, os.Stderr)
	stop()
	os.Exit(code)
}

// run executes one command line and returns its exit code.
func run(ctx context.Context, args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	return cli.Run(ctx, newRoot(), args, cli.Streams{In: stdin, Out: stdout, Err: stderr})
}

const help = `assayctl works on Assay projects from the command line.

Exit codes: 0 success; 1 failure; 2 incorrect usage; 3 done, but some inputs were
refused, or something is missing from a recovered project or was repaired. Each
such input or item is named on standard error.

ARTICLE is an article's id, the beginning of the id if no other article's id begins
with it, or the name of the imported file, with or without its extension. If the files
of several versions of an article have that name, it is the current one. SENTENCE
is the index of a sentence, counted from 0, as "show" prints it.

Spans are half-open: [start,end). Annotation sets and "show --json" give them in
UTF-8 bytes and in code points of the article's text.`

// newRoot returns the root command with all subcommands.
func newRoot() *cobra.Command {
	root := &cobra.Command{
		Use:           "assayctl",
		Short:         "Work on Assay projects from the command line",
		Long:          help,
		Version:       model.Version,
		SilenceUsage:  true,
		SilenceErrors: true,
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) > 0 {
				return cli.Usagef("unknown command %q", args[0])
			}
			return cli.Usagef("no command given")
		},
	}
	root.SetVersionTemplate("assayctl {{.Version}}\n")
	root.CompletionOptions.DisableDefaultCmd = true
	root.AddCommand(
		importing.NewCommand(), newList(), newShow(), newTag(), newNote(), newGrade(), newPhrase(), newPhrases(), newAttribute(), voices.NewCommand(), profile.NewCommand(), newUndo(), newRedo(),
		newStats(), newAnalysts(), newConflicts(), newVerify(), newSegment(),
		newQuotes(), newSuggest(), newMatch(), newSearch(), statement.NewCommand(),
		codebook.NewCommand(), newLog(), newBackup(), newRestore(), newCompact(), newRecover(),
	)
	root.AddCommand(comparison.Commands()...)
	root.AddCommand(transfer.Commands()...)
	root.AddCommand(versions.Commands()...)
	root.AddCommand(report.Commands()...)
	root.AddCommand(figures.NewCommand())
	root.AddCommand(judgement.Commands()...)
	return root
}
