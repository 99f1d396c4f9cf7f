package main

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"testing"
	"time"

	"assay.app/assay/ui/windowtest"
)

var update = flag.Bool("update", false, "rewrite the sample corpus of ui/windowtest")

// The sample corpus for the tests of the window must be the one that the program
// imports.
func TestTheSampleOfTheWindowsTestsIsTheImportedOne(t *testing.T) {
	b := withSample(t)
	var all []windowtest.Imported
	for row := range b.Session().Articles() {
		b.OpenRow(row)
		doc := b.Session().Document()
		a := windowtest.Imported{Article: doc.Article, Text: doc.Text, Structure: doc.Structure}
		a.Article.ImportPath = filepath.Base(a.Article.ImportPath)
		a.Article.ImportedAt = time.Date(2031, 3, 14, 8, 0, 0, 0, time.UTC)
		all = append(all, a)
	}
	got, err := json.MarshalIndent(all, "", "\t")
	if err != nil {
		t.Fatal(err)
	}
	got = append(got, '\n')
	path := filepath.Join(root, "ui", "windowtest", "testdata", "sample.json")
	if *update {
		if err := os.WriteFile(path, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, bytes.ReplaceAll(want, []byte("\r\n"), []byte("\n"))) {
		t.Errorf("%s differs from the imported corpus; go test ./cmd/assay -run %s -update rewrites it", path, t.Name())
	}
}
