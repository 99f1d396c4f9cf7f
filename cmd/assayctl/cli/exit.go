// Package cli holds what the commands of assayctl share: their arguments, the
// project they work on, their messages and the exit codes.
package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"syscall"

	"github.com/spf13/cobra"

	"assay.app/assay/cmd/assayctl/output"
	"assay.app/assay/model"
	"assay.app/assay/storage/intake"
)

// The exit codes, which scripts rely on.
const (
	ExitDone    = 0
	ExitFailed  = 1
	ExitUsage   = 2
	ExitPartial = 3 // done, but some inputs were refused or something is missing
)

// PartialError reports that the work was done except for some parts, which were
// named in earlier messages.
type PartialError struct{ message string }

func (e PartialError) Error() string { return e.message }

// RefusedError returns the error of a command that refused n of its inputs.
func RefusedError(n int) error {
	if n == 1 {
		return PartialError{"1 input was refused"}
	}
	return PartialError{fmt.Sprintf("%d inputs were refused", n)}
}

// PartialErrorf returns an error for a command of which a part was not done, with a message.
func PartialErrorf(format string, args ...any) error {
	return PartialError{fmt.Sprintf(format, args...)}
}

// MissingError returns the error of a recovery in which n items are missing or were
// repaired.
func MissingError(n int) error {
	if n == 1 {
		return PartialError{"1 item is missing or was repaired"}
	}
	return PartialError{fmt.Sprintf("%d items are missing or were repaired", n)}
}

// Report prints err and returns the exit code. It prints nothing if err is nil or
// EPIPE.
func Report(stderr io.Writer, cmd *cobra.Command, err error) int {
	var partial PartialError
	switch {
	case err == nil:
		return ExitDone
	case errors.Is(err, syscall.EPIPE):
		return ExitFailed // the reader of the output has closed it on purpose
	case errors.As(err, &partial):
		Say(stderr, err.Error())
		return ExitPartial
	case IsUsage(err):
		Say(stderr, err.Error()+fmt.Sprintf("; see %q", cmd.CommandPath()+" --help"))
		return ExitUsage
	case errors.Is(err, context.Canceled):
		Say(stderr, "interrupted before the command finished")
		return ExitFailed
	}
	Say(stderr, err.Error()+advice(err))
	return ExitFailed
}

// Say prints one message on standard error. It makes the message safe for
// terminals, because the message may quote files.
func Say(stderr io.Writer, message string) {
	_, _ = fmt.Fprintf(stderr, "assayctl: %s\n", output.Printable(message)) // a failure cannot be reported anywhere
}

// SayRefused prints why an input was refused, and advice if there is any.
func SayRefused(stderr io.Writer, path string, err error) {
	advice := ""
	if errors.Is(err, model.ErrLinkOutside) {
		advice = "; import the target of the link, or use --follow-links"
	}
	if blocks, _ := intake.Left(err); blocks > 0 {
		advice = "; --all-blocks imports such blocks too"
	}
	Say(stderr, fmt.Sprintf("refused %s: %s%s", path, Reason(path, err), advice))
}

// Reason returns the message of err. It leaves out an operation and path at the
// beginning.
func Reason(path string, err error) string {
	message := err.Error()
	if operation, rest, ok := strings.Cut(message, " "+path+": "); ok && !strings.Contains(operation, " ") {
		return rest
	}
	return message
}

// advice returns advice to append to the message of err, or "".
func advice(err error) string {
	for _, known := range []struct {
		err    error
		advice string
	}{
		{model.ErrAmbiguous, ""},
		{model.ErrNoArticle, `; "assayctl list" lists the articles`},
		{model.ErrNoVersion, `; "assayctl versions" lists the versions of an article`},
		{model.ErrNoStatement, `; "assayctl statements" lists the statements`},
		{model.ErrNoSentence, `; "assayctl show" shows the sentences with their indexes`},
		{model.ErrUnknownSet, `; "assayctl load" reads files written by "assayctl export"`},
		{model.ErrHashMismatch, `; export the set again if it was changed, or check the project with "assayctl verify"`},
	} {
		if errors.Is(err, known.err) {
			return known.advice
		}
	}
	return ""
}
