//go:build linux || darwin

package storage_test

import (
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"testing"

	"assay.app/assay/model"
	"assay.app/assay/storage"
	"assay.app/assay/storage/storagetest"
)

// envNobody is set in a separate process that runs one test as an unprivileged
// user, because root ignores permissions. Its value is the folder to work in.
const envNobody = "ASSAY_NOBODY"

// asNobody runs a test in a separate process without privileges, in a folder that
// it owns. If the test program is not run by root, asNobody runs the test directly.
func asNobody(t *testing.T, test func(t *testing.T, folder string)) {
	t.Helper()
	const nobody = 65534
	if os.Getuid() != 0 {
		test(t, t.TempDir())
		return
	}
	if folder := os.Getenv(envNobody); folder != "" {
		if err := errors.Join(syscall.Setgid(nobody), syscall.Setuid(nobody)); err != nil {
			t.Fatalf("give up the rights of root: %v", err)
		}
		test(t, folder)
		return
	}
	folder, err := os.MkdirTemp("", "assay-nobody-")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(folder) })
	if err := os.Chown(folder, nobody, nobody); err != nil {
		t.Skip(err)
	}
	child := exec.Command(os.Args[0], "-test.run=^"+t.Name()+"$", "-test.count=1", "-test.v")
	child.Env = append(os.Environ(), envNobody+"="+folder)
	out, err := child.CombinedOutput()
	if err != nil {
		t.Fatalf("%v: %s", err, out)
	}
}

func TestAFileThatIsReadOnlyCanBeReadAndSaysSo(t *testing.T) {
	asNobody(t, func(t *testing.T, folder string) {
		p, d := letterIn(t, folder)
		if err := errors.Join(p.Close(), os.Chmod(p.Path(), 0o444)); err != nil {
			t.Fatal(err)
		}
		if _, err := storage.Open(p.Path(), storage.Options{}); !errors.Is(err, model.ErrReadOnly) {
			t.Errorf("opening for writing says %v", err)
		}
		if got := remarksIn(t, p.Path(), d); got != 0 {
			t.Errorf("%d remarks", got)
		}
	})
}

func TestAFileMadeReadOnlyWhileOpenGoesOn(t *testing.T) {
	asNobody(t, func(t *testing.T, folder string) {
		p, d := letterIn(t, folder)
		if err := os.Chmod(p.Path(), 0o444); err != nil {
			t.Fatal(err)
		}
		for n := range 5 {
			p.Enqueue(remark(d, n, "Seen."))
		}
		if err := p.Flush(t.Context()); err != nil {
			t.Fatalf("the file is open for writing already, and Flush says %v", err)
		}
		if err := p.Close(); err != nil {
			t.Error(err)
		}
		storagetest.Check(t, p.Path())
		if got := remarksIn(t, p.Path(), d); got != 5 {
			t.Errorf("the file has %d remarks", got)
		}
	})
}

func TestAFolderThatIsReadOnlyKeepsNobodyFromEditing(t *testing.T) {
	asNobody(t, func(t *testing.T, folder string) {
		inside := filepath.Join(folder, "inside")
		if err := os.Mkdir(inside, 0o777); err != nil {
			t.Fatal(err)
		}
		p, d := letterIn(t, inside)
		if err := errors.Join(p.Close(), os.Chmod(inside, 0o555)); err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { os.Chmod(inside, 0o777) })
		p, err := storage.Open(p.Path(), storage.Options{})
		if err != nil {
			t.Fatalf("opening in a folder that is read-only: %v", err)
		}
		defer p.Close()
		for n := range 5 {
			p.Enqueue(remark(d, n, "Seen."))
		}
		if err := p.Flush(t.Context()); err != nil {
			t.Fatal(err)
		}
		if err := p.SaveElsewhere(filepath.Join(inside, "copy.assay")); !errors.Is(err, fs.ErrPermission) {
			t.Errorf("a copy into it: %v", err)
		}
		if _, err := p.Backup(t.Context()); !errors.Is(err, fs.ErrPermission) {
			t.Errorf("a backup in it: %v", err)
		}
		elsewhere := filepath.Join(folder, "copy.assay")
		if err := errors.Join(p.SaveElsewhere(elsewhere), p.Close()); err != nil {
			t.Fatal(err)
		}
		for _, path := range []string{p.Path(), elsewhere} {
			storagetest.Check(t, path)
			if got := remarksIn(t, path, d); got != 5 {
				t.Errorf("%s has %d remarks", path, got)
			}
		}
	})
}
