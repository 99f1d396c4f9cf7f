package mend_test

import (
	"bytes"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"assay.app/assay/model"
	"assay.app/assay/model/results"
	"assay.app/assay/storage"
	"assay.app/assay/storage/mend"
	"assay.app/assay/storage/storagetest"
)

func TestWhatIsNotDamagedIsRecoveredAsItWas(t *testing.T) {
	path := storagetest.Worked(t, 12)
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
	got, want := storagetest.ContentOf(t, fresh), storagetest.ContentOf(t, path)
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

// TestEverythingReadableIsSaved damages a project in several ways. The recovered
// project must have no problems and no changed text, and must still accept changes.
func TestEverythingReadableIsSaved(t *testing.T) {
	const all = 10 // articles, with 10 annotations each
	path := storagetest.Worked(t, all)
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	want := storagetest.ContentOf(t, path)
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
				copy(data[n*page:(n+1)*page], storagetest.Noise(page))
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
		storagetest.WriteOld(t, broken, data)
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
		got := storagetest.ContentOf(t, fresh)
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
		storagetest.WriteOld(t, path, data)
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
