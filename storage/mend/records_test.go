package mend_test

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/record"
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

// combined makes a closed project in which records were made, changed, deleted, brought
// from another copy and withdrawn, and in which two versions are in conflict. One kind
// of record is unknown. It returns the project's path.
func combined(t testing.TB) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "combined.assay")
	p, err := storage.Create(path, storage.Options{Encode: storagetest.Encode})
	if err != nil {
		t.Fatal(err)
	}
	d := storagetest.Document("One left. Two came. Three stayed. Four slept. Five sang. Six wept.")
	storagetest.Import(t, p, d)
	noon := storagetest.Noon()
	theirs := func(counter uint64) *record.Version {
		return &record.Version{Stamp: record.StampAt(counter, record.Replica{1, 2, 3}, noon)}
	}
	on := func(n int) model.Key { return record.OnSentence(d.ID, d.Units[n].Span, "Ines") }
	as := func(label model.LabelKey) *model.Annotation {
		return &model.Annotation{Analyst: "Ines", Label: label, At: noon}
	}
	brought := edit.Of(on(2), nil, as(model.Quote))
	brought.Is = theirs(40)
	replacing := edit.Of(on(1), as(model.Quote), as(model.Background))
	replacing.Was, replacing.Is = theirs(3), theirs(41)
	withdrawn := edit.Of(on(3), nil, as(model.Claim))
	withdrawn.Is = theirs(42)
	beside := edit.Of(on(0), nil, as(model.Background))
	beside.Is, beside.Beside = theirs(43), true
	stranger := model.Key{Kind: 200, Subject: model.Subject{Article: d.ID}, Analyst: "Oskar", ID: "x"}
	label := model.Label{Key: "rumour", Name: "Rumour", Letter: "U", Color: "#123456"}
	quote := record.Entry{Label: model.DefaultCodebook()[1], Position: 1}
	renamed := quote
	renamed.Name = "Speech"
	for _, edits := range [][]edit.Edit{
		{edit.Of(on(0), nil, as(model.Claim)), edit.Of(on(1), nil, as(model.Quote)), edit.Of(on(4), nil, as(model.Quote))},
		{edit.Of(on(4), as(model.Quote), nil)},
		{brought, replacing, withdrawn},
		{withdrawn.Inverse()},
		{beside},
		{edit.Of(stranger, nil, &record.Raw{CBOR: []byte{0x83, 1, 2, 3}})},
		{edit.Of(record.LabelKey(label.Key), nil, &record.Entry{Label: label, Position: 3}), edit.Of(record.LabelKey(quote.Key), &quote, &renamed)},
		{storagetest.NoteOf("n", model.OnSentence(d.ID, d.Units[0].Span), "Odd."), storagetest.NoteOf("o", model.OnOutlet("Tide Post"), "Late.")},
		{storagetest.NoteOf("n", model.OnSentence(d.ID, d.Units[0].Span), "Odd.").Inverse()},
	} {
		p.Enqueue(edit.Change{At: noon, Analyst: "Ines", Verb: edit.Load, Edits: edits})
		noon = noon.Add(time.Minute)
	}
	if err := p.Flush(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := p.Close(); err != nil {
		t.Fatal(err)
	}
	storagetest.Check(t, path)
	return path
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
			path := combined(t)
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
