package lock

import (
	"os"
	"time"
)

// Wait locks an open file until it is closed. It returns an error if another process, or
// another opening of the file in this one, still has the lock after timeout. On systems
// without such locks, it returns at once.
func Wait(file *os.File, timeout time.Duration) error { return waitFor(file, timeout) }
