package storagetest

import (
	"os"
	"os/exec"
	"testing"
)

// GoneProcess returns the id of a process that has ended.
func GoneProcess(t testing.TB) int {
	t.Helper()
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(exe, "-test.run", "^$")
	if err := cmd.Run(); err != nil {
		t.Fatal(err)
	}
	return cmd.Process.Pid
}
