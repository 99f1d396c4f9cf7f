//go:build !windows

package report

// inUse reports whether an error means that another program has the file open. Only Windows keeps
// programs from replacing such a file.
func inUse(string, error) bool { return false }

// full reports whether an error means that the disk is full in the words of Windows.
func full(error) bool { return false }
