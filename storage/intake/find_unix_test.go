//go:build unix

package intake_test

import (
	"errors"
	"path/filepath"
	"syscall"
	"testing"

	"assay.app/assay/model"
	"assay.app/assay/storage/intake"
)

func TestAPipeIsRefusedAndNotWaitedFor(t *testing.T) {
	dir := t.TempDir()
	pipe := filepath.Join(dir, "pipe.txt")
	if err := syscall.Mkfifo(pipe, 0o644); err != nil {
		t.Skipf("no pipes here: %v", err)
	}
	for _, path := range []string{dir, pipe, "/dev/zero"} {
		got, refusals := find(t, dir, path)
		if got != nil || len(refusals) != 1 || !errors.Is(refusals[0].Err, model.ErrBinary) {
			t.Errorf("%s: %q, %v", path, got, refusals)
		}
	}
	if _, err := intake.Read(pipe, intake.Options{}); !errors.Is(err, model.ErrBinary) {
		t.Errorf("read: %v", err)
	}
}
