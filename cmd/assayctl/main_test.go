package main

import (
	"os"
	"testing"

	"assay.app/assay/storage"
)

// TestMain lets this test stand in for the program when a file is to be
// checked in a process of its own.
func TestMain(m *testing.M) {
	if len(os.Args) > 1 && os.Args[1] == storage.CheckCommand {
		os.Exit(storage.CheckMain(os.Args[2:], options(true)))
	}
	os.Exit(m.Run())
}
