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
	"assay.app/assay/model/edit"
	"assay.app/assay/storage"
	"assay.app/assay/storage/backup"
	"assay.app/assay/storage/exchange"
	"assay.app/assay/storage/ledger"
	"assay.app/assay/storage/storagetest"
)

// newSamples makes the tests write the samples again while a version is not final.
// The samples of a released version must not change.
var newSamples = flag.Bool("samples", false, "write the sample files in testdata again")

// sample copies a sample file to a writable folder.
func sample(t *testing.T, name string) string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), name)
	storagetest.WriteOld(t, path, data)
	return path
}

// export exports a project with a fixed generator and time, so that the result can
// be compared with testdata/v1.json.
func export(t *testing.T, path string) []byte {
	t.Helper()
	p, err := storage.Open(path, storage.Options{ReadOnly: true, Encode: storagetest.Encode})
	if err != nil {
		t.Fatal(err)
	}
	defer p.Close()
	var out bytes.Buffer
	_, err = exchange.Export(t.Context(), &out, p, exchange.Options{
		Generator: "Assay test", Now: func() time.Time { return time.Date(2031, 6, 1, 0, 0, 0, 0, time.UTC) },
	})
	if err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestVersion1OpensVerifiesAndExportsAsEver(t *testing.T) {
	if *newSamples {
		makeSamples(t)
	}
	path := sample(t, "v1.assay")
	storagetest.Check(t, path)
	want, err := os.ReadFile(filepath.Join("testdata", "v1.json"))
	if err != nil {
		t.Fatal(err)
	}
	if got := export(t, path); !bytes.Equal(got, want) {
		t.Errorf("it exports\n%s", got)
	}
	c := storagetest.ContentOf(t, path)
	if len(c.Documents) != 3 || len(c.History) != 8 || c.Info.Format != 1 || c.History[0].Verb != edit.Note {
		t.Errorf("it holds %d articles and %d changes of %+v", len(c.Documents), len(c.History), c.Info)
	}
	storagetest.Work(t, path)
}

func TestEachOlderVersionIsBroughtUpWithABackup(t *testing.T) {
	for version := range ledger.Format {
		name := "v" + string(rune('0'+version)) + ".assay"
		t.Run(name, func(t *testing.T) {
			path := sample(t, name)
			before, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			if _, err := storage.Open(path, storage.Options{ReadOnly: true}); !errors.Is(err, model.ErrOlderVersion) {
				t.Errorf("only for reading: %v", err)
			}
			if after, _ := os.ReadFile(path); !bytes.Equal(before, after) {
				t.Error("reading has changed it")
			}
			p, err := storage.Open(path, storage.Options{})
			if err != nil {
				t.Fatal(err)
			}
			if err := p.Close(); err != nil {
				t.Fatal(err)
			}
			storagetest.Check(t, path)
			want, err := os.ReadFile(filepath.Join("testdata", "v1.json"))
			if err != nil || !bytes.Equal(export(t, path), want) {
				t.Errorf("it exports something else (%v)", err)
			}
			backups, err := backup.List(path)
			if err != nil || len(backups) != 1 {
				t.Fatalf("backups: %v (%v)", backups, err)
			}
			if kept, err := os.ReadFile(backups[0].Path); err != nil || !bytes.Equal(kept, before) {
				t.Errorf("the backup is not the file as it was (%v)", err)
			}
			storagetest.Work(t, path)
		})
	}
}

func TestAMigrationThatCannotBeDoneLeavesTheFileAlone(t *testing.T) {
	path := sample(t, "v0.assay")
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	at := bytes.Index(data, []byte("Seen twice.")) - 30
	for i := range 20 { // damages a change of the history
		data[at+i] = 0xff
	}
	storagetest.WriteOld(t, path, data)
	if _, err := storage.Open(path, storage.Options{}); !errors.Is(err, model.ErrDamaged) {
		t.Errorf("opened: %v", err)
	}
	if after, _ := os.ReadFile(path); !bytes.Equal(after, data) {
		t.Error("the file has changed")
	}
	names, _ := filepath.Glob(filepath.Join(filepath.Dir(path), ".assay-*"))
	if len(names) > 0 {
		t.Errorf("left behind: %v", names)
	}
}

// makeSamples writes the files in testdata: version 1 as this program writes it,
// its export, and version 0, which has no seals and links.
func makeSamples(t *testing.T) {
	t.Helper()
	clock := time.Date(2031, 5, 6, 7, 8, 9, 0, time.UTC)
	opts := storage.Options{
		Encode: storagetest.Encode, Generator: "Assay 0.1.0", Now: func() time.Time { return clock },
		Identity: model.ProjectInfo{ID: strings.Repeat("5a", 16), Name: "Harbour", Created: clock},
	}
	p, err := storage.Create(filepath.Join(t.TempDir(), "sample.assay"), opts)
	if err != nil {
		t.Fatal(err)
	}
	d := storagetest.Document(storagetest.Letter)
	d.Metadata = model.Metadata{Title: "A letter", Outlet: "Tide Post", Byline: "I. Maar", Published: "2031-05-01", Language: "en"}
	storagetest.Import(t, p, d, storagetest.Document("The tram stops here. It did not stop."), storagetest.Document("Not kept."))
	p.Enqueue(storagetest.Tag(d, 0, model.Claim))
	p.Enqueue(storagetest.Tag(d, 2, model.Quote))
	p.Enqueue(storagetest.Tag(d, 3, model.Background))
	u := d.Units[1]
	aside := u
	aside.Kind = model.UnitResidue
	p.Enqueue(edit.Change{Analyst: "Oskar", At: clock, Verb: edit.SetAside, Edits: []edit.Edit{
		edit.Units{Article: d.ID, Before: []model.Unit{u}, After: []model.Unit{aside}},
	}})
	after := d.Metadata
	after.Title = "A letter from the harbour"
	p.Enqueue(edit.Change{Analyst: "Oskar", At: clock, Verb: edit.Correct, Edits: []edit.Edit{
		edit.Metadata{Article: d.ID, Before: d.Metadata, After: after},
	}})
	p.Enqueue(edit.Change{Analyst: "Ines", At: clock, Verb: edit.Remove, Edits: []edit.Edit{
		edit.Presence{Article: storagetest.Document("Not kept.").ID, Before: true},
	}})
	p.Enqueue(edit.Change{Analyst: "Ines", At: clock, Verb: edit.Note, Edits: []edit.Edit{
		storagetest.NoteOf("n1", model.OnSentence(d.ID, d.Units[0].Span), "Seen twice."), storagetest.NoteOf("n2", model.OnArticle(d.ID), "Seen."),
		storagetest.NoteOf("n3", model.OnOutlet("Tide Post"), "Late."),
	}})
	if err := p.Flush(t.Context()); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"v0.assay", "v1.assay", "v1.json"} {
		if err := os.RemoveAll(filepath.Join("testdata", name)); err != nil {
			t.Fatal(err)
		}
	}
	v1 := filepath.Join("testdata", "v1.assay")
	err = errors.Join(os.MkdirAll("testdata", 0o777), p.SaveElsewhere(v1), p.Close(), storage.Unsealed(v1, filepath.Join("testdata", "v0.assay")))
	if err == nil {
		err = os.WriteFile(filepath.Join("testdata", "v1.json"), export(t, v1), 0o666)
	}
	if err != nil {
		t.Fatal(err)
	}
}
