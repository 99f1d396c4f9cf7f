package storagetest_test

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"assay.app/assay/model"
	"assay.app/assay/storage"
	"assay.app/assay/storage/storagetest"
)

// toImport is the number of articles to import. It is enough for several
// transactions.
const toImport = 5000

// importUntilKilled imports the seed's articles and prints the id of each change
// once it is on the disk.
func importUntilKilled(path string, seed uint64) error {
	docs := shortArticles(seed, toImport)
	p, err := storage.Open(path, storage.Options{Notify: func(s storage.Status) { fmt.Println(s.Durable) }})
	if err != nil {
		return err
	}
	_, err = p.Import(context.Background(), slices.Values(docs), storage.ImportOptions{Analyst: "Ines"})
	if err != nil {
		return err
	}
	select {} // everything is done; wait to be killed
}

func TestAnImportLeavesWholeArticlesWhenItIsKilledAndGoesOn(t *testing.T) {
	seed, rng := moments(t)
	for round := 0; round < wholeRounds(); {
		path := filepath.Join(t.TempDir(), "import"+model.ProjectExt)
		emptyProject(t, path)
		seed++
		docs := shortArticles(seed, toImport)
		c := child{job: jobImport, path: path, seed: seed, max: 100 * time.Millisecond}
		for kept := 0; kept < toImport && round < wholeRounds(); round++ {
			said := c.kill(t, rng)
			storagetest.Check(t, path)
			changes, now := importedOf(t, path, docs)
			if changes < said || now < kept {
				t.Fatalf("there were %d articles and then change %d, and there are %d after change %d", kept, said, now, changes)
			}
			kept = now
			t.Logf("round %d: killed after change %d, has %d and %d articles", round, said, changes, kept)
		}
		finish(t, path, docs)
	}
}

// importedOf checks that the project's articles are the first of the documents,
// each complete. It returns the newest change and the number of articles.
func importedOf(t *testing.T, path string, docs []*model.Document) (changes uint64, articles int) {
	t.Helper()
	p, err := storage.Open(path, storage.Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer p.Close()
	changes, err = newestChange(p)
	if err != nil {
		t.Fatal(err)
	}
	list, err := p.All()
	if err != nil {
		t.Fatal(err)
	}
	for i, a := range list {
		got, err := p.Document(a.ID)
		if err != nil || a.ID != docs[i].ID || got.Text != docs[i].Text || !slices.Equal(got.Units, docs[i].Units) {
			t.Fatalf("article %d is not the one imported: %v", i, err)
		}
	}
	return changes, len(list)
}

// finish completes the import.
func finish(t *testing.T, path string, docs []*model.Document) {
	t.Helper()
	p, err := storage.Open(path, storage.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer p.Close()
	storagetest.Import(t, p, docs...)
	list, err := p.All()
	if err != nil || len(list) != len(docs) {
		t.Fatalf("after going on there are %d of %d articles (%v)", len(list), len(docs), err)
	}
}
