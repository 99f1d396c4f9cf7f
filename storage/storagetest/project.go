package storagetest

import (
	"context"
	"path/filepath"
	"slices"
	"testing"

	"assay.app/assay/model"
	"assay.app/assay/storage"
	"assay.app/assay/storage/ledger"
	"github.com/boltdb/bolt"
)

// New makes a project in a temporary folder. When the test ends, the project is
// saved, closed and verified. The test fails if the file has a problem.
func New(t testing.TB) *storage.Project { return NewWith(t, storage.Options{}) }

// NewWith is New with options. If they have no Encode, it uses this package's
// Encode.
func NewWith(t testing.TB, opts storage.Options) *storage.Project {
	t.Helper()
	if opts.Encode == nil {
		opts.Encode = Encode
	}
	p, err := storage.Create(filepath.Join(t.TempDir(), "test"+model.ProjectExt), opts)
	if err != nil {
		t.Fatalf("make a project: %v", err)
	}
	t.Cleanup(func() { Finish(t, p) })
	return p
}

// Finish saves and closes a project, reopens the file to verify it, and fails the
// test if any of this fails. The test may already have closed the project.
func Finish(t testing.TB, p *storage.Project) {
	t.Helper()
	saved := p.Flush(context.Background())
	if err := p.Close(); err != nil || saved != nil {
		t.Errorf("save and close the project: %v", err)
	}
	Check(t, p.Path())
}

// Check opens a project file that no process has open, and fails the test if the
// file has a problem.
func Check(t testing.TB, path string) {
	t.Helper()
	p, err := storage.Open(path, storage.Options{ReadOnly: true, Encode: Encode})
	if err != nil {
		t.Errorf("open the project to verify it: %v", err)
		return
	}
	defer p.Close()
	problems, err := p.Verify(context.Background())
	if err != nil {
		t.Errorf("verify the project: %v", err)
	}
	for _, problem := range problems {
		t.Errorf("the project has a problem: %v", problem)
	}
}

// Import adds the documents to the project and fails the test if it cannot.
func Import(t testing.TB, p *storage.Project, docs ...*model.Document) storage.ImportResult {
	t.Helper()
	result, err := p.Import(context.Background(), slices.Values(docs), storage.ImportOptions{Analyst: "Ines"})
	if err != nil {
		t.Fatalf("import: %v", err)
	}
	return result
}

// Work opens a project, adds an article and checks the project.
func Work(t testing.TB, path string) {
	t.Helper()
	p, err := storage.Open(path, storage.Options{})
	if err != nil {
		t.Fatal(err)
	}
	Import(t, p, Document("Work goes on. Nothing keeps it."))
	if err := p.Close(); err != nil {
		t.Fatal(err)
	}
	Check(t, path)
}

// Tamper runs fn in a write transaction on an open project. What fn writes with the
// methods of bolt is not sealed or checked.
func Tamper(t testing.TB, p *storage.Project, fn func(tx ledger.Tx) error) {
	t.Helper()
	var db *bolt.DB
	err := p.View("tamper", func(tx ledger.Tx) error { db = tx.DB(); return nil })
	if err == nil {
		err = db.Update(func(tx *bolt.Tx) error { return fn(ledger.Tx{Tx: tx}) })
	}
	if err != nil {
		t.Fatal(err)
	}
}
