package storagetest_test

import (
	"context"
	"encoding/hex"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/storage"
	"assay.app/assay/storage/ledger"
	"assay.app/assay/storage/mend"
	"assay.app/assay/storage/storagetest"
)

// newerProject makes a project with reviews, one of which was deleted and one of which
// is in conflict with that of another copy. Their kind is no longer registered. known has
// the texts that they had while it was.
func newerProject(t *testing.T) (r *recorded, known []string) {
	t.Helper()
	func() {
		defer registerReviews()()
		r = newReviewed(t)
		other := r.copied()
		r.write(&review{Text: "Mine", Stars: 5}, nil, nil)
		other.write(&review{Text: "Typo"}, nil, nil)
		other.write(&review{Text: "Theirs", Stars: 1}, nil, nil)
		r.load(other.set(), other.now...) // its counter is greater
		r.remove(2)
	}()
	known, r.now = r.now, textsIn(t, r.path, r.keys)
	for i, text := range r.now {
		if i < 2 && !strings.HasPrefix(text, "made by a newer Assay (") || i == 2 && text != "none" {
			t.Fatalf("without their kind, the reviews are %q", r.now)
		}
	}
	return r, known
}

// stored returns the encoded reviews of a closed project, with their versions, by their
// keys in the file.
func stored(t *testing.T, path string) map[string]string {
	t.Helper()
	p, err := storage.Open(path, storage.Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer p.Close()
	all := map[string]string{}
	err = p.View("read the reviews", func(tx ledger.Tx) error {
		for _, bucket := range []string{ledger.BucketRecords, ledger.BucketBeside} {
			err := ledger.Scan(ledger.BucketOf(tx, bucket), []byte{byte(reviewKind)}, func(key, value []byte) error {
				all[bucket+" "+hex.EncodeToString(key)] = hex.EncodeToString(value)
				return nil
			})
			if err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil || len(all) != 4 {
		t.Fatalf("%d reviews (%v)", len(all), err)
	}
	return all
}

// identified returns the reviews of a closed project as other copies identify them.
func identified(t *testing.T, path string, keys []model.Key) string {
	t.Helper()
	p, err := storage.Open(path, storage.Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer p.Close()
	var out strings.Builder
	for _, key := range keys {
		all, err := p.Versions(key.Article)
		if err != nil {
			t.Fatal(err)
		}
		for _, h := range all[key] {
			fmt.Fprintf(&out, "%+v %v\n", h.Version, h.Content)
		}
	}
	return out.String()
}

func TestAKindOfANewerAssayIsKeptByteForByte(t *testing.T) {
	r, _ := newerProject(t)
	want, ids := stored(t, r.path), identified(t, r.path, r.keys)
	same := func(t *testing.T, path string) {
		t.Helper()
		storagetest.Check(t, path)
		if got := stored(t, path); !maps.Equal(got, want) {
			t.Errorf("the reviews are\n%v, want\n%v", got, want)
		}
	}
	t.Run("verified", func(t *testing.T) { same(t, r.path) })
	t.Run("copied", func(t *testing.T) { same(t, r.copied().path) })
	t.Run("backed up", func(t *testing.T) {
		r.open(func(p *storage.Project) { same(t, storagetest.BackUp(t, p).Path) })
	})
	t.Run("compacted", func(t *testing.T) {
		other := r.copied()
		if _, err := mend.Compact(context.Background(), other.path, storage.Options{}); err != nil {
			t.Fatal(err)
		}
		same(t, other.path)
	})
	for _, damaged := range [][]string{nil, {ledger.BucketRecords}, {ledger.BucketBeside}, {ledger.BucketHistory}} {
		t.Run(fmt.Sprint("recovered without ", damaged), func(t *testing.T) {
			if got := identified(t, r.recovered(damaged...).path, r.keys); got != ids {
				t.Errorf("the reviews are\n%s, want\n%s", got, ids)
			}
		})
	}
	t.Run("loaded", func(t *testing.T) {
		other := r.fromSet(r.set())
		if got := identified(t, other.path, r.keys); got != ids {
			t.Errorf("the reviews are\n%s, want\n%s", got, ids)
		}
		r.same(other)
	})
}

func TestAKindOfANewerAssayIsUndoneAndLogged(t *testing.T) {
	r, known := newerProject(t)
	r.open(func(p *storage.Project) {
		changes, err := p.History(^uint64(0), 100)
		if err != nil {
			t.Fatal(err)
		}
		told := 0
		for _, c := range changes {
			for _, e := range edit.Told(c.Edits) {
				if e, ok := e.(edit.Record); ok && e.Key.Kind == reviewKind {
					told++
					for _, content := range []any{e.Before, e.After} {
						if text := e.Kind().Text(content); content != nil && !strings.HasPrefix(text, "made by a newer Assay (") || e.Kind().Name != "kind-250" {
							t.Errorf("change %d is told as %q", c.ID, text)
						}
					}
				}
			}
		}
		if told < 6 {
			t.Errorf("%d edits are told", told)
		}
	})
	was := slices.Clone(r.now)
	r.undo(was[0], was[1], "made by a newer Assay (14 bytes)") // deleting the third
	r.goBack(1, was[0], "none", "none")                        // the first is another copy's
	r.undo(was[0], was[1], "made by a newer Assay (14 bytes)")
	r.redo(was[0], "none", "none")
	r.undo(was[0], was[1], "made by a newer Assay (14 bytes)")
	set := r.set()
	defer registerReviews()()
	r.now = []string{known[0], known[1], "Nearly done (0)"}
	r.check()
	t.Run("a set from an older Assay is loaded by the newer one", func(t *testing.T) {
		other := r.fromSet(set)
		if got, want := identified(t, other.path, r.keys), identified(t, r.path, r.keys); got != want {
			t.Errorf("the reviews are\n%s, want\n%s", got, want)
		}
	})
}
