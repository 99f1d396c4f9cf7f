//go:build unix

package sidefile

import (
	"encoding/binary"
	"os"
	"syscall"
)

// Traits returns bytes by which a file can be recognised: the numbers of its disk and of
// the file there. They stay the same when the file is renamed or written to, and differ
// for a copy. Traits returns nil if they are unknown.
func Traits(path string) []byte {
	info, err := os.Stat(path)
	if err != nil {
		return nil
	}
	stat, ok := info.Sys().(*syscall.Stat_t)
	if !ok {
		return nil
	}
	return binary.BigEndian.AppendUint64(binary.BigEndian.AppendUint64(nil, uint64(stat.Dev)), uint64(stat.Ino))
}
