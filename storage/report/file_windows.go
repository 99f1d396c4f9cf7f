package report

import (
	"errors"
	"os"

	"golang.org/x/sys/windows"
)

// inUse reports whether an error means that another program has the file at path open. A file that
// is open cannot be replaced, for which Windows says that access is denied, as it does for a file
// that is read-only.
func inUse(path string, err error) bool {
	if errors.Is(err, windows.ERROR_SHARING_VIOLATION) || errors.Is(err, windows.ERROR_LOCK_VIOLATION) {
		return true
	}
	info, there := os.Stat(path)
	const mayWrite = 0o200
	return errors.Is(err, windows.ERROR_ACCESS_DENIED) && there == nil && info.Mode().IsRegular() && info.Mode()&mayWrite != 0
}

// full reports whether an error means that the disk is full in the words of Windows.
func full(err error) bool {
	return errors.Is(err, windows.ERROR_DISK_FULL) || errors.Is(err, windows.ERROR_HANDLE_DISK_FULL)
}
