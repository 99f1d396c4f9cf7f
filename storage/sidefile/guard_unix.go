//go:build unix && !solaris && !aix

package sidefile

import (
	"errors"
	"io/fs"
	"os"
	"syscall"
)

const (
	noFollow = syscall.O_NOFOLLOW
	noWait   = syscall.O_NONBLOCK
)

// takeOwner changes the owner and group of a file to those of another, as far as
// permitted, and reports whether the file then has that group. It returns true if
// the owners are unknown.
func takeOwner(file *os.File, now, like fs.FileInfo) bool {
	have, ok := now.Sys().(*syscall.Stat_t)
	want, known := like.Sys().(*syscall.Stat_t)
	if !ok || !known {
		return true
	}
	if have.Uid != want.Uid && os.Geteuid() == 0 {
		_ = file.Chown(int(want.Uid), -1) // if this fails, the file stays root's, and no more people can open it
	}
	return have.Gid == want.Gid || file.Chown(-1, int(want.Gid)) == nil
}

// Names returns the number of names (hard links) of a file, or 1 if unknown.
func Names(path string) int {
	info, err := os.Stat(path)
	if err != nil {
		return 1
	}
	if stat, ok := info.Sys().(*syscall.Stat_t); ok {
		return int(stat.Nlink)
	}
	return 1
}

// tooLong reports whether an error means that a name is too long.
func tooLong(_ string, err error) bool { return errors.Is(err, syscall.ENAMETOOLONG) }

// share takes a shared lock, which marks work under way and ends with the process.
// It waits while a sweep holds the lock exclusively.
func share(file *os.File) error { return flock(file, syscall.LOCK_SH) }

// seize tries to take the lock of share exclusively, without waiting. It reports
// whether another process has the lock, and whether that is known.
func seize(file *os.File) (busy, known bool) {
	err := flock(file, syscall.LOCK_EX|syscall.LOCK_NB)
	return errors.Is(err, syscall.EWOULDBLOCK), err == nil || errors.Is(err, syscall.EWOULDBLOCK)
}

func flock(file *os.File, how int) error {
	for {
		if err := syscall.Flock(int(file.Fd()), how); !errors.Is(err, syscall.EINTR) {
			return err
		}
	}
}
