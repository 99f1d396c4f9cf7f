package storage_test

import (
	"path/filepath"
	"testing"

	"assay.app/assay/storage"
	"assay.app/assay/storage/mend"
	"github.com/boltdb/bolt"
)

// In a recovered project, the numbers of articles have gaps if texts were lost.
func TestAProjectWithLostArticlesIsSearchedAndIndexed(t *testing.T) {
	path, _ := library(t, 60)
	p := reopened(t, path, storage.Options{})
	err := p.Tamper(func(tx *bolt.Tx) error {
		for _, number := range []uint64{1, 5, 6, 7, 40} {
			if err := tx.Bucket([]byte(storage.BucketTexts)).Put(storage.Key64(number), []byte("nothing that makes sense")); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	p.Close()
	fresh := filepath.Join(t.TempDir(), "fresh.assay")
	if _, err := mend.Recover(t.Context(), path, fresh, storage.Options{}); err != nil {
		t.Fatal(err)
	}
	p = reopened(t, fresh, storage.Options{})
	same(t, p)
	p.SettleIndex()
	if r := same(t, p); r.Scanned || r.Note != nil {
		t.Errorf("it says %+v", r)
	}
	used(t, p)
}
