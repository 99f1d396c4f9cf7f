// Package clitest runs commands of assayctl in tests.
package clitest

import (
	"bytes"
	"context"
	"encoding/json"
	"strings"
	"testing"

	"github.com/spf13/cobra"

	"assay.app/assay/cmd/assayctl/cli"
)

// Result is the outcome of one command line.
type Result struct {
	Code        int
	Out, ErrOut string
}

// RootOf returns a program with these commands only.
func RootOf(commands ...*cobra.Command) *cobra.Command {
	root := &cobra.Command{Use: "assayctl", SilenceUsage: true, SilenceErrors: true}
	root.AddCommand(commands...)
	return root
}

// Run runs one command line in this process. It fails the test if the command fails
// without a message, or if a command other than "export" prints a message that does
// not begin with the name of the program.
func Run(t *testing.T, ctx context.Context, root *cobra.Command, args ...string) Result {
	t.Helper()
	var out, errOut bytes.Buffer
	code := cli.Run(ctx, root, args, cli.Streams{In: strings.NewReader(""), Out: &out, Err: &errOut})
	if code != cli.ExitDone && errOut.Len() == 0 {
		t.Errorf("assayctl %q exits with %d and says nothing", args, code)
	}
	for line := range strings.Lines(errOut.String()) {
		if args[0] != "export" && !strings.HasPrefix(line, "assayctl: ") {
			t.Errorf("assayctl %q says %q", args, line)
		}
	}
	return Result{code, out.String(), errOut.String()}
}

// Want runs a command line. It fails the test if the exit code is not code.
func Want(t *testing.T, root *cobra.Command, code int, args ...string) Result {
	t.Helper()
	r := Run(t, context.Background(), root, args...)
	if r.Code != code {
		t.Errorf("assayctl %q exits with %d, not %d\n%s%s", args, r.Code, code, r.Out, r.ErrOut)
	}
	return r
}

// Unmarshal decodes the JSON that a command printed.
func Unmarshal[T any](t *testing.T, r Result) T {
	t.Helper()
	var v T
	dec := json.NewDecoder(strings.NewReader(r.Out))
	if err := dec.Decode(&v); err != nil {
		t.Fatalf("%v in %s", err, r.Out)
	}
	if dec.More() {
		t.Error("more than one JSON document")
	}
	return v
}

// Contains fails the test unless text contains all parts.
func Contains(t *testing.T, text string, parts ...string) {
	t.Helper()
	for _, part := range parts {
		if !strings.Contains(text, part) {
			t.Errorf("%q is not in\n%s", part, text)
		}
	}
}
