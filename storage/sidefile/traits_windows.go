package sidefile

import (
	"encoding/binary"

	"golang.org/x/sys/windows"
)

// Traits returns bytes by which a file can be recognised: the numbers of its disk and of
// the file there, and when the file was created. They stay the same when the file is
// renamed or written to, and differ for a copy. Traits returns nil if they are unknown.
func Traits(path string) []byte {
	name, err := windows.UTF16PtrFromString(path)
	if err != nil {
		return nil
	}
	const share = windows.FILE_SHARE_READ | windows.FILE_SHARE_WRITE | windows.FILE_SHARE_DELETE
	file, err := windows.CreateFile(name, 0, share, nil, windows.OPEN_EXISTING, windows.FILE_FLAG_BACKUP_SEMANTICS, 0)
	if err != nil {
		return nil
	}
	defer windows.CloseHandle(file)
	var info windows.ByHandleFileInformation
	if windows.GetFileInformationByHandle(file, &info) != nil {
		return nil
	}
	out := binary.BigEndian.AppendUint32(nil, info.VolumeSerialNumber)
	out = binary.BigEndian.AppendUint64(out, uint64(info.FileIndexHigh)<<32|uint64(info.FileIndexLow))
	return binary.BigEndian.AppendUint64(out, uint64(info.CreationTime.Nanoseconds()))
}
