package storage_test

import (
	"errors"
	"math/rand/v2"
	"os"
	"runtime"
	"slices"
	"testing"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/storage"
	"assay.app/assay/storage/index"
	"github.com/boltdb/bolt"
)

func TestADamagedIndexIsNoticedAndMadeAgain(t *testing.T) {
	path, _ := library(t, 60)
	whole, err := os.ReadFile(path + storage.IndexExt)
	if err != nil {
		t.Fatal(err)
	}
	rng := rand.New(rand.NewPCG(8, 8))
	rounds, noted := 60, 0
	if testing.Short() {
		rounds = 15
	}
	for round := range rounds {
		data := slices.Clone(whole)
		switch round % 4 {
		case 0:
			data[rng.IntN(len(data))] ^= 1 << rng.IntN(8)
		case 1:
			data = data[:rng.IntN(len(data))]
		case 2:
			at := rng.IntN(len(data))
			clear(data[at:min(at+512, len(data))])
		case 3:
			data = append(data, data[rng.IntN(len(data)):]...)
		}
		if err := os.WriteFile(path+storage.IndexExt, data, 0o600); err != nil {
			t.Fatal(err)
		}
		p := reopened(t, path, storage.Options{})
		if r := same(t, p); r.Note != nil {
			noted++
			if !errors.Is(r.Note, model.ErrIndexDamaged) && !errors.Is(r.Note, model.ErrIndexUnfinished) {
				t.Errorf("round %d: the note is %v", round, r.Note)
			}
		}
		p.SettleIndex()
		if r := same(t, p); r.Note != nil {
			t.Errorf("round %d: made again, it still says %v", round, r.Note)
		}
		used(t, p)
		p.Close()
		r := reopened(t, path, storage.Options{ReadOnly: true})
		same(t, r)
		used(t, r)
		r.Close()
	}
	if noted == 0 {
		t.Error("nothing was ever said of it")
	}
}

func TestAnIndexThatIsDamagedWhileItIsInUseIsGivenUp(t *testing.T) {
	path, _ := library(t, 60)
	p := reopened(t, path, storage.Options{})
	if r := same(t, p); r.Scanned {
		t.Fatalf("it is not used: %+v", r)
	}
	if err := os.Truncate(path+storage.IndexExt, 200); err != nil {
		t.Fatal(err)
	}
	if _, r := find(t, p.Search, parse(t, "a"), index.Options{}); !errors.Is(r.Note, model.ErrIndexDamaged) {
		t.Errorf("the note is %v", r.Note)
	}
	same(t, p)
	p.SettleIndex()
	same(t, p)
	used(t, p)
}

// If a change of the history is lost, the index cannot be brought up to date and is
// rebuilt.
func TestTheIndexIsMadeAnewWhereAChangeIsLost(t *testing.T) {
	path, docs := library(t, 60)
	p := reopened(t, path, storage.Options{})
	lost := p.Enqueue(edit.Change{Verb: edit.Remove, Edits: []edit.Edit{edit.Presence{Article: docs[5].ID, Before: true}}})
	p.Enqueue(edit.Change{Verb: edit.Remove, Edits: []edit.Edit{edit.Presence{Article: docs[6].ID, Before: true}}})
	if err := p.Flush(t.Context()); err != nil {
		t.Fatal(err)
	}
	err := p.Tamper(func(tx *bolt.Tx) error {
		return tx.Bucket([]byte(storage.BucketHistory)).Put(storage.Key64(lost), []byte("nothing that makes sense"))
	})
	if err != nil {
		t.Fatal(err)
	}
	if _, r := find(t, p.Search, parse(t, "a"), index.Options{}); !r.Scanned || !errors.Is(r.Note, model.ErrIndexDamaged) {
		t.Errorf("it says %+v", r)
	}
	p.SettleIndex()
	same(t, p)
	used(t, p)
}

// An index that is discarded while an import adds to it is built again.
func TestAnIndexThatIsGivenUpDuringAnImportIsMadeAgain(t *testing.T) {
	path, _ := library(t, 60)
	p := reopened(t, path, storage.Options{})
	same(t, p)
	rng := rand.New(rand.NewPCG(2, 3))
	rounds := 20
	if testing.Short() {
		rounds = 6
	}
	for range rounds {
		var docs []*model.Document
		for range 200 {
			docs = append(docs, babble(rng))
		}
		_, err := p.Import(t.Context(), slices.Values(docs), storage.ImportOptions{Landed: func(storage.Landing) {
			for range rng.IntN(200) {
				runtime.Gosched() // gives the index time for some articles
			}
			p.LoseIndex()
		}})
		if err != nil {
			t.Fatal(err)
		}
		p.SettleIndex()
		used(t, p)
	}
	same(t, p)
}

func TestAFolderThatCannotBeWrittenToIsSearchedWithoutAnIndex(t *testing.T) {
	path, _ := library(t, 60)
	if err := os.Remove(path + storage.IndexExt); err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir(path+storage.IndexExt, 0o700); err != nil { // no file can be written there
		t.Fatal(err)
	}
	p := reopened(t, path, storage.Options{})
	same(t, p)
	p.SettleIndex()
	if r := same(t, p); !r.Scanned || !errors.Is(r.Note, model.ErrIndexNotMade) && !errors.Is(r.Note, model.ErrIndexUnreadable) {
		t.Errorf("it says %+v", r)
	}
}
