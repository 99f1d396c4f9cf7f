package main

import (
	"log"
	"os"
	"testing"

	"assay.app/assay/storage/mend"
	"assay.app/assay/ui/words"
)

// TestMain selects English for the tests. If the binary was started as the child
// process that checks a backup, TestMain only checks the backup.
func TestMain(m *testing.M) {
	if len(os.Args) > 1 && os.Args[1] == mend.CheckCommand {
		os.Exit(mend.CheckMain(os.Args[2:], plainOptions()))
	}
	if err := words.Choose(words.English); err != nil {
		log.Fatal(err)
	}
	os.Exit(m.Run())
}
