package storagetest_test

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
	"time"

	"assay.app/assay/model"
	"assay.app/assay/storage"
	"assay.app/assay/storage/backup"
	"assay.app/assay/storage/ledger"
	"assay.app/assay/storage/storagetest"
)

// oldSample returns the path of a project in a version of the format.
func oldSample(version uint64) string {
	return filepath.Join("..", "testdata", fmt.Sprintf("v%d%s", version, model.ProjectExt))
}

// migrateUntilKilled repeatedly migrates a project in an old version of the format
// by opening it.
func migrateUntilKilled(path string, version uint64) error {
	old, err := os.ReadFile(oldSample(version))
	if err != nil {
		return err
	}
	for n := uint64(1); ; n++ {
		if err := os.WriteFile(path, old, 0o666); err != nil {
			return err
		}
		if err := os.Rename(path, numbered(path, n)); err != nil {
			return err
		}
		p, err := storage.Open(numbered(path, n), storage.Options{})
		if err != nil {
			return err
		}
		if err := p.Close(); err != nil {
			return err
		}
		fmt.Println(n)
	}
}

func TestAnOldProjectIsWholeWhenItsMigrationIsKilled(t *testing.T) {
	_, rng := moments(t)
	for round := range wholeRounds() {
		version := uint64(round % ledger.Format)
		old := contentOf(t, oldSample(version))
		path := filepath.Join(t.TempDir(), "old"+model.ProjectExt)
		said := child{job: jobMigrate, path: path, seed: version, max: 120 * time.Millisecond}.kill(t, rng)
		was, is := 0, 0
		for n := uint64(1); n <= said+1; n++ {
			file, err := os.ReadFile(numbered(path, n))
			switch {
			case errors.Is(err, fs.ErrNotExist) && n > said:
				continue
			case err != nil:
				t.Fatal(err)
			case bytes.Equal(file, old):
				was++
			default:
				is++
				keptAsItWas(t, numbered(path, n), old)
				storagetest.Check(t, numbered(path, n))
			}
			p, err := storage.Open(numbered(path, n), storage.Options{})
			if err != nil {
				t.Fatalf("project %d of %d cannot be opened any more: %v", n, said, err)
			}
			if err := p.Close(); err != nil {
				t.Fatal(err)
			}
			storagetest.Check(t, numbered(path, n))
		}
		if is < int(said) || was > 1 {
			t.Fatalf("%d were migrated, %d are, %d are as they were", said, is, was)
		}
		t.Logf("round %d: killed after migration %d from version %d; %d are migrated, %d is as it was", round, said, version, is, was)
	}
}

// keptAsItWas checks that the old file is among the project's backups.
func keptAsItWas(t *testing.T, path string, old []byte) {
	t.Helper()
	list, err := backup.List(path)
	if err != nil {
		t.Fatal(err)
	}
	for _, b := range list {
		if bytes.Equal(contentOf(t, b.Path), old) {
			return
		}
	}
	t.Fatalf("%s was migrated, and the old file is not among its %d backups", path, len(list))
}
