package exchange

import (
	"bufio"
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
)

// ExportFile writes the annotation set of src to the file at path. The file
// is there whole or, after an error, as it was before: the set is written
// beside it and renamed when it is on disk. A path that is no plain file, such
// as a pipe, is written to directly.
func ExportFile(ctx context.Context, path string, src Source, opts Options) (count Count, err error) {
	err = writeFile(path, func(w io.Writer) error {
		count, err = Export(ctx, w, src, opts)
		return err
	})
	return count, err
}

// writeFile has write fill the file at path, as ExportFile says.
func writeFile(path string, write func(io.Writer) error) error {
	if info, err := os.Stat(path); err == nil && !info.Mode().IsRegular() {
		return fill(path, os.O_WRONLY, write)
	}
	if target, err := filepath.EvalSymlinks(path); err == nil {
		path = target
	}
	aside := filepath.Join(filepath.Dir(path), "."+filepath.Base(path)+"."+rand.Text()[:8]+".part")
	err := fill(aside, os.O_WRONLY|os.O_CREATE|os.O_EXCL, write)
	if err == nil {
		err = os.Rename(aside, path)
	}
	if err != nil {
		if gone := os.Remove(aside); gone != nil && !errors.Is(gone, os.ErrNotExist) {
			err = errors.Join(err, gone)
		}
		return fmt.Errorf("export to %s: %w", path, err)
	}
	if err := syncFolder(filepath.Dir(path)); err != nil {
		return fmt.Errorf("export to %s: %w", path, err)
	}
	return nil
}

// fill has write fill the file at path, and sees it onto the disk.
func fill(path string, flag int, write func(io.Writer) error) (err error) {
	file, err := os.OpenFile(path, flag, 0o666)
	if err != nil {
		return err
	}
	defer func() {
		if closed := file.Close(); err == nil {
			err = closed
		}
	}()
	w := bufio.NewWriterSize(file, 1<<16)
	if err = write(w); err != nil {
		return err
	}
	if err = w.Flush(); err != nil {
		return err
	}
	if info, err := file.Stat(); err != nil || !info.Mode().IsRegular() {
		return err // a pipe cannot be synced
	}
	return file.Sync()
}

// syncFolder makes the names in a folder durable. Windows has no such call
// and does it on rename.
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
