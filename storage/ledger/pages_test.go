package ledger_test

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/storage"
	"assay.app/assay/storage/boltfile"
	"assay.app/assay/storage/ledger"
	"assay.app/assay/storage/storagetest"
)

// A leaf at the end of the history that has become a copy of the branch above it
// leads back to itself. bolt would follow it until the stack overflows. It must be
// found even if no other leaves are checked.
func TestACircleAtTheEndOfTheHistoryIsFound(t *testing.T) {
	path := filepath.Join(t.TempDir(), "circle.assay")
	p, err := storage.Create(path, storage.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for n := range 200 {
		note := model.Note{ID: fmt.Sprint(n), Target: model.OnOutlet("Tide Post"), Analyst: "Ines", Text: strings.Repeat("late ", 80)}
		p.Enqueue(edit.Change{Analyst: "Ines", Verb: edit.Note, Edits: []edit.Edit{edit.OfNote(nil, &note)}})
	}
	if err := errors.Join(p.Flush(t.Context()), p.Close()); err != nil {
		t.Fatal(err)
	}
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	f, err := boltfile.Inspect(bytes.NewReader(whole), int64(len(whole)))
	if err != nil {
		t.Fatal(err)
	}
	if err := f.Quick(ledger.ContentOf(f), 0); err != nil {
		t.Fatalf("a sound file: %v", err)
	}
	branch, leaves := historyLeaves(t, f)
	for _, at := range leaves[len(leaves)-2:] {
		data := bytes.Clone(whole)
		page := data[int64(at)*f.PageSize:][:f.PageSize]
		copy(page, whole[int64(branch)*f.PageSize:])
		binary.NativeEndian.PutUint64(page, at)
		f, err := boltfile.Inspect(bytes.NewReader(data), int64(len(data)))
		if err != nil {
			t.Fatal(err)
		}
		if err := f.Quick(ledger.ContentOf(f), 0); !errors.Is(err, model.ErrDamaged) {
			t.Errorf("page %d leads back to itself: %v", at, err)
		}
		broken := filepath.Join(t.TempDir(), "broken.assay")
		if err := os.WriteFile(broken, data, 0o600); err != nil {
			t.Fatal(err)
		}
		if p, err := storage.Open(broken, storage.Options{}); !errors.Is(err, model.ErrDamaged) {
			p.Close()
			t.Errorf("opened: %v", err)
		}
	}
}

// historyLeaves returns the top page of the history, which must be a branch, and
// the pages under it.
func historyLeaves(t *testing.T, f *boltfile.File) (root uint64, leaves []uint64) {
	t.Helper()
	err := f.EachBucket(func(_ boltfile.Page, name string, value []byte) error {
		if name == ledger.BucketHistory {
			root = binary.NativeEndian.Uint64(value)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	p, err := f.Read(root)
	if err == nil {
		leaves, err = p.Branches()
	}
	if err != nil || len(leaves) < 4 {
		t.Fatalf("the history has %d leaves (%v)", len(leaves), err)
	}
	return root, leaves
}

// The page of the list of unused pages holds its own number, and bolt frees the
// page with that number. A wrong number would make bolt overwrite a page in use.
func TestAListOfUnusedPagesThatIsOnAnotherPageIsDamage(t *testing.T) {
	p, _ := storagetest.NewWithClock(t)
	storagetest.BackUp(t, p)
	if err := p.Close(); err != nil {
		t.Fatal(err)
	}
	sound, err := os.ReadFile(p.Path())
	if err != nil {
		t.Fatal(err)
	}
	defer storagetest.WriteOld(t, p.Path(), sound)
	const afterHeader, list = 16, 32 // byte offset of the content of a header page, and the offset in it of the list's page number
	order := binary.NativeEndian
	size := order.Uint32(sound[afterHeader+8:])
	for bit := range 8 {
		data := bytes.Clone(sound)
		for header := range uint32(2) { // either may be the newer one
			at := order.Uint64(data[header*size+afterHeader+list:]) * uint64(size)
			data[at] = sound[at] ^ 1<<bit
		}
		storagetest.WriteOld(t, p.Path(), data)
		if q, err := storage.Open(p.Path(), storage.Options{}); err == nil {
			_, backup := q.BackupByHand(t.Context())
			storagetest.Rename(t, q, "later")
			t.Errorf("bit %d: it was opened, and backed up with %v (%v)", bit, backup, q.Close())
		} else if !errors.Is(err, model.ErrDamaged) {
			t.Errorf("bit %d: %v", bit, err)
		}
	}
}
