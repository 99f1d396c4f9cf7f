package sidefile

import "golang.org/x/sys/windows"

// Room returns how many bytes this user can still write to the disk of a folder. known is
// false if that cannot be determined.
func Room(folder string) (bytes int64, known bool) {
	name, err := windows.UTF16PtrFromString(folder)
	if err != nil {
		return 0, false
	}
	var free uint64
	if windows.GetDiskFreeSpaceEx(name, &free, nil, nil) != nil {
		return 0, false
	}
	return int64(min(free, 1<<62)), true
}
