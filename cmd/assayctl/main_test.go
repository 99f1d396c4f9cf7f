package main

import (
	"context"
	"os"
	"testing"

	"assay.app/assay/cmd/assayctl/cli"
	"assay.app/assay/storage"
)

// asProgram is the variable of the environment that has the tests stand in for the
// program, and says in which file to put what the system says of the process.
const asProgram = "ASSAYCTL_TEST_AS_PROGRAM"

// TestMain lets this test stand in for the program: when a file is to be checked in
// a process of its own, and when a test wants to see what a process does.
func TestMain(m *testing.M) {
	if len(os.Args) > 1 && os.Args[1] == storage.CheckCommand {
		os.Exit(storage.CheckMain(os.Args[2:], cli.Options(true)))
	}
	if status := os.Getenv(asProgram); status != "" {
		code := run(context.Background(), os.Args[1:], os.Stdin, os.Stdout, os.Stderr)
		if said, err := os.ReadFile("/proc/self/status"); err == nil {
			_ = os.WriteFile(status, said, 0o666) // whoever waits for it says that it is missing
		}
		os.Exit(code)
	}
	os.Exit(m.Run())
}
