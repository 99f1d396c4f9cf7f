package parquet

import (
	"bytes"
	"context"
	"errors"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/record"
	"assay.app/assay/storage"
	"assay.app/assay/storage/exchange/bundle"
	"assay.app/assay/storage/exchange/peer/peertest"
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
	one, two := peertest.Judged(t), peertest.Project(t, rand.New(rand.NewPCG(5, 5)), 3, 20)
	for _, p := range []*storage.Project{one, two} {
		if err := add(ctx, dir, open(t, p)); err != nil {
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
	article := pages(t, open(t, one))[1]
	peertest.Apply(t, one, edit.Of(record.OnSentence(article.ID, article.Units[1].Span, "ana"), nil, &model.Annotation{Analyst: "ana", Label: "claim", At: peertest.After(90)}))
	if err := add(ctx, dir, open(t, one)); err != nil {
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
	if err := add(context.Background(), dir, open(t, peertest.Judged(t))); !errors.Is(err, bundle.ErrNotEmpty) {
		t.Error(err)
	}
	if left := parts(t, dir); len(left) != 1 {
		t.Errorf("%d files", len(left))
	}
}

func TestAnEndedExportLeavesTheArchiveAsItWas(t *testing.T) {
	dir, p := filepath.Join(t.TempDir(), "archive"), peertest.Judged(t)
	if err := add(context.Background(), dir, open(t, p)); err != nil {
		t.Fatal(err)
	}
	before := parts(t, dir)
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if err := add(ctx, dir, open(t, p)); !errors.Is(err, context.Canceled) {
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
