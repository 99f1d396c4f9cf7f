package storagetest_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"testing"
	"time"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/search"
	"assay.app/assay/storage"
	"assay.app/assay/storage/index"
	"assay.app/assay/storage/storagetest"
)

// indexUntilKilled repeatedly imports enough articles to be indexed, splits a
// sentence of one, removes another, and prints the id of the removal.
func indexUntilKilled(path string, seed uint64) error {
	p, err := storage.Open(path, storage.Options{Index: true})
	if err != nil {
		return err
	}
	for {
		seed++
		docs := shortArticles(seed, 300)
		if _, err := p.Import(context.Background(), slices.Values(docs), storage.ImportOptions{Analyst: "Ines"}); err != nil {
			return err
		}
		if c, err := edit.Splitting(docs[7], 1, docs[7].Units[1].Span.Start+9); err == nil {
			p.Enqueue(c)
		}
		id := p.Enqueue(edit.Change{Verb: edit.Remove, Edits: []edit.Edit{edit.Presence{Article: docs[3].ID, Before: true}}})
		if err := p.Flush(context.Background()); err != nil {
			return err
		}
		fmt.Println(id)
	}
}

// foundIn returns the results of a few searches in a project, and whether any of
// them had to read many articles.
func foundIn(t *testing.T, path string) (all []search.Found, read bool) {
	t.Helper()
	p, err := storage.Open(path, storage.Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer p.Close()
	for _, text := range []string{"glacier ", "harbour caf", `"the third time"`, "ferry -bridge"} {
		q, err := search.Parse(text)
		if err != nil {
			t.Fatal(err)
		}
		r, err := p.Search(t.Context(), q, index.Options{}, func(f search.Found) error {
			all = append(all, f)
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		read = read || r.Scanned
	}
	return all, read
}

func TestWhatIsFoundIsRightWhenTheMakingOfTheIndexIsKilled(t *testing.T) {
	seed, rng := moments(t)
	indexed := 0
	for round := 0; round < wholeRounds(); {
		path := filepath.Join(t.TempDir(), "index"+model.ProjectExt)
		emptyProject(t, path)
		for kills := 0; kills < 4 && round < wholeRounds(); kills++ {
			seed += 1000
			round++
			c := child{job: jobIndex, path: path, seed: seed, max: 300 * time.Millisecond}
			c.kill(t, rng)
			storagetest.Check(t, path)
			got, read := foundIn(t, path)
			file, aside := path+"-index", path+"-aside"
			err := os.Rename(file, aside)
			if err != nil && !os.IsNotExist(err) {
				t.Fatal(err)
			}
			if want, _ := foundIn(t, path); !reflect.DeepEqual(got, want) {
				t.Fatalf("round %d (seed %d): with the index %d articles are found and without %d", round, seed, len(got), len(want))
			}
			if err == nil {
				if err := os.Rename(aside, file); err != nil {
					t.Fatal(err)
				}
				if !read && len(got) > 0 {
					indexed++
				}
			}
		}
	}
	t.Logf("the index was of use %d times", indexed)
}
