//go:build !unix || solaris || aix

package sidefile

import (
	"io/fs"
	"os"
	"path/filepath"
	"unicode/utf16"
)

// This system has no such flags.
const (
	noFollow = 0
	noWait   = 0
)

// takeOwner is not implemented on this system.
func takeOwner(*os.File, fs.FileInfo, fs.FileInfo) bool { return true }

// tooLong reports whether a name has more than 255 UTF-16 units, the limit of file
// systems on Windows.
func tooLong(path string, _ error) bool {
	const most = 255
	return len(utf16.Encode([]rune(filepath.Base(path)))) > most
}

// share is not implemented on this system.
func share(*os.File) error { return nil }

// seize reports that the lock's state is unknown.
func seize(*os.File) (busy, known bool) { return false, false }
