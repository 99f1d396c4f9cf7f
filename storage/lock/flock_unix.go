//go:build unix && !solaris && !aix

package lock

import (
	"errors"
	"os"
	"syscall"
	"time"
)

// locksFile reports whether lockFile locks anything.
const locksFile = true

// lockFile takes the lock that bolt takes on a project, without reading the file,
// which may be damaged. It returns errLockTaken if another process still has the
// lock after timeout.
func lockFile(file *os.File, timeout time.Duration) error {
	for end := time.Now().Add(timeout); ; {
		err := syscall.Flock(int(file.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
		switch {
		case err == nil:
			return nil
		case errors.Is(err, syscall.EINTR):
			continue
		case !errors.Is(err, syscall.EWOULDBLOCK):
			return err
		case time.Now().After(end):
			return errLockTaken
		}
		time.Sleep(20 * time.Millisecond)
	}
}
