//go:build linux || darwin || freebsd

package sidefile

import "golang.org/x/sys/unix"

// Room returns how many bytes this user can still write to the disk of a folder. known is
// false if that cannot be determined.
func Room(folder string) (bytes int64, known bool) {
	var stat unix.Statfs_t
	if unix.Statfs(folder, &stat) != nil {
		return 0, false
	}
	return int64(stat.Bavail) * int64(stat.Bsize), true
}
