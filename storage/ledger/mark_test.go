package ledger_test

import (
	"bytes"
	"encoding/binary"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"assay.app/assay/model"
	"assay.app/assay/storage"
	"assay.app/assay/storage/mend"
	"assay.app/assay/storage/storagetest"
)

// unclosed returns the bytes of a project as a crash leaves it: its newest change
// is committed, but it has no mark of a good close.
func unclosed(t *testing.T) []byte {
	t.Helper()
	p, d := storagetest.NewLetter(t)
	p.Enqueue(storagetest.Tag(d, 0, model.Claim))
	if err := p.Flush(t.Context()); err != nil {
		t.Fatal(err)
	}
	p.Enqueue(storagetest.Tag(d, 1, model.Quote))
	if err := p.Flush(t.Context()); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(p.Path())
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func newerHeader(data []byte) int {
	page := os.Getpagesize()
	at := func(n int) uint64 { return binary.NativeEndian.Uint64(data[n*page+16+48:]) }
	if at(1) > at(0) {
		return 1
	}
	return 0
}

func TestGoingBackByAChangeIsNoticed(t *testing.T) {
	data := unclosed(t)
	newer, page := newerHeader(data), os.Getpagesize()
	path := filepath.Join(t.TempDir(), "crashed.assay")
	storagetest.WriteOld(t, path, data)
	p, err := storage.Open(path, storage.Options{})
	if err != nil {
		t.Fatalf("after a crash: %v", err)
	}
	if head, err := p.Head(); err != nil || head.Change != 3 {
		t.Errorf("head %v (%v)", head, err)
	}
	if err := p.Close(); err != nil {
		t.Fatal(err)
	}
	for _, at := range []int{16, 20, 24, 32, 48, 56, 64, 72} { // byte offsets of fields of a header page
		damaged := bytes.Clone(data)
		damaged[newer*page+at] ^= 2
		storagetest.WriteOld(t, path, damaged)
		if _, err := storage.Open(path, storage.Options{}); !errors.Is(err, model.ErrWentBack) || !errors.Is(err, model.ErrDamaged) {
			t.Errorf("the newer header damaged at %d: %v", at, err)
		}
		damaged = bytes.Clone(data)
		damaged[(1-newer)*page+at] ^= 1
		storagetest.WriteOld(t, path, damaged)
		p, err := storage.Open(path, storage.Options{})
		if err != nil && at != 64 {
			t.Errorf("the older header damaged at %d: %v", at, err)
		}
		if err == nil {
			if head, err := p.Head(); err != nil || head.Change != 3 {
				t.Errorf("head %v (%v)", head, err)
			}
			p.Close()
		}
	}
	damaged := bytes.Clone(data)
	clear(damaged[newer*page : (newer+1)*page])
	storagetest.WriteOld(t, path, damaged)
	fresh := filepath.Join(t.TempDir(), "fresh.assay")
	report, err := mend.Recover(t.Context(), path, fresh, storage.Options{})
	if err != nil || report.Saved.Changes != 3 || report.Saved.Annotations != 2 {
		t.Errorf("the last change is not recovered: %+v (%v)", report, err)
	}
}

func TestAfterAGoodCloseEitherHeaderWillDo(t *testing.T) {
	path := storagetest.Worked(t, 2)
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	want := storagetest.ContentOf(t, path)
	for n := range 2 {
		damaged := bytes.Clone(data)
		damaged[n*os.Getpagesize()+40] ^= 1
		broken := filepath.Join(t.TempDir(), "broken.assay")
		storagetest.WriteOld(t, broken, damaged)
		got := storagetest.ContentOf(t, broken)
		if len(got.History) != len(want.History) {
			t.Errorf("header %d: %d changes of %d", n, len(got.History), len(want.History))
		}
		storagetest.Work(t, broken)
	}
}

func TestAfterACrashTheWholeFileIsChecked(t *testing.T) {
	data := unclosed(t)
	path := filepath.Join(t.TempDir(), "crashed.assay")
	damaged := bytes.Replace(data, []byte("café"), []byte("cafe!"), -1)
	storagetest.WriteOld(t, path, damaged)
	_, err := storage.Open(path, storage.Options{})
	if !errors.Is(err, model.ErrDamaged) || !strings.Contains(err.Error(), "of article number 1 was changed on the disk") {
		t.Errorf("opened for writing: %v", err)
	}
	p, err := storage.Open(path, storage.Options{ReadOnly: true})
	if err != nil {
		t.Fatalf("for reading: %v", err)
	}
	p.Close()
}
