package storage_test

import (
	"errors"
	"testing"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/storage"
	"assay.app/assay/storage/index"
	"assay.app/assay/storage/storagetest"
	"github.com/boltdb/bolt"
)

// If a change of the history is lost, the index cannot be brought up to date and is
// rebuilt.
func TestTheIndexIsMadeAnewWhereAChangeIsLost(t *testing.T) {
	path, docs := storagetest.Library(t, 60)
	p := storagetest.Reopened(t, path, storage.Options{})
	lost := p.Enqueue(edit.Change{Verb: edit.Remove, Edits: []edit.Edit{edit.Presence{Article: docs[5].ID, Before: true}}})
	p.Enqueue(edit.Change{Verb: edit.Remove, Edits: []edit.Edit{edit.Presence{Article: docs[6].ID, Before: true}}})
	if err := p.Flush(t.Context()); err != nil {
		t.Fatal(err)
	}
	err := p.Tamper(func(tx *bolt.Tx) error {
		return tx.Bucket([]byte(storage.BucketHistory)).Put(storage.Key64(lost), []byte("nothing that makes sense"))
	})
	if err != nil {
		t.Fatal(err)
	}
	if _, r := storagetest.Find(t, p.Search, storagetest.Parse(t, "a"), index.Options{}); !r.Scanned || !errors.Is(r.Note, model.ErrIndexDamaged) {
		t.Errorf("it says %+v", r)
	}
	storagetest.SettleIndex(p)
	storagetest.SameFound(t, p)
	storagetest.Covered(t, p)
}
