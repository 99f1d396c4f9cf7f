package storagetest_test

import (
	"bytes"
	"context"
	"errors"
	"path/filepath"
	"slices"
	"testing"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/record"
	"assay.app/assay/storage"
	"assay.app/assay/storage/codec"
	"assay.app/assay/storage/exchange"
	"assay.app/assay/storage/exchange/exchangetest"
	"assay.app/assay/storage/ledger"
	"assay.app/assay/storage/mend"
	"assay.app/assay/storage/storagetest"
)

// recorded is a closed project with one article and a few records. Its methods open and
// close it, and fail the test if it then has a problem, or if the contents of the records
// are not those in now.
type recorded struct {
	*testing.T
	path string
	keys []model.Key // of the records
	now  []string    // their contents in words, or "none"
}

// newRecorded makes a project with an article and no records with the keys.
func newRecorded(t *testing.T, doc *model.Document, keys ...model.Key) *recorded {
	t.Helper()
	r := &recorded{T: t, path: filepath.Join(t.TempDir(), "recorded"+model.ProjectExt), keys: keys}
	for range keys {
		r.now = append(r.now, "none")
	}
	emptyProject(t, r.path)
	r.open(func(p *storage.Project) { storagetest.Import(t, p, doc) })
	return r
}

// open calls work with the open project.
func (r *recorded) open(work func(*storage.Project)) {
	r.Helper()
	p, err := storage.Open(r.path, storage.Options{Encode: storagetest.Encode})
	r.must(err)
	work(p)
	r.must(p.Close())
	r.check()
}

func (r *recorded) must(err error) {
	r.Helper()
	if err != nil {
		r.Fatal(err)
	}
}

// check verifies the project and compares its records with now.
func (r *recorded) check() {
	r.Helper()
	storagetest.Check(r.T, r.path)
	if got := textsIn(r.T, r.path, r.keys); !slices.Equal(got, r.now) {
		r.Fatalf("the records are %q, want %q", got, r.now)
	}
}

// textsIn returns the contents, in words, of the records with some keys in a closed project.
func textsIn(t *testing.T, path string, keys []model.Key) (texts []string) {
	t.Helper()
	p, err := storage.Open(path, storage.Options{ReadOnly: true, Encode: storagetest.Encode})
	if err != nil {
		t.Fatal(err)
	}
	defer p.Close()
	for _, key := range keys {
		texts = append(texts, record.Of(key.Kind).Text(contentIn(t, p, key)))
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

// write stores contents of the records in one change. It leaves those that are nil.
func (r *recorded) write(contents ...any) {
	r.Helper()
	r.open(func(p *storage.Project) {
		c := edit.Change{Verb: "write"}
		for i, after := range contents {
			if after != nil {
				c.Edits = append(c.Edits, edit.Record{Key: r.keys[i], Before: contentIn(r.T, p, r.keys[i]), After: after})
				r.now[i] = record.Of(r.keys[i].Kind).Text(after)
			}
		}
		r.must(save(p, c))
	})
}

// remove deletes a record.
func (r *recorded) remove(i int) {
	r.Helper()
	r.open(func(p *storage.Project) {
		gone := edit.Record{Key: r.keys[i], Before: contentIn(r.T, p, r.keys[i])}
		r.must(save(p, edit.Change{Verb: "remove", Edits: []edit.Edit{gone}}))
		r.now[i] = "none"
	})
}

// undo undoes the newest change, and redo redoes it. now are the contents after that.
func (r *recorded) undo(now ...string) {
	r.Helper()
	r.open(func(p *storage.Project) {
		changes, err := edit.NewHistory(p.History).Undo("")
		r.must(err)
		r.must(save(p, edit.Undoing(changes)))
		r.now = slices.Clone(now)
	})
}

func (r *recorded) redo(now ...string) {
	r.Helper()
	r.open(func(p *storage.Project) {
		changes, err := edit.NewHistory(p.History).Redo("")
		r.must(err)
		r.must(save(p, edit.Redoing(changes)))
		r.now = slices.Clone(now)
	})
}

// goBack goes back to the state after a change. now are the contents after that.
func (r *recorded) goBack(to uint64, now ...string) {
	r.Helper()
	r.open(func(p *storage.Project) {
		changes, err := edit.NewHistory(p.History).After(to)
		r.must(err)
		r.must(save(p, edit.GoingBack(changes, "")))
		r.now = slices.Clone(now)
	})
}

// copied returns a copy of the project at another path.
func (r *recorded) copied() *recorded {
	r.Helper()
	other := &recorded{r.T, filepath.Join(r.TempDir(), "recorded"+model.ProjectExt), r.keys, slices.Clone(r.now)}
	copyProject(r.T, r.path, other.path)
	return other
}

// fromSet returns the project that is made by loading a set of r into a new file.
func (r *recorded) fromSet(set []byte) *recorded {
	r.Helper()
	made := &recorded{r.T, filepath.Join(r.TempDir(), "recorded"+model.ProjectExt), r.keys, nil}
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
func (r *recorded) same(other *recorded) {
	r.Helper()
	if a, b := r.set(), other.set(); !bytes.Equal(a, b) {
		r.Errorf("the sets differ: %s", exchangetest.FirstDifference(a, b))
	}
}

// set returns the project as an annotation set.
func (r *recorded) set() []byte {
	r.Helper()
	return setIn(r.T, r.path)
}

// load loads a set. now are the contents after that.
func (r *recorded) load(set []byte, now ...string) {
	r.Helper()
	r.open(func(p *storage.Project) {
		exchangetest.Load(r.T, p, exchangetest.Read(r.T, set))
		r.now = slices.Clone(now)
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

// recovered damages some buckets of a copy of the project and returns the project
// recovered from it.
func (r *recorded) recovered(damaged ...string) *recorded {
	r.Helper()
	broken := r.copied()
	storagetest.SpoilValues(r.T, broken.path, damaged...)
	fresh := *broken
	fresh.path = filepath.Join(r.TempDir(), "fresh"+model.ProjectExt)
	_, err := mend.Recover(context.Background(), broken.path, fresh.path, storage.Options{Encode: storagetest.Encode})
	r.must(err)
	fresh.check()
	return &fresh
}

// textsAfter returns the contents that stand once a set is loaded into a copy of the
// project.
func textsAfter(r *recorded, set []byte) []string {
	r.Helper()
	path := filepath.Join(r.TempDir(), "joined"+model.ProjectExt)
	copyProject(r.T, r.path, path)
	p, err := storage.Open(path, storage.Options{})
	r.must(err)
	exchangetest.Load(r.T, p, exchangetest.Read(r.T, set))
	r.must(p.Close())
	return textsIn(r.T, path, r.keys)
}

// watched changes a record of copies of the project in several ways without adding to the
// history. It fails the test if the checks do not notice that.
func (r *recorded) watched(i int, forged any) {
	r.Helper()
	key := r.keys[i]
	for name, tamper := range map[string]func(b ledger.Bucket, at, value []byte) error{
		"changed": func(b ledger.Bucket, at, value []byte) error {
			_, version, err := codec.DecodeRecord(key, value)
			if err != nil {
				return err
			}
			value, err = codec.EncodeRecord(key, forged, version)
			return errors.Join(err, b.Put(at, value))
		},
		"duplicated": func(b ledger.Bucket, at, value []byte) error { return b.Put(append(at, "\x00x"...), value) },
		"cut":        func(b ledger.Bucket, at, value []byte) error { return b.Put(at, value[:len(value)-1]) },
		"removed":    func(b ledger.Bucket, at, _ []byte) error { return b.Delete(at) },
	} {
		p, err := storage.Open(r.copied().path, storage.Options{})
		r.must(err)
		subject, number := record.Of(key.Kind).SubjectOf(key, contentIn(r.T, p, key)), uint64(0)
		if subject.Article != "" {
			number = 1
		}
		storagetest.Tamper(r.T, p, func(tx ledger.Tx) error {
			b, at := ledger.BucketOf(tx, ledger.BucketRecords), ledger.KeyRecord(number, subject, key)
			value, err := b.Need(at)
			if err != nil {
				return err
			}
			return tamper(b, at, bytes.Clone(value))
		})
		if problems, err := p.Verify(context.Background()); err != nil || len(problems) == 0 {
			r.Errorf("record %d was %s: the problems are %v (%v)", i, name, problems, err)
		}
		r.must(p.Close())
	}
}

// settled makes the other version stand of the only conflict of the project, which must be
// about a record. It undoes that, and then settles the conflict by keeping the version
// that stands.
func (r *recorded) settled(i int) {
	r.Helper()
	was := slices.Clone(r.now)
	r.open(func(p *storage.Project) {
		c := r.conflict(p, i)
		var doc *model.Document
		if id := c.Subject.Article; id != "" {
			var err error
			doc, err = p.Document(id)
			r.must(err)
		}
		r.must(save(p, edit.Taking(c, doc)))
		r.now[i] = record.Of(r.keys[i].Kind).Text(c.Beside().Content)
	})
	r.undo(was...)
	r.open(func(p *storage.Project) {
		r.must(save(p, edit.Keeping(r.conflict(p, i))))
		if left, err := p.Conflicts(); err != nil || len(left) > 0 {
			r.Errorf("the conflicts are %+v (%v)", left, err)
		}
	})
}

// conflict returns the only conflict of the project, which must be about a record.
func (r *recorded) conflict(p *storage.Project, i int) record.Conflict {
	r.Helper()
	conflicts, err := p.Conflicts()
	r.must(err)
	if len(conflicts) != 1 || conflicts[0].Stands().Key != r.keys[i] {
		r.Fatalf("the conflicts are %+v", conflicts)
	}
	return conflicts[0]
}
