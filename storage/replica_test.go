package storage_test

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/record"
	"assay.app/assay/storage"
	"assay.app/assay/storage/mend"
	"assay.app/assay/storage/storagetest"
)

// tagIn tags a sentence in a closed project and returns the id of the copy that did it.
func tagIn(t *testing.T, path string) record.Replica {
	t.Helper()
	p, err := storage.Open(path, storage.Options{Encode: storagetest.Encode})
	if err != nil {
		t.Fatal(err)
	}
	defer storagetest.Finish(t, p)
	all, err := p.All()
	if err != nil {
		t.Fatal(err)
	}
	doc, err := p.Document(all[0].ID)
	if err != nil {
		t.Fatal(err)
	}
	key := record.OnSentence(doc.ID, doc.Units[0].Span, "Ines")
	var before *model.Annotation
	if is, have := doc.Annotation(key.Sentence, "Ines"); have {
		before = &is
	}
	p.Enqueue(edit.Change{At: storagetest.Noon(), Analyst: "Ines", Verb: edit.Tag, Edits: []edit.Edit{
		edit.Of(key, before, &model.Annotation{Analyst: "Ines", Label: model.Claim, At: storagetest.Noon()}),
	}})
	if err := p.Flush(t.Context()); err != nil {
		t.Fatal(err)
	}
	held, err := p.Versions(doc.ID)
	if err != nil {
		t.Fatal(err)
	}
	return held[key][0].Version.Replica
}

func TestOnlyTheSameFileStaysTheSameCopy(t *testing.T) {
	copied := func(t *testing.T, from, to string) {
		t.Helper()
		data, err := os.ReadFile(from)
		if err == nil {
			err = os.WriteFile(to, data, 0o600)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	for name, c := range map[string]struct {
		same bool
		do   func(t *testing.T, path string) string // returns the file to go on with
	}{
		"opened again": {true, func(_ *testing.T, path string) string { return path }},
		"renamed": {true, func(t *testing.T, path string) string {
			to := path + "2.assay"
			if err := os.Rename(path, to); err != nil {
				t.Fatal(err)
			}
			return to
		}},
		"copied": {false, func(t *testing.T, path string) string {
			to := path + "2.assay"
			copied(t, path, to)
			return to
		}},
		"written over in place": {false, func(t *testing.T, path string) string {
			kept := path + ".kept"
			copied(t, path, kept)
			tagIn(t, path)
			copied(t, kept, path)
			return path
		}},
		"restored": {false, func(t *testing.T, path string) string {
			p, err := storage.Open(path, storage.Options{Encode: storagetest.Encode})
			if err != nil {
				t.Fatal(err)
			}
			b, err := p.BackupByHand(t.Context())
			if err = errors.Join(err, p.Close()); err == nil {
				err = mend.Restore(t.Context(), b.Path, path)
			}
			if err != nil {
				t.Fatal(err)
			}
			return path
		}},
		"recovered": {false, func(t *testing.T, path string) string {
			to := path + "2.assay"
			if _, err := mend.Recover(t.Context(), path, to, storage.Options{Encode: storagetest.Encode}); err != nil {
				t.Fatal(err)
			}
			return to
		}},
		"saved elsewhere": {false, func(t *testing.T, path string) string {
			p, err := storage.Open(path, storage.Options{Encode: storagetest.Encode})
			if err != nil {
				t.Fatal(err)
			}
			to := path + "2.assay"
			if err := errors.Join(p.SaveElsewhere(to), p.Close()); err != nil {
				t.Fatal(err)
			}
			return to
		}},
	} {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "p.assay")
			p, err := storage.Create(path, storage.Options{Encode: storagetest.Encode})
			if err != nil {
				t.Fatal(err)
			}
			storagetest.Import(t, p, storagetest.Document(storagetest.Letter))
			if err := p.Close(); err != nil {
				t.Fatal(err)
			}
			first := tagIn(t, path)
			if again := tagIn(t, path); again != first || first == (record.Replica{}) {
				t.Fatalf("the same file was copy %s, and then %s", first, again)
			}
			path = c.do(t, path)
			second := tagIn(t, path)
			if (second == first) != c.same {
				t.Errorf("copy %s goes on as %s", first, second)
			}
			if again := tagIn(t, path); again != second {
				t.Errorf("then it is copy %s, and then %s", second, again)
			}
		})
	}
}

func TestTwoCopiesOfAFileAreDifferentCopies(t *testing.T) {
	whole := filepath.Join(t.TempDir(), "combined.assay")
	storagetest.Combine(t, whole, storage.Options{})
	data, err := os.ReadFile(whole)
	if err != nil {
		t.Fatal(err)
	}
	ids := map[record.Replica]bool{tagIn(t, whole): true}
	for n := range 3 {
		path := filepath.Join(t.TempDir(), fmt.Sprint(n, ".assay"))
		storagetest.WriteOld(t, path, data)
		id := tagIn(t, path)
		if ids[id] {
			t.Errorf("two files are copy %s", id)
		}
		ids[id] = true
	}
}
