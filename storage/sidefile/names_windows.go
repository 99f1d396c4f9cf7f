package sidefile

import (
	"os"
	"syscall"
)

// Names returns how many names (hard links) a file has, 1 if that is unknown.
func Names(path string) int {
	file, err := os.Open(path)
	if err != nil {
		return 1
	}
	defer file.Close()
	var info syscall.ByHandleFileInformation
	if syscall.GetFileInformationByHandle(syscall.Handle(file.Fd()), &info) != nil {
		return 1
	}
	return int(info.NumberOfLinks)
}
