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

// A kind that only these tests know
//
// A review is an analyst's opinion of a sentence, an outlet or the whole project. No code
// outside these tests knows it, so its declaration must be enough for everything that is
// done with records. kind_newer_test.go opens the same projects without the declaration,
// as an older Assay would.

// review is the content of a record of the kind reviewKind.
type review struct {
	Text  string      `cbor:"1,keyasint" json:"text"`
	Stars int         `cbor:"2,keyasint,omitempty" json:"stars,omitempty"`
	Seen  record.Time `cbor:"3,keyasint,omitempty" json:"seen,omitempty"`
}

const reviewKind model.Kind = 250

var errStars = fmt.Errorf("%w: a review has 0 to 5 stars", model.ErrValue)

// registerReviews makes the kind known until remove is called.
func registerReviews() (remove func()) {
	return record.Register(record.Declare(record.Spec[review]{
		Kind: reviewKind, Name: "review",
		Alike: func(a, b *review) bool { return a.Text == b.Text && a.Stars == b.Stars },
		Check: func(_, after *review) error {
			if after.Stars < 0 || after.Stars > 5 {
				return errStars
			}
			return nil
		},
		Keyed: func(k model.Key) bool { return k.Analyst != "" },
		Text:  func(r *review) string { return fmt.Sprintf("%s (%d)", r.Text, r.Stars) },
	}))
}

// newReviewed makes a project with reviews of a sentence, an outlet and the project. The
// first of them was changed. The kind must be registered.
func newReviewed(t *testing.T) *recorded {
	t.Helper()
	doc := storagetest.Document("The ferry left late. Nobody was told.")
	var keys []model.Key
	for _, at := range []model.Subject{{Article: doc.ID, Sentence: doc.Units[0].Span}, {Outlet: "tide post"}, {}} {
		keys = append(keys, model.Key{Kind: reviewKind, Subject: at, Analyst: "Ines"})
	}
	r := newRecorded(t, doc, keys...)
	r.write(&review{Text: "Sound", Stars: 3}, &review{Text: "Often late", Stars: 1}, &review{Text: "Nearly done"})
	r.write(&review{Text: "Weak", Stars: 2}, nil, nil)
	return r
}

func TestAKindThatOnlyATestKnowsNeedsOnlyItsDeclaration(t *testing.T) {
	unknown := setIn(t, migrated(t))
	defer registerReviews()()
	for _, step := range []struct {
		name string
		does func(*recorded)
	}{
		{"is saved, undone, redone and left behind by going back", undoneReviews},
		{"is checked before it is written", refusedReviews},
		{"is verified", verifiedReviews},
		{"is recovered from a damaged file", recoveredReviews},
		{"is exported and loaded", loadedReviews},
		{"is combined", combinedReviews},
		{"is kept when the file is compacted, backed up and restored", rewrittenReviews},
		{"is taken by a project that was migrated", func(r *recorded) { migratedReviews(r, unknown) }},
		{"survives being killed", killedReviews},
	} {
		t.Run(step.name, func(t *testing.T) { step.does(newReviewed(t)) })
	}
}

func undoneReviews(r *recorded) {
	r.undo("Sound (3)", "Often late (1)", "Nearly done (0)")
	r.undo("none", "none", "none")
	r.redo("Sound (3)", "Often late (1)", "Nearly done (0)")
	r.redo("Weak (2)", "Often late (1)", "Nearly done (0)")
	r.goBack(2, "Sound (3)", "Often late (1)", "Nearly done (0)")
	r.goBack(1, "none", "none", "none")
	r.undo("Sound (3)", "Often late (1)", "Nearly done (0)")
}

func refusedReviews(r *recorded) {
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

func verifiedReviews(r *recorded) {
	for i := range r.keys {
		r.watched(i, &review{Text: "Forged"})
	}
}

func recoveredReviews(r *recorded) {
	for _, damaged := range [][]string{nil, {ledger.BucketRecords}, {ledger.BucketHistory}} {
		fresh := r.recovered(damaged...)
		fresh.write(&review{Text: "Written after the recovery"}, nil, nil)
		fresh.undo(r.now...)
	}
}

func loadedReviews(r *recorded) {
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

func combinedReviews(r *recorded) {
	other := r.copied()
	r.write(&review{Text: "Mine", Stars: 5}, nil, &review{Text: "Done", Seen: record.TimeOf(time.Unix(1e9, 0))})
	other.write(&review{Text: "Theirs", Stars: 1}, &review{Text: "Never late"}, &review{Text: "Done"})
	mine, theirs := r.set(), other.set()
	stands := textsAfter(r, theirs)
	if stands[0] != "Mine (5)" && stands[0] != "Theirs (1)" || stands[1] != "Never late (0)" || stands[2] != "Done (0)" {
		r.Fatalf("combined, the reviews are %q", stands)
	}
	other.load(mine, stands...)
	r.load(theirs, stands...)
	r.same(other)
	r.settled(0) // the reviews of the project are alike
	other.load(r.set(), stands...)
}

func rewrittenReviews(r *recorded) {
	_, err := mend.Compact(context.Background(), r.path, storage.Options{})
	r.must(err)
	r.check()
	var made model.Backup
	was := slices.Clone(r.now)
	r.open(func(p *storage.Project) { made = storagetest.BackUp(r.T, p) })
	if got := textsIn(r.T, made.Path, r.keys); !slices.Equal(got, r.now) {
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
func migratedReviews(r *recorded, unknown []byte) {
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

func killedReviews(r *recorded) {
	_, rng := moments(r.T)
	r.write(&review{Text: "4"}, &review{Text: "4"}, &review{Text: "4"})
	for range wholeRounds() {
		said := child{job: jobKind, path: r.path, max: 120 * time.Millisecond}.kill(r.T, rng)
		r.now = textsIn(r.T, r.path, r.keys)
		r.check()
		newest, err := strconv.ParseUint(strings.TrimSuffix(r.now[0], " (0)"), 10, 64)
		if err != nil || newest < said || len(slices.Compact(slices.Clone(r.now))) != 1 {
			r.Fatalf("review %d was acknowledged, and the reviews are %q", said, r.now)
		}
	}
}
