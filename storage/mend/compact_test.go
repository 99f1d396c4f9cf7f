package mend_test

import (
	"context"
	"errors"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"assay.app/assay/model"
	"assay.app/assay/storage"
	"assay.app/assay/storage/index"
	"assay.app/assay/storage/mend"
	"assay.app/assay/storage/storagetest"
)

func TestCompactKeepsEverythingAndGivesRoomBack(t *testing.T) {
	p := storagetest.New(t)
	rng := rand.New(rand.NewPCG(8, 9))
	for range 40 {
		storagetest.Import(t, p, storagetest.Invent(rng, 60))
	}
	for i := range 300 {
		storagetest.Rename(t, p, strings.Repeat("title ", i))
	}
	before, err := p.History(^uint64(0), 1000)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := mend.Compact(context.Background(), p.Path(), storage.Options{}); !errors.Is(err, model.ErrLocked) {
		t.Errorf("an open project: %v", err)
	}
	if err := p.Close(); err != nil {
		t.Fatal(err)
	}
	report, err := mend.Compact(context.Background(), p.Path(), storage.Options{Encode: storagetest.Encode})
	if err != nil {
		t.Fatal(err)
	}
	info, err := os.Stat(p.Path())
	if err != nil || report.After != info.Size() || report.After >= report.Before {
		t.Errorf("compacted: %+v (%v)", report, err)
	}
	q, err := storage.Open(p.Path(), storage.Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer q.Close()
	after, err := q.History(^uint64(0), 1000)
	if err != nil || len(after) != len(before) || q.Info() != p.Info() {
		t.Errorf("%d of %d changes, %+v (%v)", len(after), len(before), q.Info(), err)
	}
	storagetest.FolderHas(t, filepath.Dir(p.Path()), "test.assay", "test.assay"+index.Ext)
}

func TestCompactThatIsStoppedChangesNothing(t *testing.T) {
	p, _ := storagetest.NewWithClock(t)
	if err := p.Close(); err != nil {
		t.Fatal(err)
	}
	before, err := os.Stat(p.Path())
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := mend.Compact(ctx, p.Path(), storage.Options{}); !errors.Is(err, context.Canceled) {
		t.Errorf("stopped: %v", err)
	}
	after, err := os.Stat(p.Path())
	if err != nil || !os.SameFile(before, after) {
		t.Errorf("the file was replaced (%v)", err)
	}
	storagetest.FolderHas(t, filepath.Dir(p.Path()), "test.assay")
}

// A killed process leaves a file without the mark of a good close. Compact accepts
// such a file.
func TestAProjectThatWasCutOffAtWorkIsCompacted(t *testing.T) {
	p, _ := storagetest.NewWithClock(t)
	storagetest.Rename(t, p, "before the kill")
	cut, err := os.ReadFile(p.Path()) // the file as a kill at this moment would leave it
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "cut.assay")
	storagetest.WriteOld(t, path, cut)
	if _, err := mend.Compact(t.Context(), path, storage.Options{}); err != nil {
		t.Fatal(err)
	}
	if title := storagetest.TitleIn(t, path); title != "before the kill" {
		t.Errorf("the title is %q", title)
	}
}

func TestCompactRefusesAFileWithTwoNames(t *testing.T) {
	p, _ := storagetest.NewWithClock(t)
	b := storagetest.BackUp(t, p)
	if err := p.Close(); err != nil {
		t.Fatal(err)
	}
	other := filepath.Join(t.TempDir(), "other.assay")
	if err := os.Link(p.Path(), other); err != nil {
		t.Skip(err)
	}
	before, err := os.Stat(other)
	if err != nil {
		t.Fatal(err)
	}
	for name, do := range map[string]func(path string) error{
		"compact": func(path string) error {
			_, err := mend.Compact(t.Context(), path, storage.Options{})
			return err
		},
		"restore": func(path string) error { return mend.Restore(t.Context(), b.Path, path) },
	} {
		for _, path := range []string{p.Path(), other} {
			if err := do(path); !errors.Is(err, model.ErrManyNames) {
				t.Errorf("%s: %v", name, err)
			}
			if now, err := os.Stat(path); err != nil || !os.SameFile(before, now) {
				t.Errorf("%s: the names were parted (%v)", name, err)
			}
		}
	}
	storagetest.FolderHas(t, filepath.Dir(other), "other.assay")
	if err := os.Remove(other); err != nil {
		t.Fatal(err)
	}
	if _, err := mend.Compact(t.Context(), p.Path(), storage.Options{}); err != nil {
		t.Errorf("with one name: %v", err)
	}
}
