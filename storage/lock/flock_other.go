//go:build !unix || solaris || aix

package lock

import (
	"os"
	"time"
)

// lockFile does nothing where bolt's lock is not one on the file itself. On
// Windows a file that somebody has open cannot be replaced anyway.
func lockFile(*os.File, time.Duration) error { return nil }

// locksFile says whether lockFile locks anything.
const locksFile = false
