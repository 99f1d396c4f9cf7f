package clitest

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"assay.app/assay/cmd/assayctl/record"
)

// The texts of invented articles. Mill is in Windows-1252.
const (
	Harbour = "Harbour wall gives way\n\nThe wall of the old harbour gave way on Tuesday. “We saw it coming,” said Ana Ré, the harbour master. It was built in 1931.\n\nNo one was hurt.\n"
	Ferry   = "The ferry to Ölland was cancelled. Passengers waited for 9 hours.\r\n\r\nThe company had no comment.\r\n"
	Mill    = "The mill caf\xe9 is open again. \x93At last,\x94 said its owner.\n"
)

// InFolder changes to a new folder that has the invented articles in the folder
// press. The analyst is "tester".
func InFolder(t *testing.T) {
	t.Helper()
	t.Chdir(t.TempDir())
	t.Setenv("ASSAY_ANALYST", "tester")
	Write(t, "press/harbour.txt", Harbour)
	Write(t, "press/ferry.txt", Ferry)
	Write(t, "press/more/mill.txt", Mill)
}

// Write writes a file and creates its folder.
func Write(t *testing.T, path, content string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
		t.Fatal(err)
	}
}

// Absent fails the test if there is a file at path, or a temporary file for it.
func Absent(t *testing.T, path string) {
	t.Helper()
	entries, err := os.ReadDir(filepath.Dir(path))
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if strings.Contains(e.Name(), filepath.Base(path)) || strings.HasPrefix(e.Name(), ".") {
			t.Errorf("%s was left behind", e.Name())
		}
	}
}

// DryRun is what "import --dry-run --json" prints.
type DryRun struct {
	Articles []record.Rehearsed
	Refused  []record.Refused
	Tables   []record.Table
}
