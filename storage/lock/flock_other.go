//go:build !unix || solaris || aix

package lock

import (
	"os"
	"time"
)

// lockFile does nothing, because this system has no flock. On Windows, an open file
// cannot be replaced anyway.
func lockFile(*os.File, time.Duration) error { return nil }

// locksFile reports whether lockFile locks anything.
const locksFile = false
