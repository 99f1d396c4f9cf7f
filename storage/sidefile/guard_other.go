//go:build !unix || solaris || aix

package sidefile

import (
	"io/fs"
	"os"
	"path/filepath"
	"unicode/utf16"
)

// These flags do not exist on this system. Files are only examined before they are
// opened.
const (
	noFollow = 0
	noWait   = 0
)

// takeOwner does nothing: a new file has the access of its folder.
func takeOwner(*os.File, fs.FileInfo, fs.FileInfo) bool { return true }

// tooLong reports whether a name is longer than file systems allow. Windows counts
// UTF-16 units and has no error of its own for this.
func tooLong(path string, _ error) bool {
	const most = 255
	return len(utf16.Encode([]rune(filepath.Base(path)))) > most
}

// share does nothing, because this system has no such lock.
func share(*os.File) error { return nil }

// seize reports that the lock's state is unknown.
func seize(*os.File) (busy, known bool) { return false, false }
