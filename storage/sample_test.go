package storage_test

import (
	"bytes"
	"errors"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"assay.app/assay/model"
	"assay.app/assay/model/record"
	"assay.app/assay/storage"
	"assay.app/assay/storage/mend"
	"assay.app/assay/storage/storagetest"
)

//	The samples in testdata
//
// testdata has a project of each version of the format, and its exports. The projects
// are frozen: every later version must open them. The newest sample was made with
//
//	go test ./storage -run TestVersion2 -remake -make
//
// If the format of annotation sets has changed, -remake alone makes the expected exports
// again.
var (
	remake = flag.Bool("remake", false, "make the expected exports of the samples again")
	create = flag.Bool("make", false, "make the newest sample again, which must not happen after a release")
)

// frozen returns the content of a file in testdata. It writes got to the file first if
// -remake is set.
func frozen(t *testing.T, name string, got []byte) []byte {
	t.Helper()
	name = filepath.Join("testdata", name)
	if *remake {
		if err := os.WriteFile(name, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return want
}

// makeSample writes the sample of version 2.
func makeSample(t *testing.T) {
	t.Helper()
	path := filepath.Join("testdata", "v2.assay")
	if err := os.RemoveAll(path); err != nil {
		t.Fatal(err)
	}
	storagetest.Combine(t, path, storage.Options{Now: storagetest.Noon, Identity: model.ProjectInfo{
		ID: strings.Repeat("6b", 16), Name: "Verbs", Created: time.Date(2031, 5, 6, 7, 8, 9, 0, time.UTC),
	}})
	_, err := mend.Compact(t.Context(), path, storage.Options{Encode: storagetest.Encode})
	beside, errGlob := filepath.Glob(path + "?*")
	err = errors.Join(err, errGlob)
	for _, name := range beside {
		err = errors.Join(err, os.RemoveAll(name))
	}
	if err != nil {
		t.Fatal(err)
	}
}

func TestVersion2OpensVerifiesAndExportsAsEver(t *testing.T) {
	if *create {
		makeSample(t)
	}
	path := sample(t, "v2.assay")
	before, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	storagetest.Check(t, path)
	if got := export(t, path); !bytes.Equal(got, frozen(t, "v2.json", got)) {
		t.Errorf("it exports\n%s", got)
	}
	c := storagetest.ContentOf(t, path)
	if len(c.Documents) != 1 || len(c.History) != 20 || len(c.Book) != 4 || len(c.Outlets) != 1 || c.Info.Format != 2 {
		t.Errorf("it holds %d articles, %d changes, the labels %v and the notes %v of %+v", len(c.Documents), len(c.History), c.Book, c.Outlets, c.Info)
	}
	if after, err := os.ReadFile(path); err != nil || !bytes.Equal(before, after) {
		t.Errorf("reading has changed it (%v)", err)
	}
	storagetest.Work(t, path)
}

// The sample has every kind of record, a deleted one of each kind that can be deleted
// there, a conflict, and two copies besides the founding one.
func TestTheNewestSampleHasEverything(t *testing.T) {
	p, err := storage.Open(sample(t, "v2.assay"), storage.Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer p.Close()
	kinds, deleted, beside, replicas := map[model.Kind]bool{}, map[model.Kind]bool{}, 0, map[record.Replica]bool{}
	all, err := p.All()
	if err != nil || len(all) != 1 {
		t.Fatalf("%v (%v)", all, err)
	}
	for _, id := range []model.ArticleID{"", all[0].ID} {
		versions, err := p.Versions(id)
		if err != nil {
			t.Fatal(err)
		}
		for key, held := range versions {
			kinds[key.Kind] = true
			beside += len(held) - 1
			for _, h := range held {
				replicas[h.Version.Replica] = true
				deleted[key.Kind] = deleted[key.Kind] || h.Content == nil
			}
		}
	}
	for _, d := range record.Kinds() {
		if !kinds[d.Kind] {
			t.Errorf("it has no %s", d.Name)
		}
	}
	if !kinds[250] || !deleted[record.Annotation] || !deleted[record.Note] || beside != 1 || len(replicas) != 3 {
		t.Errorf("it has the kinds %v, deleted %v, %d versions in conflict, and those of %d copies", kinds, deleted, beside, len(replicas))
	}
}
