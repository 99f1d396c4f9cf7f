// Package intaketest makes articles for the tests of other packages.
package intaketest

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"assay.app/assay/model"
	"assay.app/assay/storage/intake"
	"assay.app/assay/storage/intake/listing"
)

// Document imports a text that is a single article, as if from the file at path.
func Document(t testing.TB, text, path string, opts intake.Options) *model.Document {
	t.Helper()
	file := filepath.Join(t.TempDir(), "article.txt")
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	var docs []*model.Document
	for doc := range intake.Documents(context.Background(), []listing.File{{Path: file, Size: int64(len(text))}}, opts, func(r listing.Refusal) { t.Fatal(r.Err) }) {
		docs = append(docs, doc)
	}
	if len(docs) != 1 {
		t.Fatalf("%s: %d articles were made of the text", path, len(docs))
	}
	docs[0].ImportPath = path
	return docs[0]
}
