package storage_test

import (
	"fmt"
	"slices"
	"testing"

	"assay.app/assay/model"
	"assay.app/assay/storage"
	"assay.app/assay/storage/storagetest"
)

// The corpus has more articles than are read at a time. The loop opens each of
// them.
func TestArticlesAreGoneThroughInOrder(t *testing.T) {
	p, err := storage.Create(t.TempDir()+"/walk.assay", storage.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { p.Close() })
	var docs []*model.Document
	for n := range 3*storage.WalkPage + 7 {
		docs = append(docs, storagetest.Document(fmt.Sprintf("The ferry %d left. Nobody was told.", n)))
	}
	storagetest.Import(t, p, docs...)

	var got []model.ArticleID
	for a, err := range p.Articles() {
		if err != nil {
			t.Fatal(err)
		}
		if doc, err := p.Document(a.ID); err != nil || doc.Size != a.Size {
			t.Fatalf("%v, %v", doc, err)
		}
		got = append(got, a.ID)
	}
	all, err := p.All()
	if err != nil {
		t.Fatal(err)
	}
	if !slices.EqualFunc(all, got, func(a model.Article, id model.ArticleID) bool { return a.ID == id }) {
		t.Errorf("%d articles of %d, or in another order", len(got), len(all))
	}

	for a, err := range p.Articles() { // the loop may be left early
		if err != nil || a.ID != all[0].ID {
			t.Errorf("the first is %s (%v)", a.ID, err)
		}
		break
	}
}

func TestArticlesEndWithAnError(t *testing.T) {
	p, _ := storagetest.WithLetter(t, storage.Options{})
	p.Close()
	n := 0
	for _, err := range p.Articles() {
		if n++; err == nil {
			t.Error("a closed project returns articles")
		}
	}
	if n != 1 {
		t.Errorf("%d things are given", n)
	}
}
