//go:build linux || darwin

package index_test

import (
	"errors"
	"math/rand/v2"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"syscall"
	"testing"

	"assay.app/assay/model"
	"assay.app/assay/storage"
	"assay.app/assay/storage/index"
	"assay.app/assay/storage/storagetest"
)

const envAlone = "ASSAY_TEST_ALONE"

// alone reports whether the test runs in a separate process. If not, it runs the
// test in one, because the limit that simulates a full disk applies to a whole
// process.
func alone(t *testing.T) bool {
	t.Helper()
	if os.Getenv(envAlone) != "" {
		signal.Ignore(syscall.SIGXFSZ)
		return true
	}
	child := exec.Command(os.Args[0], "-test.run=^"+t.Name()+"$")
	child.Env = append(os.Environ(), envAlone+"=1")
	if out, err := child.CombinedOutput(); err != nil {
		t.Errorf("%v: %s", err, out)
	}
	return false
}

// bounded keeps files from growing beyond size bytes while do runs.
func bounded(t *testing.T, size int64, do func()) {
	t.Helper()
	var limit syscall.Rlimit
	if err := syscall.Getrlimit(syscall.RLIMIT_FSIZE, &limit); err != nil {
		t.Fatal(err)
	}
	full := limit
	full.Cur = uint64(size)
	if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &full); err != nil {
		t.Fatal(err)
	}
	do()
	if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &limit); err != nil {
		t.Fatal(err)
	}
}

func TestWhereThereIsNoRoomForAnIndexTextsAreRead(t *testing.T) {
	if !alone(t) {
		return
	}
	path, _ := storagetest.Library(t, 60)
	if err := os.Remove(path + index.Ext); err != nil {
		t.Fatal(err)
	}
	p := storagetest.Reopened(t, path, storage.Options{})
	bounded(t, 512, func() {
		storagetest.SettleIndex(p)
		if r := storagetest.SameFound(t, p); !r.Scanned || !errors.Is(r.Note, model.ErrIndexNotMade) || !errors.Is(r.Note, syscall.EFBIG) {
			t.Errorf("it says %+v", r)
		}
	})
	if _, err := os.Lstat(path + index.Ext); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("what does not fit is left on the disk (%v)", err)
	}
	if err := p.Close(); err != nil {
		t.Fatal(err)
	}
	p = storagetest.Reopened(t, path, storage.Options{}) // with space again
	storagetest.SettleIndex(p)
	storagetest.SameFound(t, p)
	storagetest.Covered(t, p)
}

// The existing parts of the index stay in use, and a part that does not fit takes
// no space.
func TestAnIndexThatCannotGrowIsUsedOn(t *testing.T) {
	if !alone(t) {
		return
	}
	path, _ := storagetest.Library(t, 60)
	p := storagetest.Reopened(t, path, storage.Options{})
	p.Index().Stop()
	rng := rand.New(rand.NewPCG(9, 9))
	for range 60 {
		storagetest.Import(t, p, storagetest.Babble(rng))
	}
	if err := p.Close(); err != nil {
		t.Fatal(err)
	}
	p = storagetest.Reopened(t, path, storage.Options{})
	before, err := os.Stat(path + index.Ext)
	if err != nil {
		t.Fatal(err)
	}
	parts, _, next, _ := p.Index().Shape(t.Context())
	bounded(t, before.Size()+100, func() {
		storagetest.SettleIndex(p)
		if r := storagetest.SameFound(t, p); !r.Scanned || !errors.Is(r.Note, model.ErrIndexNotMade) {
			t.Errorf("it says %+v", r)
		}
	})
	if after, err := os.Stat(path + index.Ext); err != nil || after.Size() != before.Size() {
		t.Errorf("the file had %d bytes and is now %v (%v)", before.Size(), after, err)
	}
	if now, _, after, err := p.Index().Shape(t.Context()); err != nil || len(now) != len(parts) || after != next {
		t.Errorf("%d parts up to %d were %d up to %d (%v)", len(now), after, len(parts), next, err)
	}
	if err := p.Close(); err != nil {
		t.Fatal(err)
	}
	p = storagetest.Reopened(t, path, storage.Options{})
	storagetest.SettleIndex(p)
	storagetest.SameFound(t, p)
	storagetest.Covered(t, p)
}

// In a read-only folder, an existing index is used, but no new one is made.
func TestInAFolderThatIsReadOnlyTheIndexIsUsedAsItIs(t *testing.T) {
	if os.Getuid() == 0 {
		t.Skip("nothing is read-only for root")
	}
	for _, there := range []bool{true, false} {
		path, _ := storagetest.Library(t, 60)
		if !there {
			if err := os.Remove(path + index.Ext); err != nil {
				t.Fatal(err)
			}
		}
		if err := os.Chmod(filepath.Dir(path), 0o500); err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { os.Chmod(filepath.Dir(path), 0o700) })
		p := storagetest.Reopened(t, path, storage.Options{})
		storagetest.SettleIndex(p)
		if r := storagetest.SameFound(t, p); r.Scanned == there || !there && !errors.Is(r.Note, model.ErrIndexNotMade) {
			t.Errorf("with an index (%v) it says %+v", there, r)
		}
		storagetest.Import(t, p, storagetest.Babble(rand.New(rand.NewPCG(9, 9))))
		storagetest.SettleIndex(p)
		storagetest.SameFound(t, p)
		if there {
			storagetest.Covered(t, p)
		}
	}
}

// If something other than a regular file has the name of the index, it is not
// overwritten, followed or waited for.
func TestWhatIsNoFileInPlaceOfTheIndexIsLeftAlone(t *testing.T) {
	for name, put := range map[string]func(path string) error{
		"a link":   func(path string) error { return os.Symlink("precious", path) },
		"a pipe":   func(path string) error { return syscall.Mkfifo(path, 0o600) },
		"a folder": func(path string) error { return os.Mkdir(path, 0o700) },
	} {
		t.Run(name, func(t *testing.T) {
			path, _ := storagetest.Library(t, 60)
			precious := filepath.Join(filepath.Dir(path), "precious")
			if err := os.WriteFile(precious, []byte("another's"), 0o600); err != nil {
				t.Fatal(err)
			}
			if err := errors.Join(os.Remove(path+index.Ext), put(path+index.Ext)); err != nil {
				t.Fatal(err)
			}
			before, err := os.Lstat(path + index.Ext)
			if err != nil {
				t.Fatal(err)
			}
			for _, readOnly := range []bool{true, false} {
				p := storagetest.Reopened(t, path, storage.Options{ReadOnly: readOnly})
				storagetest.SameFound(t, p)
				storagetest.SettleIndex(p)
				if r := storagetest.SameFound(t, p); !r.Scanned || !errors.Is(r.Note, model.ErrIndexNotMade) && !errors.Is(r.Note, model.ErrIndexUnreadable) {
					t.Errorf("it says %+v", r)
				}
				p.Close()
			}
			if after, err := os.Lstat(path + index.Ext); err != nil || after.Mode() != before.Mode() {
				t.Errorf("in its place is %v (%v)", after, err)
			}
			if data, err := os.ReadFile(precious); err != nil || string(data) != "another's" {
				t.Errorf("another's file has %q (%v)", data, err)
			}
		})
	}
}
