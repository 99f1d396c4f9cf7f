package storagetest

import (
	"bytes"
	"fmt"
	"maps"
	"os"
	"slices"
	"testing"

	"github.com/boltdb/bolt"

	"assay.app/assay/storage"
	"assay.app/assay/storage/ledger"
)

// entriesOf returns the values of some buckets of a closed project, by bucket and key.
func entriesOf(t testing.TB, path string, buckets ...string) map[string]string {
	t.Helper()
	p, err := storage.Open(path, storage.Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer p.Close()
	all := map[string]string{}
	err = p.View("read the entries", func(tx ledger.Tx) error {
		for _, name := range buckets {
			err := ledger.Scan(ledger.BucketOf(tx, name), nil, func(key, value []byte) error {
				all[name+" "+ledger.NameEntry(name, key)] = fmt.Sprintf("%x", value)
				return nil
			})
			if err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// SameEntries fails the test if two closed projects differ in some buckets.
func SameEntries(t testing.TB, got, want string, buckets ...string) {
	t.Helper()
	mine, theirs := entriesOf(t, got, buckets...), entriesOf(t, want, buckets...)
	for _, name := range slices.Sorted(maps.Keys(theirs)) {
		if mine[name] != theirs[name] {
			t.Errorf("%s is %s, want %s", name, mine[name], theirs[name])
		}
		delete(mine, name)
	}
	for name := range mine {
		t.Errorf("%s was not there", name)
	}
}

// SpoilValues changes the last byte of each value of some buckets of a closed project,
// wherever the value is in the file.
func SpoilValues(t testing.TB, path string, buckets ...string) {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	db, err := bolt.Open(path, 0o600, &bolt.Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	var values [][]byte
	err = db.View(func(tx *bolt.Tx) error {
		for _, name := range buckets {
			err := tx.Bucket([]byte(name)).ForEach(func(_, v []byte) error {
				values = append(values, bytes.Clone(v))
				return nil
			})
			if err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	for _, value := range values {
		for from := 0; ; {
			at := bytes.Index(data[from:], value)
			if at < 0 {
				break
			}
			from += at + len(value)
			data[from-1] ^= 1
		}
	}
	WriteOld(t, path, data)
}
