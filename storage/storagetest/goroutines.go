package storagetest

import (
	"runtime"
	"strings"
	"testing"
	"time"
)

// Goroutines has the test fail if goroutines of package storage are running
// when it ends that were not when this was called. Call it before a project is
// opened.
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

// ofStorage gives the stacks of the goroutines that package storage started,
// and of those that wait in it.
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
