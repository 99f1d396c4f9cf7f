package mend_test

import (
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

func TestRecoveryKeepsTheVersionsOfRecords(t *testing.T) {
	path := storagetest.Worked(t, 6)
	fresh := filepath.Join(t.TempDir(), "fresh.assay")
	if _, err := mend.Recover(t.Context(), path, fresh, storage.Options{Encode: storagetest.Encode}); err != nil {
		t.Fatal(err)
	}
	storagetest.SameEntries(t, fresh, path, ledger.BucketRecords, ledger.BucketBeside, ledger.BucketReplicas, ledger.BucketHistory)
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
	storagetest.SameEntries(t, fresh, path, ledger.BucketRecords, ledger.BucketBeside, ledger.BucketReplicas, ledger.BucketHistory)
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
		"history and replicas":  {[]string{ledger.BucketReplicas, ledger.BucketHistory}, nil, "of the history cannot be read"},
		"the replicas":          {[]string{ledger.BucketReplicas}, []string{ledger.BucketRecords, ledger.BucketBeside, ledger.BucketHistory}, "because theirs cannot be read: 1."},
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
			storagetest.SpoilValues(t, path, c.spoiled...)
			for round := range 2 { // the second recovers the result of the first
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
				storagetest.SameEntries(t, fresh, whole, c.same...)
				storagetest.Check(t, fresh)
				path = fresh
			}
		})
	}
}

func TestALostDivisionIsRestoredFromItsRecords(t *testing.T) {
	path := filepath.Join(t.TempDir(), "combined.assay")
	storagetest.Combine(t, path, storage.Options{})
	want := storagetest.ContentOf(t, path).Documents[0].Units
	storagetest.SpoilValues(t, path, ledger.BucketUnits)
	fresh := filepath.Join(t.TempDir(), "fresh.assay")
	report, err := mend.Recover(t.Context(), path, fresh, storage.Options{Encode: storagetest.Encode})
	if err != nil || len(report.Missing) != 1 || !strings.Contains(report.Missing[0], "was divided again") {
		t.Errorf("%+v (%v)", report, err)
	}
	if got := storagetest.ContentOf(t, fresh).Documents[0].Units; !slices.Equal(got, want) {
		t.Errorf("it is divided into %v, not %v", got, want)
	}
	storagetest.Check(t, fresh)
}

func TestAVersionBesideStandsIfTheOneThatStoodIsLost(t *testing.T) {
	path := filepath.Join(t.TempDir(), "combined.assay")
	storagetest.Combine(t, path, storage.Options{})
	beside := map[string]bool{}
	each(t, path, ledger.BucketBeside, func(key, _ []byte) {
		of, _ := ledger.CutBeside(key)
		beside[string(of)] = true
	})
	if len(beside) == 0 {
		t.Fatal("nothing is in conflict")
	}
	storagetest.SpoilValues(t, path, ledger.BucketRecords, ledger.BucketHistory)
	fresh := filepath.Join(t.TempDir(), "fresh.assay")
	if _, err := mend.Recover(t.Context(), path, fresh, storage.Options{Encode: storagetest.Encode}); err != nil {
		t.Fatal(err)
	}
	stands := map[string]bool{}
	each(t, fresh, ledger.BucketRecords, func(key, _ []byte) { stands[string(key)] = true })
	for key := range beside {
		if !stands[key] {
			t.Errorf("no version stands of %x", key)
		}
	}
	each(t, fresh, ledger.BucketBeside, func(key, _ []byte) {
		if of, _ := ledger.CutBeside(key); !stands[string(of)] {
			t.Errorf("a version is beside none: %x", key)
		}
	})
	storagetest.Check(t, fresh)
}

// each calls visit with the entries of a bucket.
func each(t *testing.T, path, bucket string, visit func(key, value []byte)) {
	t.Helper()
	p, err := storage.Open(path, storage.Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer p.Close()
	err = p.View("read a bucket", func(tx ledger.Tx) error {
		return ledger.Scan(ledger.BucketOf(tx, bucket), nil, func(key, value []byte) error {
			visit(key, value)
			return nil
		})
	})
	if err != nil {
		t.Fatal(err)
	}
}
