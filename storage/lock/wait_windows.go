package lock

import (
	"errors"
	"os"
	"time"

	"golang.org/x/sys/windows"
)

// waitFor locks the first byte of the file, which may be beyond its end.
func waitFor(file *os.File, timeout time.Duration) error {
	const how = windows.LOCKFILE_EXCLUSIVE_LOCK | windows.LOCKFILE_FAIL_IMMEDIATELY
	for end := time.Now().Add(timeout); ; {
		err := windows.LockFileEx(windows.Handle(file.Fd()), how, 0, 1, 0, new(windows.Overlapped))
		switch {
		case err == nil:
			return nil
		case !errors.Is(err, windows.ERROR_LOCK_VIOLATION) && !errors.Is(err, windows.ERROR_IO_PENDING):
			return err
		case time.Now().After(end):
			return errLockTaken
		}
		time.Sleep(20 * time.Millisecond)
	}
}
