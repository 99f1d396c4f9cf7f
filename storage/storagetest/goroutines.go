package storagetest

import (
	"runtime"
	"strings"
	"testing"
	"time"
)

// Goroutines fails the test if more goroutines of package storage are running at
// its end than when Goroutines was called. Call it before opening a project.
func Goroutines(t testing.TB) {
	t.Helper()
	before := len(ofStorage())
	t.Cleanup(func() {
		deadline := time.Now().Add(2 * time.Second)
		left := ofStorage()
		for len(left) > before && time.Now().Before(deadline) {
			time.Sleep(time.Millisecond)
			left = ofStorage()
		}
		if len(left) > before {
			t.Errorf("%d goroutines of storage were left, there were %d before:\n%s",
				len(left), before, strings.Join(left, "\n\n"))
		}
	})
}

// ofStorage returns the stacks of goroutines that mention a method of package
// storage.
func ofStorage() []string {
	var found []string
	buffer := make([]byte, 1<<20)
	for _, stack := range strings.Split(string(buffer[:runtime.Stack(buffer, true)]), "\n\n") {
		if strings.Contains(stack, "assay/storage.(") && !strings.Contains(stack, "storagetest.ofStorage") {
			found = append(found, stack)
		}
	}
	return found
}
