package parquet

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"assay.app/assay/storage"
	"assay.app/assay/storage/exchange/bundle"
	"assay.app/assay/storage/exchange/exchangetest"
)

// parts returns the files of a folder, by their paths in it.
func parts(t testing.TB, dir string) map[string][]byte {
	t.Helper()
	all := map[string][]byte{}
	err := filepath.WalkDir(dir, func(path string, e os.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		name, err := filepath.Rel(dir, path)
		if err == nil {
			all[filepath.ToSlash(name)], err = os.ReadFile(path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func TestAnArchiveHoldsSeveralProjects(t *testing.T) {
	dir, ctx := filepath.Join(t.TempDir(), "news room"), context.Background()
	one, two := exchangetest.Judged(t), exchangetest.WorkedOn(t)
	for _, p := range []*storage.Project{one, two} {
		if err := Archive(ctx, dir, open(t, p)); err != nil {
			t.Fatal(err)
		}
	}
	before := parts(t, dir)
	if len(before) != 16 {
		t.Fatalf("%d files", len(before))
	}
	a, b := "articles/project="+one.Info().ID+"/part.parquet", "articles/project="+two.Info().ID+"/part.parquet"
	if before[a] == nil || before[b] == nil || bytes.Equal(before[a], before[b]) {
		t.Fatal("a part is missing")
	}
	doc := exchangetest.Named(t, one, "ferry.txt")
	exchangetest.Apply(t, one, exchangetest.Label(doc, 1, "ana", "claim", exchangetest.After(90)))
	if err := Archive(ctx, dir, open(t, one)); err != nil {
		t.Fatal(err)
	}
	after := parts(t, dir)
	if len(after) != 16 || !bytes.Equal(after[b], before[b]) {
		t.Error("another project's part has changed")
	}
	annotations := "annotations/project=" + one.Info().ID + "/part.parquet"
	if bytes.Equal(after[annotations], before[annotations]) {
		t.Error("the part was not replaced")
	}
}

func TestAFolderWithOtherFilesIsNoArchive(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "mine.txt"), []byte("mine"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := Archive(context.Background(), dir, open(t, exchangetest.Judged(t))); !errors.Is(err, bundle.ErrNotEmpty) {
		t.Error(err)
	}
	if left := parts(t, dir); len(left) != 1 {
		t.Errorf("%d files", len(left))
	}
}

func TestAnEndedExportLeavesTheArchiveAsItWas(t *testing.T) {
	dir, p := filepath.Join(t.TempDir(), "archive"), exchangetest.Judged(t)
	if err := Archive(context.Background(), dir, open(t, p)); err != nil {
		t.Fatal(err)
	}
	before := parts(t, dir)
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if err := Archive(ctx, dir, open(t, p)); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	after := parts(t, dir)
	if len(after) != len(before) {
		t.Errorf("%d files, were %d", len(after), len(before))
	}
	for name, data := range before {
		if !bytes.Equal(after[name], data) {
			t.Errorf("%s has changed", name)
		}
	}
}
