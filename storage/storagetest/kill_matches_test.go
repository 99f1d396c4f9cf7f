package storagetest_test

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"testing"
	"time"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/match"
	"assay.app/assay/storage"
	"assay.app/assay/storage/matches"
	"assay.app/assay/storage/storagetest"
)

// matchUntilKilled repeatedly imports a few articles, removes one, and compares the
// sentences, which writes the file of matches. It prints the number of the round.
func matchUntilKilled(path string, seed uint64) error {
	p, err := storage.Open(path, storage.Options{})
	if err != nil {
		return err
	}
	for round := 1; ; round++ {
		seed++
		docs := shortArticles(seed, 6)
		if _, err := p.Import(context.Background(), slices.Values(docs), storage.ImportOptions{Analyst: "Ines"}); err != nil {
			return err
		}
		p.Enqueue(edit.Change{Verb: edit.Remove, Edits: []edit.Edit{edit.Presence{Article: docs[3].ID, Before: true}}})
		if err := p.Flush(context.Background()); err != nil {
			return err
		}
		fmt.Println(round)
		if _, err := p.Matching(context.Background(), nil); err != nil {
			return err
		}
	}
}

// matchedIn returns what is found in a project, and why its file of matches was of no use.
func matchedIn(t *testing.T, path string) (pairs []match.Pair, note error) {
	t.Helper()
	p, err := storage.Open(path, storage.Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer p.Close()
	m, err := p.Matching(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	found, err := m.Match(t.Context(), nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	return slices.Collect(found.Pairs()), m.Note()
}

// A process that is killed while it writes the file of matches leaves the old one or the new
// one, and both lead to what is found without a file.
func TestMatchesAreRightWhenTheWritingOfTheirFileIsKilled(t *testing.T) {
	seed, rng := moments(t)
	for round := 0; round < wholeRounds(); {
		path := filepath.Join(t.TempDir(), "matches"+model.ProjectExt)
		emptyProject(t, path)
		for kills := 0; kills < 4 && round < wholeRounds(); kills++ {
			seed += 1000
			round++
			c := child{job: jobMatch, path: path, seed: seed, max: 300 * time.Millisecond}
			c.kill(t, rng)
			storagetest.Check(t, path)
			got, note := matchedIn(t, path)
			if note != nil {
				t.Errorf("round %d (seed %d): the file is of no use: %v", round, seed, note)
			}
			if err := os.Remove(matches.Path(path)); err != nil && !errors.Is(err, fs.ErrNotExist) {
				t.Fatal(err)
			}
			if want, _ := matchedIn(t, path); !reflect.DeepEqual(got, want) {
				t.Fatalf("round %d (seed %d): %d pairs with the file and %d without", round, seed, len(got), len(want))
			}
		}
	}
}
