package storagetest_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"math"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/record"
	"assay.app/assay/storage"
	"assay.app/assay/storage/exchange/exchangetest"
	"assay.app/assay/storage/exchange/setfile"
	"assay.app/assay/storage/ledger"
	"assay.app/assay/storage/mend"
	"assay.app/assay/storage/storagetest"
)

func TestAKindThatOnlyATestKnowsNeedsOnlyItsDeclaration(t *testing.T) {
	unknown := setIn(t, migrated(t))
	defer registerReviews()()
	for _, step := range []struct {
		name string
		does func(*reviewed)
	}{
		{"is saved, undone, redone and left behind by going back", undoneReviews},
		{"is checked before it is written", refusedReviews},
		{"is verified", verifiedReviews},
		{"is recovered from a damaged file", recoveredReviews},
		{"is exported and loaded", loadedReviews},
		{"is combined", combinedReviews},
		{"is kept when the file is compacted, backed up and restored", rewrittenReviews},
		{"is taken by a project that was migrated", func(r *reviewed) { migratedReviews(r, unknown) }},
		{"survives being killed", killedReviews},
	} {
		t.Run(step.name, func(t *testing.T) { step.does(newReviewed(t)) })
	}
}

func undoneReviews(r *reviewed) {
	r.undo("Sound (3)", "Often late (1)", "Nearly done (0)")
	r.undo("none", "none", "none")
	r.redo("Sound (3)", "Often late (1)", "Nearly done (0)")
	r.redo("Weak (2)", "Often late (1)", "Nearly done (0)")
	r.goBack(2, "Sound (3)", "Often late (1)", "Nearly done (0)")
	r.goBack(1, "none", "none", "none")
	r.undo("Sound (3)", "Often late (1)", "Nearly done (0)")
}

func refusedReviews(r *reviewed) {
	p, err := storage.Open(r.path, storage.Options{})
	r.must(err)
	if err := save(p, edit.Change{Edits: []edit.Edit{edit.Of(r.keys[2], &review{Text: "Nearly done"}, &review{Stars: 6})}}); !errors.Is(err, errStars) {
		r.Errorf("saving six stars returns %v", err)
	}
	if err := p.Close(); err == nil {
		r.Error("closing says that everything was saved")
	}
	r.check()
}

// verifiedReviews changes each review behind the back of the history.
func verifiedReviews(r *reviewed) {
	for _, spoiled := range []struct {
		name string
		does func(b ledger.Bucket, key, value []byte) error
	}{
		{"changed", func(b ledger.Bucket, key, value []byte) error {
			return b.Put(key, bytes.ReplaceAll(value, []byte("e"), []byte("i")))
		}},
		{"removed", func(b ledger.Bucket, key, _ []byte) error { return b.Delete(key) }},
		{"duplicated", func(b ledger.Bucket, key, value []byte) error { return b.Put(append(key, "\x00x"...), value) }},
		{"cut", func(b ledger.Bucket, key, value []byte) error { return b.Put(key, value[:len(value)-1]) }},
	} {
		for _, key := range r.keys {
			copied := r.copied()
			p, err := storage.Open(copied.path, storage.Options{})
			r.must(err)
			storagetest.Tamper(r.T, p, func(tx ledger.Tx) error {
				number, b := uint64(0), ledger.BucketOf(tx, ledger.BucketRecords)
				if key.Article != "" {
					number = 1
				}
				at := ledger.KeyRecord(number, key.Subject, key)
				value, err := b.Need(at)
				if err != nil {
					return err
				}
				return spoiled.does(b, at, bytes.Clone(value))
			})
			if problems, err := p.Verify(context.Background()); err != nil || len(problems) == 0 {
				r.Errorf("a review of %+v was %s: the problems are %v (%v)", key.Subject, spoiled.name, problems, err)
			}
			r.must(p.Close())
		}
	}
}

func recoveredReviews(r *reviewed) {
	for _, damaged := range [][]string{nil, {ledger.BucketRecords}, {ledger.BucketHistory}} {
		fresh := r.recovered(damaged...)
		fresh.write(&review{Text: "Written after the recovery"}, nil, nil)
		fresh.undo(r.now...)
	}
}

func loadedReviews(r *reviewed) {
	set := r.set()
	for _, want := range []string{`"kind": "review"`, `"number": 250`, `"value": {"text": "Weak", "stars": 2}`, `"outlet": "tide post"`, `"analyst": "Ines"`} {
		if !strings.Contains(string(set), want) {
			r.Errorf("the set does not have %s:\n%s", want, set)
		}
	}
	other := r.fromSet(set)
	r.same(other)
	other.undo("none", "none", "none")
	other.redo(r.now...)
	other.open(func(p *storage.Project) {
		if done := exchangetest.Load(r.T, p, exchangetest.Read(r.T, set)); len(done.Changes) > 0 {
			r.Errorf("loading the set again changes %+v", done)
		}
	})
	refused := exchangetest.Altered(r.T, set, func(set exchangetest.Tree) {
		for _, of := range set["records"].([]any) {
			if one := of.(exchangetest.Tree); one["kind"] == "review" {
				one["value"] = exchangetest.Tree{"text": "Bad", "stars": 6}
			}
		}
	})
	if _, err := setfile.Read(bytes.NewReader(refused)); !errors.Is(err, model.ErrValue) && !errors.Is(err, model.ErrDamaged) {
		r.Errorf("a set with six stars is read: %v", err)
	}
}

func combinedReviews(r *reviewed) {
	other := r.copied()
	r.write(&review{Text: "Mine", Stars: 5}, nil, &review{Text: "Done", Seen: record.TimeOf(time.Unix(1e9, 0))})
	other.write(&review{Text: "Theirs", Stars: 1}, &review{Text: "Never late"}, &review{Text: "Done"})
	mine, theirs := r.set(), other.set()
	stands := reviewsAfter(r, theirs)
	if stands[0] != "Mine (5)" && stands[0] != "Theirs (1)" || stands[1] != "Never late (0)" || stands[2] != "Done (0)" {
		r.Fatalf("combined, the reviews are %q", stands)
	}
	other.load(mine, stands...)
	r.load(theirs, stands...)
	r.same(other)
	r.open(func(p *storage.Project) {
		conflicts, err := p.Conflicts()
		r.must(err)
		if len(conflicts) != 1 || conflicts[0].Subject != r.keys[0].Subject { // the reviews of the project are alike
			r.Fatalf("the conflicts are %+v", conflicts)
		}
		beside := record.Of(reviewKind).Text(conflicts[0].Beside().Content)
		r.must(save(p, edit.Taking(conflicts[0], nil)))
		r.now = append([]string{beside}, stands[1:]...)
	})
	r.undo(stands...)
	r.open(func(p *storage.Project) {
		conflicts, err := p.Conflicts()
		r.must(err)
		r.must(save(p, edit.Keeping(conflicts[0])))
		if conflicts, err = p.Conflicts(); err != nil || len(conflicts) > 0 {
			r.Errorf("the conflicts are %+v (%v)", conflicts, err)
		}
	})
	other.load(r.set(), stands...)
}

// reviewsAfter returns the reviews that stand once a set is loaded into a copy of the
// project.
func reviewsAfter(r *reviewed, set []byte) []string {
	r.Helper()
	path := filepath.Join(r.TempDir(), "joined"+model.ProjectExt)
	copyProject(r.T, r.path, path)
	p, err := storage.Open(path, storage.Options{})
	r.must(err)
	exchangetest.Load(r.T, p, exchangetest.Read(r.T, set))
	r.must(p.Close())
	return reviewsIn(r.T, path, r.keys)
}

func rewrittenReviews(r *reviewed) {
	_, err := mend.Compact(context.Background(), r.path, storage.Options{})
	r.must(err)
	r.check()
	var made model.Backup
	was := slices.Clone(r.now)
	r.open(func(p *storage.Project) { made = storagetest.BackUp(r.T, p) })
	if got := reviewsIn(r.T, made.Path, r.keys); !slices.Equal(got, r.now) {
		r.Errorf("in the backup the reviews are %q, want %q", got, r.now)
	}
	r.write(&review{Text: "After the backup"}, nil, nil)
	r.must(mend.Restore(context.Background(), made.Path, r.path))
	r.now = was
	r.check()
}

// migrated returns the path of a project that was migrated from version 1 of the format.
func migrated(t *testing.T) (path string) {
	t.Helper()
	path = filepath.Join(t.TempDir(), "old"+model.ProjectExt)
	storagetest.WriteOld(t, path, contentOf(t, oldSample(1)))
	p, err := storage.Open(path, storage.Options{})
	if err == nil {
		err = p.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
	return path
}

// migratedReviews begins with a migrated project. unknown is the set of one that was
// migrated without the kind.
func migratedReviews(r *reviewed, unknown []byte) {
	r.path = migrated(r.T)
	if set := setIn(r.T, r.path); !bytes.Equal(set, unknown) {
		r.Errorf("the migrated projects differ: %s", exchangetest.FirstDifference(unknown, set))
	}
	r.now = []string{"none", "none", "none"}
	last := uint64(0)
	r.open(func(p *storage.Project) {
		all, err := p.All()
		r.must(err)
		doc, err := p.Document(all[0].ID)
		r.must(err)
		r.keys[0].Subject = model.Subject{Article: doc.ID, Sentence: doc.Sentences()[0].Span}
		last, err = newestChange(p)
		r.must(err)
	})
	r.write(&review{Text: "Migrated", Stars: 4}, &review{Text: "Early"}, &review{Text: "Old"})
	r.undo("none", "none", "none")
	r.redo("Migrated (4)", "Early (0)", "Old (0)")
	r.recovered(ledger.BucketRecords)
	r.goBack(last, "none", "none", "none")
}

// reviewUntilKilled repeatedly writes all reviews in one change, with the number of the
// change, and prints that number once the change is on the disk.
func reviewUntilKilled(path string) error {
	defer registerReviews()()
	p, err := storage.Open(path, storage.Options{})
	if err != nil {
		return err
	}
	last, err := newestChange(p)
	if err != nil {
		return err
	}
	page, err := p.History(math.MaxUint64, 1)
	if err != nil {
		return err
	}
	for {
		c := edit.Change{Verb: "review"}
		for _, e := range page[0].Edits {
			was := e.(edit.Record)
			c.Edits = append(c.Edits, edit.Record{Key: was.Key, Before: was.After, After: &review{Text: fmt.Sprint(last + 1)}})
		}
		if err := save(p, c); err != nil {
			return err
		}
		last, page[0] = last+1, c
		fmt.Println(last)
	}
}

func killedReviews(r *reviewed) {
	_, rng := moments(r.T)
	r.write(&review{Text: "4"}, &review{Text: "4"}, &review{Text: "4"})
	for range wholeRounds() {
		said := child{job: jobKind, path: r.path, max: 120 * time.Millisecond}.kill(r.T, rng)
		r.now = reviewsIn(r.T, r.path, r.keys)
		r.check()
		newest, err := strconv.ParseUint(strings.TrimSuffix(r.now[0], " (0)"), 10, 64)
		if err != nil || newest < said || len(slices.Compact(slices.Clone(r.now))) != 1 {
			r.Fatalf("review %d was acknowledged, and the reviews are %q", said, r.now)
		}
	}
}
