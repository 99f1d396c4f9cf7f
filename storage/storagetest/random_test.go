package storagetest_test

import (
	"context"
	"flag"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"assay.app/assay/model"
	"assay.app/assay/storage"
	"assay.app/assay/storage/storagetest"
)

var seedFlag = flag.Uint64("seed", 0, "do again what a failed random test has done")

// seedOf gives a new seed, or the one that was asked for, and prints it.
func seedOf(t *testing.T) uint64 {
	seed := *seedFlag
	if seed == 0 {
		seed = uint64(time.Now().UnixNano()) % 1e9
	}
	t.Logf("do this again with -seed=%d", seed)
	return seed
}

// do carries the step out in the project.
func do(t *testing.T, p *storage.Project, w *world, s step) {
	t.Helper()
	want := w.apply(s)
	if s.documents == nil {
		if id := p.Enqueue(s.change); id != want.ID {
			t.Fatalf("the change got id %d, want %d", id, want.ID)
		}
		return
	}
	result, err := p.Import(context.Background(), slices.Values(s.documents), storage.ImportOptions{
		Analyst: s.change.Analyst, Batch: s.change.Batch,
	})
	if err != nil || len(result.Added) != len(s.documents) || len(result.Changes) != 1 || result.Changes[0].ID != want.ID {
		t.Fatalf("import: %+v, %v", result, err)
	}
}

func TestAProjectHoldsWhatTheModelSays(t *testing.T) {
	w := newWorld(seedOf(t))
	path := filepath.Join(t.TempDir(), "random"+model.ProjectExt)
	opts := storage.Options{Now: func() time.Time { return w.clock }}
	p, err := storage.Create(path, opts)
	if err != nil {
		t.Fatal(err)
	}
	for round := range 12 {
		for range 80 {
			do(t, p, w, w.next())
		}
		if round%2 == 0 {
			if err := p.Flush(t.Context()); err != nil {
				t.Fatal(err)
			}
			w.same(t, p)
		}
		if err := p.Close(); err != nil {
			t.Fatal(err)
		}
		storagetest.Check(t, path)
		if p, err = storage.Open(path, opts); err != nil {
			t.Fatal(err)
		}
		w.same(t, p)
	}
	elsewhere := filepath.Join(t.TempDir(), "copy"+model.ProjectExt)
	for range 40 {
		do(t, p, w, w.next())
	}
	if err := p.SaveElsewhere(elsewhere); err != nil {
		t.Fatal(err)
	}
	storagetest.Finish(t, p)
	storagetest.Check(t, elsewhere)
	other, err := storage.Open(elsewhere, opts)
	if err != nil {
		t.Fatal(err)
	}
	defer other.Close()
	w.same(t, other)
}
