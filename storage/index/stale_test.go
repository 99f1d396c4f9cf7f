package index_test

import (
	"testing"

	"assay.app/assay/model/edit"
	"assay.app/assay/model/modeltest"
	"assay.app/assay/model/record"
	"assay.app/assay/storage/index"
	"assay.app/assay/storage/storagetest"
)

// The index reads what it keeps in memory again only after a change of a kind that
// searches look at.
func TestSearchesSeeEveryKindThatTheyLookAt(t *testing.T) {
	doc := storagetest.Document("It rained\n\nThe ferry left late.")
	for _, e := range modeltest.ExamplesIn(t, doc.ID) {
		p := storagetest.New(t)
		storagetest.Import(t, p, doc)
		known := func() *uint64 {
			storagetest.Find(t, p.Search, storagetest.Parse(t, "note:* "), index.Options{})
			return p.Index().Known()
		}
		for _, sides := range [][2]any{{nil, e.One}, {e.One, e.Other}, {e.Other, nil}} {
			before := known()
			p.Enqueue(edit.Change{At: storagetest.Noon(), Analyst: "Ines", Edits: []edit.Edit{edit.Record{Key: e.Key, Before: sides[0], After: sides[1]}}})
			if err := p.Flush(t.Context()); err != nil {
				t.Fatal(err)
			}
			if reread := known() != before; reread != record.Of(e.Key.Kind).Searched {
				t.Errorf("%s: searches read again: %v", e.Name, reread)
			}
		}
	}
}
