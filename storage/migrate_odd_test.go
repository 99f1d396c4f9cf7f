package storage_test

import (
	"testing"

	"github.com/boltdb/bolt"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/record"
	"assay.app/assay/storage"
	"assay.app/assay/storage/codec"
	"assay.app/assay/storage/ledger"
	"assay.app/assay/storage/storagetest"
)

// Early recoveries could leave records that the history deletes. Migrating such a file
// keeps them.
func TestARecordThatTheHistoryDeletesIsMigratedIfTheFileHasIt(t *testing.T) {
	path := sample(t, "v1.assay")
	before := held(t, path)
	var deleted []edit.Edit
	for key, content := range before {
		deleted = append(deleted, edit.Record{Key: key, Before: content})
	}
	path = sample(t, "v1.assay")
	db, err := bolt.Open(path, ledger.FileMode, nil)
	if err != nil {
		t.Fatal(err)
	}
	err = db.Update(func(raw *bolt.Tx) error {
		tx := ledger.Tx{Tx: raw}
		head, err := ledger.ReadHead(tx)
		if err != nil {
			return err
		}
		history := ledger.BucketOf(tx, ledger.BucketHistory)
		last, err := ledger.LastNumber(history)
		if err != nil {
			return err
		}
		data, err := codec.EncodeChange(edit.Change{ID: last + 1, At: epoch, Verb: edit.Clear, Edits: deleted}, head.Link)
		if err != nil {
			return err
		}
		if err := history.Put(ledger.Key64(last+1), data); err != nil {
			return err
		}
		return ledger.RemoveMark(tx)
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	after := held(t, path)
	for key, content := range before {
		if !record.Of(key.Kind).Same(after[key], content) {
			t.Errorf("%+v of %+v became %+v", content, key, after[key])
		}
	}
	if len(after) != len(before) {
		t.Errorf("%d records became %d", len(before), len(after))
	}
}

// held migrates a project and returns its annotations and notes.
func held(t *testing.T, path string) map[model.Key]any {
	t.Helper()
	p, err := storage.Open(path, storage.Options{Encode: storagetest.Encode})
	if err != nil {
		t.Fatal(err)
	}
	defer p.Close()
	all, err := p.All()
	if err != nil {
		t.Fatal(err)
	}
	out := map[model.Key]any{}
	for _, id := range append(ids(all), "") {
		versions, err := p.Versions(id)
		if err != nil {
			t.Fatal(err)
		}
		for key, held := range versions {
			if len(held) != 1 {
				t.Errorf("%+v has %d versions", key, len(held))
			}
			if key.Kind != record.Label {
				out[key] = held[0].Content
			}
		}
	}
	return out
}

func ids(all []model.Article) (ids []model.ArticleID) {
	for _, a := range all {
		ids = append(ids, a.ID)
	}
	return ids
}
