package lock

import (
	"os"
	"time"
)

// Wait locks an open file until it is closed. It returns an error if another process still has
// the lock after timeout, or if this process has it through another open file. On systems
// without such locks, Wait returns at once.
func Wait(file *os.File, timeout time.Duration) error { return waitFor(file, timeout) }
