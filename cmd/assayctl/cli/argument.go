package cli

import (
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"assay.app/assay/model/value"
)

// usageError is an error in the command line.
type usageError struct{ error }

func (e usageError) Unwrap() error { return e.error }

// UsageError marks err as an error in the command line, so that the program
// exits with ExitUsage.
func UsageError(err error) error { return usageError{err} }

// Usagef returns a usage error with a formatted message.
func Usagef(format string, args ...any) error { return UsageError(fmt.Errorf(format, args...)) }

// IsUsage reports whether err is an error in the command line.
func IsUsage(err error) bool {
	var usage usageError
	return errors.As(err, &usage)
}

// Takes returns a check that a command has exactly one argument for each name.
func Takes(names ...string) cobra.PositionalArgs { return takes(len(names), names) }

// TakesOptional returns a check that a command has at most one argument.
func TakesOptional(name string) cobra.PositionalArgs { return takes(0, []string{name}) }

// takes returns a check that a command has at least `least` arguments, and at most
// one for each name.
func takes(least int, names []string) cobra.PositionalArgs {
	return func(_ *cobra.Command, args []string) error {
		if len(args) < least {
			return Usagef("%s is missing", names[len(args)])
		}
		if len(args) > len(names) {
			return Usagef("unexpected argument %q", args[len(names)])
		}
		return nil
	}
}

// TakesSome returns a check that a command has at least one argument.
func TakesSome(name string) cobra.PositionalArgs {
	return func(_ *cobra.Command, args []string) error {
		if len(args) == 0 {
			return Usagef("%s is missing", name)
		}
		return nil
	}
}

// JSONFlag adds --json to a command.
func JSONFlag(cmd *cobra.Command, asJSON *bool) {
	cmd.Flags().BoolVar(asJSON, "json", false, "print JSON")
}

// Exclusive returns a usage error if more than one of the flags is given.
func Exclusive(cmd *cobra.Command, flags ...string) error {
	first := ""
	for _, flag := range flags {
		switch {
		case !cmd.Flags().Changed(flag):
		case first != "":
			return Usagef("--%s and --%s cannot be given together", first, flag)
		default:
			first = flag
		}
	}
	return nil
}

// SentenceIndex parses the index of a sentence, counted from 0.
func SentenceIndex(arg string) (int, error) {
	index, err := strconv.Atoi(arg)
	if err != nil || index < 0 {
		return 0, Usagef("%q is not a sentence index: indexes are whole numbers, counted from 0", arg)
	}
	return index, nil
}

// NoteText returns the stored form of a note's text, or a usage error if the text
// is empty or invalid.
func NoteText(arg string) (string, error) {
	text, err := value.Note.Accept(arg)
	if err != nil {
		return "", UsageError(err)
	}
	if strings.TrimSpace(text) == "" {
		return "", Usagef("the text of the note is empty")
	}
	return text, nil
}

// Choice is a flag that takes one of a few values. It implements pflag.Value.
type Choice struct {
	Value *string
	Of    []string
}

// String returns "", so that help texts show no default.
func (c Choice) String() string { return "" }

// Type returns the values, for help texts.
func (c Choice) Type() string { return strings.Join(c.Of, "|") }

// Set stores value if it is one of the allowed values.
func (c Choice) Set(value string) error {
	for _, of := range c.Of {
		if of == value {
			*c.Value = value
			return nil
		}
	}
	return fmt.Errorf("must be one of %s", strings.Join(c.Of, ", "))
}

// OneOf joins names with commas and "or", as in "a, b or c". names must not be
// empty.
func OneOf(names []string) string {
	last := len(names) - 1
	if last == 0 {
		return names[0]
	}
	return strings.Join(names[:last], ", ") + " or " + names[last]
}

// Group returns a command that only has subcommands.
func Group(use, short, long string, below ...*cobra.Command) *cobra.Command {
	cmd := &cobra.Command{
		Use: use, Short: short, Long: long,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) > 0 {
				return Usagef("unknown command %q", args[0])
			}
			return Usagef("no command given")
		},
		RunE: func(*cobra.Command, []string) error { return Usagef("no command given") },

		FParseErrWhitelist: cobra.FParseErrWhitelist{UnknownFlags: true}, // those of the subcommand that is missing
	}
	cmd.AddCommand(below...)
	return cmd
}
