package mend_test

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"assay.app/assay/storage"
	"assay.app/assay/storage/ledger"
	"assay.app/assay/storage/mend"
	"assay.app/assay/storage/storagetest"
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

// sameEntries fails the test if two closed projects differ in some buckets.
func sameEntries(t testing.TB, got, want string, buckets ...string) {
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

func TestRecoveryKeepsTheVersionsOfRecords(t *testing.T) {
	path := storagetest.Worked(t, 6)
	fresh := filepath.Join(t.TempDir(), "fresh.assay")
	if _, err := mend.Recover(t.Context(), path, fresh, storage.Options{Encode: storagetest.Encode}); err != nil {
		t.Fatal(err)
	}
	sameEntries(t, fresh, path, ledger.BucketRecords, ledger.BucketBeside, ledger.BucketReplicas, ledger.BucketHistory)
}

// A project in version 1 of the format is recovered as a migration would convert it.
func TestAnOldProjectIsRecoveredAsItWouldBeMigrated(t *testing.T) {
	old, err := os.ReadFile(filepath.Join("..", "testdata", "v1.assay"))
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "old.assay")
	storagetest.WriteOld(t, path, old)
	fresh := filepath.Join(t.TempDir(), "fresh.assay")
	report, err := mend.Recover(t.Context(), path, fresh, storage.Options{Encode: storagetest.Encode})
	if err != nil || !report.Whole() {
		t.Fatalf("%+v (%v)", report, err)
	}
	p, err := storage.Open(path, storage.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if err := p.Close(); err != nil {
		t.Fatal(err)
	}
	sameEntries(t, fresh, path, ledger.BucketRecords, ledger.BucketBeside, ledger.BucketReplicas, ledger.BucketHistory)
	storagetest.Check(t, fresh)
}

func TestVersionsAreRecoveredFromWhatIsLeft(t *testing.T) {
	all := []string{ledger.BucketRecords, ledger.BucketBeside, ledger.BucketReplicas, ledger.BucketHistory}
	for name, c := range map[string]struct {
		spoiled []string
		same    []string // buckets that must be as before
		missing string
	}{
		"whole":                 {nil, all, ""},
		"the history":           {[]string{ledger.BucketHistory}, all[:3], "of the history cannot be read"},
		"the versions beside":   {[]string{ledger.BucketBeside}, all, ""},
		"the records":           {[]string{ledger.BucketRecords}, all[1:], "of the codebook is as in a new project"},
		"records and conflicts": {[]string{ledger.BucketRecords, ledger.BucketBeside}, all[1:], "of the codebook is as in a new project"},
		"the replicas":          {[]string{ledger.BucketReplicas}, []string{ledger.BucketRecords, ledger.BucketBeside, ledger.BucketHistory}, "because theirs cannot be read, is 1."},
	} {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "combined.assay")
			storagetest.Combine(t, path, storage.Options{})
			whole := filepath.Join(t.TempDir(), "whole.assay")
			data, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			storagetest.WriteOld(t, whole, data)
			storagetest.SpoilBuckets(t, path, c.spoiled...)
			for round := range 2 { // what was recovered is recovered again
				fresh := filepath.Join(t.TempDir(), "fresh.assay")
				report, err := mend.Recover(t.Context(), path, fresh, storage.Options{Encode: storagetest.Encode})
				if err != nil {
					t.Fatal(err)
				}
				missing := strings.Join(report.Missing, "\n")
				if round == 0 && (c.missing == "" && missing != "" || !strings.Contains(missing, c.missing)) || round == 1 && missing != "" {
					t.Errorf("round %d: missing is %q, want %q", round, missing, c.missing)
				}
				if report.Lost.Annotations+report.Lost.Notes > 0 || report.Saved.Annotations != 3 || report.Saved.Notes != 1 {
					t.Errorf("round %d: %+v", round, report)
				}
				sameEntries(t, fresh, whole, c.same...)
				storagetest.Check(t, fresh)
				path = fresh
			}
		})
	}
}
