package index_test

import (
	"path/filepath"
	"testing"

	"assay.app/assay/storage"
	"assay.app/assay/storage/ledger"
	"assay.app/assay/storage/mend"
	"assay.app/assay/storage/storagetest"
)

// In a recovered project, the numbers of articles have gaps if texts were lost.
func TestAProjectWithLostArticlesIsSearchedAndIndexed(t *testing.T) {
	path, _ := storagetest.Library(t, 60)
	p := storagetest.Reopened(t, path, storage.Options{})
	storagetest.Tamper(t, p, func(tx ledger.Tx) error {
		for _, number := range []uint64{1, 5, 6, 7, 40} {
			if err := tx.Bucket([]byte(ledger.BucketTexts)).Put(ledger.Key64(number), []byte("nothing that makes sense")); err != nil {
				return err
			}
		}
		return nil
	})
	p.Close()
	fresh := filepath.Join(t.TempDir(), "fresh.assay")
	if _, err := mend.Recover(t.Context(), path, fresh, storage.Options{}); err != nil {
		t.Fatal(err)
	}
	p = storagetest.Reopened(t, fresh, storage.Options{})
	storagetest.SameFound(t, p)
	storagetest.SettleIndex(p)
	if r := storagetest.SameFound(t, p); r.Scanned || r.Note != nil {
		t.Errorf("it says %+v", r)
	}
	storagetest.Covered(t, p)
}
