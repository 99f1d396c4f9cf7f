package main

import (
	"context"
	"os"
	"testing"

	"assay.app/assay/cmd/assayctl/cli"
	"assay.app/assay/storage/mend"
)

// asProgram is the environment variable that makes the test binary act as the
// program. Its value is the path of a file to which the program copies
// /proc/self/status.
const asProgram = "ASSAYCTL_TEST_AS_PROGRAM"

// TestMain lets the test binary act as the program, for tests that need a separate
// process.
func TestMain(m *testing.M) {
	if len(os.Args) > 1 && os.Args[1] == mend.CheckCommand {
		os.Exit(mend.CheckMain(os.Args[2:], cli.Options(true)))
	}
	if status := os.Getenv(asProgram); status != "" {
		code := run(context.Background(), os.Args[1:], os.Stdin, os.Stdout, os.Stderr)
		if usage, err := os.ReadFile("/proc/self/status"); err == nil {
			_ = os.WriteFile(status, usage, 0o666) // peak reports a missing file
		}
		os.Exit(code)
	}
	os.Exit(m.Run())
}
