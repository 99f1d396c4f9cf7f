package storagetest_test

import (
	"bytes"
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"testing"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/record"
	"assay.app/assay/storage"
	"assay.app/assay/storage/exchange"
	"assay.app/assay/storage/exchange/exchangetest"
	"assay.app/assay/storage/mend"
	"assay.app/assay/storage/storagetest"
)

// A kind that only these tests know
//
// A review is what an analyst thinks of a sentence, an outlet or the whole project. No
// code outside these tests has heard of it: its declaration must be enough for whatever
// is done with records. kind_newer_test.go opens the same projects without the
// declaration, as an older Assay would.

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

// reviewed is a closed project with one article and reviews by Ines. Its methods open
// and close it, and fail the test if it then has a problem or other reviews than those
// in now.
type reviewed struct {
	*testing.T
	path string
	keys []model.Key // of the reviews of a sentence, an outlet and the project
	now  []string    // their texts, or "none"
}

// newReviewed makes a project with a review of each subject, the first of which was
// changed. The kind must be registered.
func newReviewed(t *testing.T) *reviewed {
	t.Helper()
	doc := storagetest.Document("The ferry left late. Nobody was told.")
	r := &reviewed{T: t, path: filepath.Join(t.TempDir(), "reviewed"+model.ProjectExt), now: []string{"none", "none", "none"}}
	for _, at := range []model.Subject{{Article: doc.ID, Sentence: doc.Units[0].Span}, {Outlet: "tide post"}, {}} {
		r.keys = append(r.keys, model.Key{Kind: reviewKind, Subject: at, Analyst: "Ines"})
	}
	emptyProject(t, r.path)
	r.open(func(p *storage.Project) { storagetest.Import(t, p, doc) })
	r.write(&review{Text: "Sound", Stars: 3}, &review{Text: "Often late", Stars: 1}, &review{Text: "Nearly done"})
	r.write(&review{Text: "Weak", Stars: 2}, nil, nil)
	return r
}

// open calls work with the open project.
func (r *reviewed) open(work func(*storage.Project)) {
	r.Helper()
	p, err := storage.Open(r.path, storage.Options{Encode: storagetest.Encode})
	r.must(err)
	work(p)
	r.must(p.Close())
	r.check()
}

func (r *reviewed) must(err error) {
	r.Helper()
	if err != nil {
		r.Fatal(err)
	}
}

// check verifies the project and compares its reviews with now.
func (r *reviewed) check() {
	r.Helper()
	storagetest.Check(r.T, r.path)
	if got := reviewsIn(r.T, r.path, r.keys); !slices.Equal(got, r.now) {
		r.Fatalf("the reviews are %q, want %q", got, r.now)
	}
}

// reviewsIn returns the texts of the records with some keys in a closed project.
func reviewsIn(t *testing.T, path string, keys []model.Key) (texts []string) {
	t.Helper()
	p, err := storage.Open(path, storage.Options{ReadOnly: true, Encode: storagetest.Encode})
	if err != nil {
		t.Fatal(err)
	}
	defer p.Close()
	for _, key := range keys {
		texts = append(texts, record.Of(reviewKind).Text(contentIn(t, p, key)))
	}
	return texts
}

// contentIn returns the content that stands of a record, or nil.
func contentIn(t *testing.T, p *storage.Project, key model.Key) any {
	t.Helper()
	all, err := p.Versions(key.Article)
	if err != nil {
		t.Fatal(err)
	}
	if len(all[key]) == 0 {
		return nil
	}
	return all[key][0].Content
}

// save makes a change and waits until it is on the disk.
func save(p *storage.Project, c edit.Change) error {
	c.At, c.Analyst = storagetest.Noon(), "Ines"
	p.Enqueue(c)
	return p.Flush(context.Background())
}

// write stores the reviews that are not nil, in one change.
func (r *reviewed) write(reviews ...*review) {
	r.Helper()
	r.open(func(p *storage.Project) {
		c := edit.Change{Verb: "review"}
		for i, after := range reviews {
			if after != nil {
				before, _ := contentIn(r.T, p, r.keys[i]).(*review)
				c.Edits = append(c.Edits, edit.Of(r.keys[i], before, after))
				r.now[i] = record.Of(reviewKind).Text(after)
			}
		}
		r.must(save(p, c))
	})
}

// undo undoes the newest change, which leads to some reviews, and redo repeats it.
func (r *reviewed) undo(now ...string) {
	r.Helper()
	r.open(func(p *storage.Project) {
		changes, err := edit.NewHistory(p.History).Undo()
		r.must(err)
		r.must(save(p, edit.Undoing(changes)))
		r.now = now
	})
}

func (r *reviewed) redo(now ...string) {
	r.Helper()
	r.open(func(p *storage.Project) {
		changes, err := edit.NewHistory(p.History).Redo()
		r.must(err)
		r.must(save(p, edit.Redoing(changes)))
		r.now = now
	})
}

// goBack goes back to the state after a change, which leads to some reviews.
func (r *reviewed) goBack(to uint64, now ...string) {
	r.Helper()
	r.open(func(p *storage.Project) {
		changes, err := edit.NewHistory(p.History).After(to)
		r.must(err)
		r.must(save(p, edit.GoingBack(changes)))
		r.now = now
	})
}

// copied returns a copy of the project at another path.
func (r *reviewed) copied() *reviewed {
	r.Helper()
	other := &reviewed{r.T, filepath.Join(r.TempDir(), "reviewed"+model.ProjectExt), r.keys, slices.Clone(r.now)}
	copyProject(r.T, r.path, other.path)
	return other
}

// fromSet returns the project that is made by loading a set of r into a new file.
func (r *reviewed) fromSet(set []byte) *reviewed {
	r.Helper()
	made := &reviewed{r.T, filepath.Join(r.TempDir(), "reviewed"+model.ProjectExt), r.keys, nil}
	read := exchangetest.Read(r.T, set)
	p, err := storage.Create(made.path, storage.Options{Identity: read.Project})
	r.must(err)
	exchangetest.Load(r.T, p, read)
	r.must(p.Close())
	made.now = slices.Clone(r.now)
	made.check()
	return made
}

// same fails the test if the projects have different sets.
func (r *reviewed) same(other *reviewed) {
	r.Helper()
	if a, b := r.set(), other.set(); !bytes.Equal(a, b) {
		r.Errorf("the sets differ: %s", exchangetest.FirstDifference(a, b))
	}
}

// set returns the project as an annotation set.
func (r *reviewed) set() []byte {
	r.Helper()
	return setIn(r.T, r.path)
}

// load loads a set, which leads to some reviews.
func (r *reviewed) load(set []byte, now ...string) {
	r.Helper()
	r.open(func(p *storage.Project) {
		exchangetest.Load(r.T, p, exchangetest.Read(r.T, set))
		r.now = now
	})
}

// setIn returns a closed project as an annotation set.
func setIn(t *testing.T, path string) []byte {
	t.Helper()
	p, err := storage.Open(path, storage.Options{ReadOnly: true, Encode: storagetest.Encode})
	if err != nil {
		t.Fatal(err)
	}
	defer p.Close()
	set := exchangetest.Export(t, p, exchange.Options{})
	exchangetest.Validate(t, set)
	return set
}

// recovered returns what is recovered of a project after some buckets were damaged.
func (r *reviewed) recovered(damaged ...string) *reviewed {
	r.Helper()
	broken := r.copied()
	storagetest.SpoilBuckets(r.T, broken.path, damaged...)
	fresh := *broken
	fresh.path = filepath.Join(r.TempDir(), "fresh"+model.ProjectExt)
	_, err := mend.Recover(context.Background(), broken.path, fresh.path, storage.Options{Encode: storagetest.Encode})
	r.must(err)
	fresh.check()
	return &fresh
}
