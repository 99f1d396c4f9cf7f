package main

import (
	"os"
	"testing"

	"assay.app/assay/storage"
)

// TestMain is also the process that checks backups, which the program starts
// of itself.
func TestMain(m *testing.M) {
	if len(os.Args) > 1 && os.Args[1] == storage.CheckCommand {
		os.Exit(storage.CheckMain(os.Args[2:], options(func(uint64, error) {})))
	}
	os.Exit(m.Run())
}
