package sidefile

import (
	"os"
	"syscall"
)

// Names returns the number of names (hard links) of a file, or 1 if unknown.
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
