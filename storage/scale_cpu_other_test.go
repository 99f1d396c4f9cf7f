//go:build !unix

package storage_test

import "time"

// processorTime returns 0, because the time is unknown on this system.
func processorTime() time.Duration { return 0 }
