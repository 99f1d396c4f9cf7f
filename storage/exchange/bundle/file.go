package bundle

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"

	"assay.app/assay/storage/sidefile"
)

// WriteFile writes the file at path with write, completely or not at all: it writes a temporary file
// beside it, which replaces the file once it is complete and synced. A path that is not a regular
// file, such as a pipe, is written to directly. A replaced file keeps its mode.
func WriteFile(path string, write func(io.Writer) error) error {
	info, err := os.Stat(path)
	if err == nil && !info.Mode().IsRegular() {
		return fill(path, write)
	}
	if target, err := filepath.EvalSymlinks(path); err == nil {
		path = target
	}
	access := sidefile.Usual()
	if err == nil {
		access = sidefile.Like(info)
	}
	part, err := sidefile.NewPart(filepath.Dir(path), access)
	if err == nil {
		err = part.End(path, buffered(part, write))
	}
	if err == nil {
		err = syncFolder(filepath.Dir(path))
	}
	if err != nil {
		return fmt.Errorf("export to %s: %w", path, err)
	}
	return nil
}

// fill writes to a path that is not a regular file, such as a pipe, without
// replacing it.
func fill(path string, write func(io.Writer) error) (err error) {
	file, err := os.OpenFile(path, os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	defer func() {
		if closed := file.Close(); err == nil {
			err = closed
		}
	}()
	return buffered(file, write)
}

// buffered calls write with a buffered writer to file, and flushes it.
func buffered(file io.Writer, write func(io.Writer) error) error {
	w := bufio.NewWriterSize(file, 1<<16)
	if err := write(w); err != nil {
		return err
	}
	return w.Flush()
}

// syncFolder syncs a folder, so that a rename in it survives a power failure. It
// does nothing on Windows, where folders cannot be synced this way.
func syncFolder(path string) error {
	if runtime.GOOS == "windows" {
		return nil
	}
	folder, err := os.Open(path)
	if err != nil {
		return err
	}
	return errors.Join(folder.Sync(), folder.Close())
}
