package storage_test

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"testing"

	"assay.app/assay/model"
	"assay.app/assay/storage"
	"assay.app/assay/storage/storagetest"
)

func TestAProjectWhoseFolderIsGoneCanBeSavedElsewhere(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("an open file cannot be deleted there")
	}
	p, d := storagetest.NewLetter(t)
	disk := &fault{broken: true}
	p.SetCommit(disk.around)
	p.Enqueue(storagetest.Tag(d, 0, model.Claim))
	p.Enqueue(storagetest.Tag(d, 3, model.Quote))
	if err := os.RemoveAll(filepath.Dir(p.Path())); err != nil {
		t.Fatal(err)
	}
	elsewhere := filepath.Join(t.TempDir(), "saved.assay")
	if err := p.SaveElsewhere(elsewhere); err != nil {
		t.Fatal(err)
	}
	storagetest.Check(t, elsewhere)
	other, err := storage.Open(elsewhere, storage.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer other.Close()
	if got := labels(t, other, d.ID); got != "claim,,,quote" {
		t.Errorf("labels %s", got)
	}
	if other.Info().ID != p.Info().ID {
		t.Error("the copy is another project")
	}
	if s := p.Status(); s.Queued != 2 {
		t.Errorf("the queue has changed: %+v", s)
	}
}

func TestSaveElsewhereOverwritesNothingAndLeavesNothingHalf(t *testing.T) {
	p, _ := storagetest.WithLetter(t, storage.Options{})
	folder := t.TempDir()
	taken := filepath.Join(folder, "taken.assay")
	if err := os.WriteFile(taken, []byte("mine"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := p.SaveElsewhere(taken); !errors.Is(err, fs.ErrExist) {
		t.Errorf("over another file: %v", err)
	}
	if err := p.SaveElsewhere(p.Path()); !errors.Is(err, fs.ErrExist) {
		t.Errorf("over itself: %v", err)
	}
	if err := p.SaveElsewhere(filepath.Join(folder, "no", "such.assay")); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("into no folder: %v", err)
	}
	if names, _ := os.ReadDir(folder); len(names) != 1 {
		t.Errorf("left behind: %v", names)
	}
}
