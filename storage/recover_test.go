package storage_test

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/results"
	"assay.app/assay/storage"
	"assay.app/assay/storage/mend"
	"assay.app/assay/storage/storagetest"
)

// worked makes a closed project with values of every kind, and returns its path.
func worked(t testing.TB, articles int) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "worked.assay")
	p, err := storage.Create(path, storage.Options{Encode: storagetest.Encode})
	if err != nil {
		t.Fatal(err)
	}
	rng := rand.New(rand.NewPCG(5, 6))
	for n := range articles {
		d := storagetest.Invent(rng, 20)
		storagetest.Import(t, p, d)
		for s := range 10 {
			p.Enqueue(tag(d, s, model.DefaultCodebook()[rng.IntN(3)].Key))
		}
		c := edit.Change{Analyst: "Oskar", Verb: edit.Note, Edits: []edit.Edit{
			noteOf(fmt.Sprint("a", n), model.OnArticle(d.ID), "Heard it twice."),
			noteOf(fmt.Sprint("o", n), model.OnOutlet(d.Metadata.Outlet), "Often late."),
			edit.Metadata{Article: d.ID, Before: d.Metadata, After: model.Metadata{Title: "Corrected", Outlet: "Tide Post"}},
		}}
		u := d.Units[15]
		aside := u
		aside.Kind = model.UnitResidue
		c.Edits = append(c.Edits, edit.Units{Article: d.ID, Before: []model.Unit{u}, After: []model.Unit{aside}})
		p.Enqueue(c)
		if n%5 == 4 {
			p.Enqueue(edit.Change{Analyst: "Ines", Verb: edit.Remove, Edits: []edit.Edit{edit.Presence{Article: d.ID, Before: true}}})
		}
	}
	if err := p.Flush(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := p.Close(); err != nil {
		t.Fatal(err)
	}
	return path
}

// content is everything in a project.
type content struct {
	Info      model.ProjectInfo
	Book      model.Codebook
	Documents []*model.Document
	Outlets   []model.Note
	Analysts  []string
	History   []edit.Change
	Summaries []model.Summary
}

func contentOf(t testing.TB, path string) content {
	t.Helper()
	p, err := storage.Open(path, storage.Options{ReadOnly: true, Encode: storagetest.Encode})
	if err != nil {
		t.Fatal(err)
	}
	defer p.Close()
	c := content{Info: p.Info()}
	c.Info.Name = ""
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	c.Book, err = p.Codebook()
	must(err)
	all, err := p.All()
	must(err)
	for _, a := range all {
		d, err := p.Document(a.ID)
		must(err)
		c.Documents = append(c.Documents, d)
	}
	c.Outlets, err = p.OutletNotes()
	must(err)
	c.Analysts, err = p.Analysts()
	must(err)
	c.History, err = p.History(^uint64(0), 1<<20)
	must(err)
	c.Summaries, err = p.Summaries("Ines")
	must(err)
	return c
}

func TestWhatIsNotDamagedIsRecoveredAsItWas(t *testing.T) {
	path := worked(t, 12)
	before, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	fresh := filepath.Join(t.TempDir(), "fresh.assay")
	report, err := mend.Recover(t.Context(), path, fresh, storage.Options{Encode: storagetest.Encode})
	if err != nil || !report.Whole() || report.Lost != (results.Recovered{}) {
		t.Fatalf("%+v (%v)", report, err)
	}
	if want := (results.Recovered{Articles: 12, Annotations: 120, Notes: 24, Changes: 12*12 + 2}); report.Saved != want {
		t.Errorf("saved %+v, want %+v", report.Saved, want)
	}
	got, want := contentOf(t, fresh), contentOf(t, path)
	got.Info.Generator = want.Info.Generator
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}
	if after, _ := os.ReadFile(path); !bytes.Equal(before, after) {
		t.Error("the damaged file has changed")
	}
	if _, err := mend.Recover(t.Context(), path, fresh, storage.Options{}); err == nil {
		t.Error("a file was overwritten")
	}
	storagetest.Check(t, fresh)
}

// TestEverythingReadableIsSaved damages a project in many ways. Everything that can
// still be read must be saved to a project without problems.
func TestEverythingReadableIsSaved(t *testing.T) {
	const all = 10 // articles, with 10 annotations each
	path := worked(t, all)
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	want := contentOf(t, path)
	texts := map[model.ArticleID]string{}
	for _, d := range want.Documents {
		texts[d.ID] = d.Text
	}
	page, used := os.Getpagesize(), len(whole)
	seed := uint64(time.Now().UnixNano())
	t.Logf("seed %d", seed)
	rng := rand.New(rand.NewPCG(seed, 1))
	rounds, articles, annotations, changes := 60, 0, 0, 0
	if testing.Short() {
		rounds = 18 // each kind of damage three times
	}
	for round := range rounds {
		data := bytes.Clone(whole)
		pages := used / page
		switch round % 6 {
		case 0: // one page is zeros
			n := rng.IntN(pages)
			clear(data[n*page : (n+1)*page])
		case 1: // several pages are noise
			for range 3 {
				n := 2 + rng.IntN(pages-2)
				copy(data[n*page:(n+1)*page], noise(page))
			}
		case 2: // cut off
			data = data[:page*(pages/2+rng.IntN(pages/2))]
		case 3: // single bytes
			for range 100 {
				data[rng.IntN(used)] ^= byte(1 + rng.IntN(255))
			}
		case 4: // both headers
			clear(data[:2*page])
		case 5: // all headers of pages
			for n := range pages {
				clear(data[n*page : n*page+16])
			}
		}
		broken := filepath.Join(t.TempDir(), "broken.assay")
		writeOld(t, broken, data)
		fresh := filepath.Join(t.TempDir(), "fresh.assay")
		report, err := mend.Recover(t.Context(), broken, fresh, storage.Options{Encode: storagetest.Encode})
		if err != nil {
			t.Errorf("round %d: %v", round, err)
			continue
		}
		articles += report.Saved.Articles
		annotations += report.Saved.Annotations
		changes += report.Saved.Changes
		for _, line := range report.Missing {
			if strings.Contains(line, "damaged") {
				t.Errorf("round %d: %s", round, line)
			}
		}
		storagetest.Check(t, fresh)
		got := contentOf(t, fresh)
		for _, d := range got.Documents {
			if texts[d.ID] != d.Text {
				t.Errorf("round %d: the text of %s has changed", round, d.ID)
			}
		}
		if report.Whole() && (len(got.Documents) != all || len(got.History) != len(want.History) || !reflect.DeepEqual(got.Documents, want.Documents)) {
			t.Errorf("round %d: nothing is reported missing, but there are %d articles and %d changes", round, len(got.Documents), len(got.History))
		}
		p, err := storage.Open(fresh, storage.Options{Encode: storagetest.Encode})
		if err != nil {
			t.Fatal(err)
		}
		storagetest.Import(t, p, storagetest.Document("Work goes on. Nothing keeps it."))
		if err := p.Close(); err != nil {
			t.Fatal(err)
		}
		storagetest.Check(t, fresh)
	}
	t.Logf("saved on average: %d%% of the articles, %d%% of the annotations, %d%% of the changes",
		articles*100/rounds/all, annotations*100/rounds/(10*all), changes*100/rounds/len(want.History))
}

func TestWhatCannotBeSavedIsLeftAlone(t *testing.T) {
	fresh := filepath.Join(t.TempDir(), "fresh.assay")
	for name, data := range map[string][]byte{"empty": nil, "text": []byte(strings.Repeat("A letter. ", 1000)), "zeros": make([]byte, 1<<16)} {
		path := filepath.Join(t.TempDir(), "broken.assay")
		writeOld(t, path, data)
		if _, err := mend.Recover(t.Context(), path, fresh, storage.Options{}); err == nil || !strings.Contains(err.Error(), "last backup") {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := mend.Recover(t.Context(), fresh+"x", fresh, storage.Options{}); err == nil {
		t.Error("nothing was recovered")
	}
	if _, err := os.Stat(fresh); !os.IsNotExist(err) {
		t.Error("a file was made")
	}
}
