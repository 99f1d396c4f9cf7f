package storage_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"assay.app/assay/model"
	"assay.app/assay/storage"
	"assay.app/assay/storage/storagetest"
)

// tinyDisk mounts a disk in memory of the given size. It skips the test if the
// process may not mount disks, as only root may.
func tinyDisk(t *testing.T, kilobytes string) string {
	t.Helper()
	folder := filepath.Join(t.TempDir(), "disk")
	if err := os.Mkdir(folder, 0o777); err != nil {
		t.Fatal(err)
	}
	if err := syscall.Mount("tmpfs", folder, "tmpfs", 0, "size="+kilobytes+"k"); err != nil {
		t.Skipf("a small disk cannot be mounted here (root can): %v", err)
	}
	t.Cleanup(func() {
		if err := syscall.Unmount(folder, 0); err != nil {
			t.Errorf("unmount the disk: %v", err)
		}
	})
	return folder
}

func TestAFullDiskKeepsTheQueueUntilThereIsSpace(t *testing.T) {
	storagetest.Goroutines(t)
	disk := tinyDisk(t, "6000")
	p, d := letterIn(t, disk)
	b := untilItFails(t, p, d)
	b.holdsOut(t, syscall.ENOSPC)
	// SaveElsewhere to the same full disk leaves nothing behind.
	twin := filepath.Join(disk, "twin"+model.ProjectExt)
	if err := p.SaveElsewhere(twin); !errors.Is(err, syscall.ENOSPC) {
		t.Errorf("SaveElsewhere onto the full disk says %v", err)
	}
	entries, err := os.ReadDir(disk)
	for _, e := range entries {
		if name := e.Name(); strings.HasPrefix(name, ".assay") || strings.HasPrefix(name, "twin") {
			t.Errorf("%s was left behind", name)
		}
	}
	if err != nil {
		t.Error(err)
	}
	if err := syscall.Mount("tmpfs", disk, "tmpfs", syscall.MS_REMOUNT, "size=40000k"); err != nil {
		t.Fatal(err)
	}
	b.recovers(t)
}

func TestAFullDiskAtTheEndLosesOnlyWhatWasNotAcknowledged(t *testing.T) {
	storagetest.Goroutines(t)
	p, d := letterIn(t, tinyDisk(t, "6000"))
	b := untilItFails(t, p, d)
	b.losesOnlyTheQueue(t)
	storagetest.Check(t, p.Path())
	if got := remarksIn(t, p.Path(), d); got != b.acknowledged {
		t.Errorf("the file has %d remarks, %d were acknowledged", got, b.acknowledged)
	}
	again, err := storage.Open(p.Path(), storage.Options{})
	if err != nil {
		t.Fatalf("a project on a full disk cannot be opened: %v", err)
	}
	if err := again.Close(); err != nil {
		t.Error(err)
	}
}
