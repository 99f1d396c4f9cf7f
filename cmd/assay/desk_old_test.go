package main

import (
	"os"
	"path/filepath"
	"testing"

	"assay.app/assay/storage"
)

// A project in an older format is not taken for that of every folder.
func TestAnOlderProjectIsForTheFolderOfItsArticles(t *testing.T) {
	data, err := os.ReadFile("../../storage/testdata/v1.assay")
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "v1.assay")
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	if mine, err := isFor(path, t.TempDir()); mine || err != nil {
		t.Errorf("it is for another folder: %v (%v)", mine, err)
	}
	files, err := storage.ImportPaths(path)
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	if mine, err := isFor(path, filepath.Dir(files[0])); !mine || err != nil {
		t.Errorf("it is for the folder of its articles: %v (%v)", mine, err)
	}
	if after, err := os.ReadFile(path); err != nil || len(after) != len(data) {
		t.Errorf("it was changed (%v)", err)
	}
}
