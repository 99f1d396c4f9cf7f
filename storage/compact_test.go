package storage_test

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
	"assay.app/assay/storage/storagetest"
)

func TestCompactKeepsEverythingAndGivesRoomBack(t *testing.T) {
	p := storagetest.New(t)
	rng := rand.New(rand.NewPCG(8, 9))
	for range 40 {
		storagetest.Import(t, p, storagetest.Invent(rng, 60))
	}
	for i := range 300 {
		rename(t, p, strings.Repeat("title ", i))
	}
	before, err := p.History(^uint64(0), 1000)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := storage.Compact(context.Background(), p.Path(), storage.Options{}); !errors.Is(err, model.ErrLocked) {
		t.Errorf("an open project: %v", err)
	}
	if err := p.Close(); err != nil {
		t.Fatal(err)
	}
	report, err := storage.Compact(context.Background(), p.Path(), storage.Options{Encode: storagetest.Encode})
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
	noTraces(t, filepath.Dir(p.Path()), "test.assay", "test.assay"+storage.IndexExt)
}

func TestCompactThatIsStoppedChangesNothing(t *testing.T) {
	p, _ := withClock(t)
	if err := p.Close(); err != nil {
		t.Fatal(err)
	}
	before, err := os.Stat(p.Path())
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := storage.Compact(ctx, p.Path(), storage.Options{}); !errors.Is(err, context.Canceled) {
		t.Errorf("stopped: %v", err)
	}
	after, err := os.Stat(p.Path())
	if err != nil || !os.SameFile(before, after) {
		t.Errorf("the file was replaced (%v)", err)
	}
	noTraces(t, filepath.Dir(p.Path()), "test.assay")
}
