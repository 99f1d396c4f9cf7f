//go:build !unix || solaris || aix

package lock

import (
	"os"
	"time"
)

// lockFile does nothing, because Go's syscall package has no Flock on this system.
func lockFile(*os.File, time.Duration) error { return nil }

// locksFile reports whether lockFile locks anything.
const locksFile = false
