package mend

import (
	"bytes"
	"encoding/binary"
	"errors"
	"io"
	"os"
	"path/filepath"
	"testing"

	"assay.app/assay/model"
	"assay.app/assay/storage"
	"assay.app/assay/storage/boltfile"
	"assay.app/assay/storage/ledger"
)

// FuzzInspect inspects arbitrary files. This must always end, with no error or a
// known one.
func FuzzInspect(f *testing.F) {
	path := filepath.Join(f.TempDir(), "new.assay")
	p, err := storage.Create(path, storage.Options{})
	if err != nil {
		f.Fatal(err)
	}
	if err := p.Close(); err != nil {
		f.Fatal(err)
	}
	whole, err := os.ReadFile(path)
	if err != nil {
		f.Fatal(err)
	}
	// Headers have checksums, so random ones would always be refused. Therefore the
	// fuzzed bytes are also tried after valid headers.
	head := whole[:2*os.Getpagesize()]
	f.Add(whole[len(head):], true)
	f.Add(whole, false)
	f.Add([]byte{}, true)
	f.Fuzz(func(t *testing.T, data []byte, withHead bool) {
		if withHead {
			data = append(bytes.Clone(head), data...)
		}
		file, err := boltfile.Inspect(bytes.NewReader(data), int64(len(data)))
		if err == nil {
			err = errors.Join(file.Quick(ledger.ContentOf(file), ledger.LeavesAtOpen), ledger.Identity(file))
			_, errCheck := file.Check(ledger.ContentOf(file), func(boltfile.Finding) {})
			err = errors.Join(err, errCheck)
		}
		if _, err := newSalvage(t.Context(), bytes.NewReader(data), int64(len(data))); err != nil {
			t.Errorf("looking for what is left: %v", err)
		}
		for _, known := range []error{model.ErrNotProject, model.ErrDamaged, model.ErrNewerVersion, io.EOF} {
			if errors.Is(err, known) {
				return
			}
		}
		if err != nil {
			t.Errorf("an error of no known kind: %v", err)
		}
	})
}

func TestAPageThatLeadsBackIsFound(t *testing.T) {
	// Two branches that point at each other would make bolt recurse without end.
	page := int64(os.Getpagesize())
	data := make([]byte, 6*page)
	put := func(number, child uint64) {
		at := int64(number) * page
		order := binary.NativeEndian
		order.PutUint64(data[at:], number)
		order.PutUint16(data[at+8:], boltfile.FlagBranch)
		order.PutUint16(data[at+10:], 1)
		order.PutUint64(data[at+boltfile.PageHeaderLen+8:], child)
	}
	put(3, 4)
	put(4, 3)
	binary.NativeEndian.PutUint64(data[2*page:], 2)
	binary.NativeEndian.PutUint16(data[2*page+8:], boltfile.FlagFreelist)
	f := &boltfile.File{Reader: bytes.NewReader(data), Size: int64(len(data)), PageSize: page, Root: 3, Freelist: 2, Pages: 6}
	if err := f.Quick(ledger.ContentOf(f), ledger.LeavesAtOpen); !errors.Is(err, model.ErrDamaged) {
		t.Errorf("the quick check: %v", err)
	}
	if _, err := f.Bucket(ledger.BucketMeta); !errors.Is(err, model.ErrDamaged) {
		t.Errorf("looking for the meta bucket ends with %v", err)
	}
}
