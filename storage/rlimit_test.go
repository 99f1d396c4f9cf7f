//go:build linux || darwin

package storage_test

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"strings"
	"syscall"
	"testing"

	"assay.app/assay/model"
	"assay.app/assay/storage"
	"assay.app/assay/storage/storagetest"
)

const envFull = "ASSAY_FULL_DISK_PATH"

func TestMain(m *testing.M) {
	if path := os.Getenv(envFull); path != "" {
		if err := fillDisk(path); err != nil {
			fmt.Println(err)
			os.Exit(1)
		}
		os.Exit(0)
	}
	os.Exit(m.Run())
}

// TestAFullDiskLosesNothing fills the disk in a separate process, because the limit
// that simulates a full disk applies to a whole process.
func TestAFullDiskLosesNothing(t *testing.T) {
	p, _ := storagetest.NewLetter(t)
	if err := p.Close(); err != nil {
		t.Fatal(err)
	}
	child := exec.Command(os.Args[0])
	child.Env = append(os.Environ(), envFull+"="+p.Path())
	if out, err := child.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	storagetest.Check(t, p.Path())
}

func fillDisk(path string) error {
	signal.Ignore(syscall.SIGXFSZ)
	p, err := storage.Open(path, storage.Options{})
	if err != nil {
		return err
	}
	info, err := os.Stat(path)
	if err != nil {
		return err
	}
	var limit syscall.Rlimit
	if err := syscall.Getrlimit(syscall.RLIMIT_FSIZE, &limit); err != nil {
		return err
	}
	full := limit
	full.Cur = uint64(info.Size()) + 8192
	if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &full); err != nil {
		return err
	}
	d := storagetest.Document(storagetest.Letter)
	var last uint64
	for n := range 64 { // more than fits on the disk
		target := model.OnArticle(d.ID)
		c := storagetest.Tag(d, n%4, model.Claim)
		c.Edits = append(c.Edits, storagetest.NoteOf(fmt.Sprint("note", n), target, strings.Repeat("Far too long a note. ", 2000)))
		last = p.Enqueue(c)
	}
	if err := p.Flush(context.Background()); err == nil || !strings.Contains(err.Error(), syscall.EFBIG.Error()) {
		return fmt.Errorf("with a full disk Flush says %v", err)
	}
	if s := p.Status(); s.State != storage.Failed || s.Durable == last {
		return fmt.Errorf("with a full disk the status is %+v", s)
	}
	if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &limit); err != nil {
		return err
	}
	p.Retry()
	if err := p.Flush(context.Background()); err != nil {
		return fmt.Errorf("with space again Flush says %w", err)
	}
	notes, err := p.Notes(model.OnArticle(d.ID))
	if err != nil || len(notes) != 64 || p.Status().Durable != last {
		return fmt.Errorf("%d notes (%w), status %+v", len(notes), err, p.Status())
	}
	return p.Close()
}
