package storage

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/boltdb/bolt"
)

func TestMapLengthIsWhatBoltMaps(t *testing.T) {
	for _, c := range []struct{ size, want int64 }{
		{1, 32 << 10},
		{32 << 10, 32 << 10},
		{32<<10 + 1, 64 << 10},
		{49152, 64 << 10},
		{1<<29 + 1, 1 << 30},
		{1 << 30, 1 << 30},
		{1<<30 + 1, 2 << 30},
		{5<<30 - 1, 5 << 30},
	} {
		if got := mapLength(c.size); got != c.want {
			t.Errorf("%d bytes are mapped as %d, want %d", c.size, got, c.want)
		}
	}
}

// Windows itself is not needed to see that a longer file holds the same.
func TestALengthenedFileHoldsTheSame(t *testing.T) {
	path := filepath.Join(t.TempDir(), "copy.db")
	write := func(name, value string) {
		t.Helper()
		db, err := bolt.Open(path, 0o600, nil)
		if err != nil {
			t.Fatal(err)
		}
		err = db.Update(func(tx *bolt.Tx) error {
			b, err := tx.CreateBucketIfNotExists([]byte("b"))
			if err != nil {
				return err
			}
			return b.Put([]byte(name), []byte(value))
		})
		if err != nil {
			t.Fatal(err)
		}
		// As a backup is: up to the last page and no further.
		var pages int64
		err = db.View(func(tx *bolt.Tx) error {
			pages = tx.Size()
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		if err := db.Close(); err != nil {
			t.Fatal(err)
		}
		if err := os.Truncate(path, pages); err != nil {
			t.Fatal(err)
		}
	}
	write("one", "1")
	if err := lengthen(path); err != nil {
		t.Fatal(err)
	}
	if info, err := os.Stat(path); err != nil || info.Size() != 32<<10 {
		t.Fatalf("the file has %d bytes, %v", info.Size(), err)
	}
	write("two", "2") // and it can be written to
	db, err := bolt.Open(path, 0o600, &bolt.Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	err = db.View(func(tx *bolt.Tx) error {
		for name, value := range map[string]string{"one": "1", "two": "2"} {
			if got := tx.Bucket([]byte("b")).Get([]byte(name)); string(got) != value {
				t.Errorf("%s is %q", name, got)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	empty := filepath.Join(t.TempDir(), "empty")
	if err := os.WriteFile(empty, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := lengthen(empty); err != nil {
		t.Fatal(err)
	}
	if info, err := os.Stat(empty); err != nil || info.Size() != 0 {
		t.Errorf("an empty file was made longer: %v", err)
	}
}
