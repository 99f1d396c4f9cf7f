package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"syscall"

	"github.com/spf13/cobra"

	"assay.app/assay/model"
	"assay.app/assay/storage/intake"
)

// The exit codes, which scripts rely on.
const (
	exitDone    = 0
	exitFailed  = 1
	exitUsage   = 2
	exitRefused = 3 // done, but some of the inputs were refused or something is missing
)

// run executes one command line and gives its exit code.
func run(ctx context.Context, args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	root := newRoot()
	root.SetArgs(args)
	root.SetIn(stdin)
	root.SetOut(stdout)
	root.SetErr(stderr)
	started := false
	for _, cmd := range root.Commands() {
		onStart(cmd, &started)
	}
	cmd, err := root.ExecuteContextC(ctx)
	if err != nil && !started && !errors.Is(err, errUsage) {
		err = usageError{err} // found by cobra: an unknown flag, a missing argument
	}
	return report(stderr, cmd, err)
}

// newRoot makes the command that holds all others.
func newRoot() *cobra.Command {
	root := &cobra.Command{
		Use:   "assayctl",
		Short: "Work on Assay projects without a window",
		Long: `assayctl works on Assay projects without a window.

Exit codes: 0 done; 1 failed; 2 wrong usage; 3 done, but some of the inputs
were refused, or something could not be recovered (each is named on standard
error, with the reason).

ARTICLE is an article's id, the beginning of one that fits no other, or the
name of the imported file, with or without its ending. SENTENCE is the
sentence's index, counted from 0, as "show" prints it.

Offsets are half-open, [start,end). In a set and in "show --json" they are
given in UTF-8 bytes and in code points of the article's text.`,
		Version:       model.Version,
		SilenceUsage:  true,
		SilenceErrors: true,
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) > 0 {
				return usagef("there is no command %q", args[0])
			}
			return usagef("say what to do")
		},
	}
	root.SetVersionTemplate("assayctl {{.Version}}\n")
	root.CompletionOptions.DisableDefaultCmd = true
	root.AddCommand(
		newImport(), newList(), newShow(), newTag(), newNote(), newUndo(), newRedo(),
		newStats(), newExport(), newLoad(), newVerify(), newSegment(),
		newQuotes(), newSuggest(), newSearch(),
		newLog(), newBackup(), newRestore(), newCompact(), newRecover(),
	)
	return root
}

// onStart notes when the command line has been understood and work begins.
func onStart(cmd *cobra.Command, started *bool) {
	work := cmd.RunE
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		*started = true
		return work(cmd, args)
	}
}

// usageError is an error in how the program was called.
type usageError struct{ err error }

var errUsage = errors.New("wrong usage")

func (e usageError) Error() string        { return e.err.Error() }
func (e usageError) Is(target error) bool { return target == errUsage }

func usagef(format string, args ...any) error { return usageError{fmt.Errorf(format, args...)} }

// takes checks that a command is given just the arguments with these names.
func takes(names ...string) cobra.PositionalArgs {
	return func(_ *cobra.Command, args []string) error {
		if len(args) < len(names) {
			return usagef("%s is missing", names[len(args)])
		}
		if len(args) > len(names) {
			return usagef("%q is one argument too many", args[len(names)])
		}
		return nil
	}
}

// takesSome checks that a command is given at least one argument.
func takesSome(name string) cobra.PositionalArgs {
	return func(_ *cobra.Command, args []string) error {
		if len(args) == 0 {
			return usagef("%s is missing", name)
		}
		return nil
	}
}

// refusedError says that the work was done but for some inputs.
type refusedError struct{ n int }

func (e refusedError) Error() string {
	if e.n == 1 {
		return "1 input was refused"
	}
	return fmt.Sprintf("%d inputs were refused", e.n)
}

// report tells the user about err and gives the exit code.
func report(stderr io.Writer, cmd *cobra.Command, err error) int {
	var refused refusedError
	var missing missingError
	switch {
	case err == nil:
		return exitDone
	case errors.Is(err, syscall.EPIPE):
		return exitFailed // whoever read our output has had enough
	case errors.As(err, &refused):
		say(stderr, err.Error())
		return exitRefused
	case errors.As(err, &missing):
		say(stderr, err.Error())
		return exitRefused
	case errors.Is(err, errUsage):
		say(stderr, err.Error()+fmt.Sprintf("; see %q", cmd.CommandPath()+" --help"))
		return exitUsage
	case errors.Is(err, context.Canceled):
		say(stderr, "stopped before it was finished")
		return exitFailed
	}
	say(stderr, err.Error()+advice(err))
	return exitFailed
}

// say writes one message on standard error. What others wrote into a file may
// stand in it.
func say(stderr io.Writer, message string) {
	_, _ = fmt.Fprintf(stderr, "assayctl: %s\n", printable(message)) // there is nowhere else to say it
}

// sayRefused names an input that was refused, and why.
func sayRefused(stderr io.Writer, path string, err error) {
	out := ""
	if errors.Is(err, model.ErrLinkOutside) {
		out = "; name what it leads to, or use --follow-links"
	}
	if blocks, _ := intake.Left(err); blocks > 0 {
		out = "; --all-blocks takes them too"
	}
	say(stderr, fmt.Sprintf("refused %s: %s%s", path, reason(path, err), out))
}

// reason is err without the operation and path that errors about files begin
// with.
func reason(path string, err error) string {
	message := err.Error()
	if operation, rest, ok := strings.Cut(message, " "+path+": "); ok && !strings.Contains(operation, " ") {
		return rest
	}
	return message
}

// advice is the way out of an error that does not tell it itself.
func advice(err error) string {
	for _, way := range []struct {
		err error
		out string
	}{
		{model.ErrAmbiguous, ""},
		{model.ErrNoArticle, `; "assayctl list" shows those there are`},
		{model.ErrNoSentence, `; "assayctl show" numbers them`},
		{model.ErrUnknownSet, `; "assayctl load" takes what "assayctl export" writes`},
		{model.ErrHashMismatch, "; the set was changed after it was exported: export it again"},
	} {
		if errors.Is(err, way.err) {
			return way.out
		}
	}
	return ""
}
