//go:build !windows

package lock

import (
	"os"
	"time"
)

func waitFor(file *os.File, timeout time.Duration) error { return lockFile(file, timeout) }
