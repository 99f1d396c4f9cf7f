package storage

import (
	"fmt"
	"os"
	"runtime"
)

// roomToMap makes a file that is opened for reading only as long as bolt is
// going to map it, on Windows, which maps no more of a file than there is
// unless it may make it longer. bolt itself does so when it opens a file for
// writing. A copy that was just made, and a project that comes from another
// system, end with their last page. What is added is never read: bolt knows
// from its header where the pages end.
func roomToMap(path string, opts Options) error {
	if runtime.GOOS != "windows" || !opts.ReadOnly {
		return nil
	}
	return lengthen(path)
}

// lengthen makes a file of pages as long as bolt maps it. An empty one, which
// has no pages, stays as it is.
func lengthen(path string) error {
	info, err := os.Stat(path)
	if err != nil {
		return err
	}
	length := mapLength(info.Size())
	if info.Size() == 0 || info.Size() == length {
		return nil
	}
	if err := os.Truncate(path, length); err != nil {
		return fmt.Errorf("make it as long as Windows needs it to read it: %w; copy it to a folder of your own", err)
	}
	return nil
}

// mapLength is how much of a file with size bytes bolt maps: from 32 KiB on it
// doubles, from 1 GiB on it goes up by 1 GiB.
func mapLength(size int64) int64 {
	const least, step = 32 << 10, 1 << 30
	for length := int64(least); length < step; length *= 2 {
		if size <= length {
			return length
		}
	}
	return (size + step - 1) / step * step
}
