package index_test

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
	"assay.app/assay/storage/ledger"
	"assay.app/assay/storage/storagetest"
)

func TestADamagedIndexIsNoticedAndMadeAgain(t *testing.T) {
	path, _ := storagetest.Library(t, 60)
	whole, err := os.ReadFile(path + index.Ext)
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
		if err := os.WriteFile(path+index.Ext, data, 0o600); err != nil {
			t.Fatal(err)
		}
		p := storagetest.Reopened(t, path, storage.Options{})
		if r := storagetest.SameFound(t, p); r.Note != nil {
			noted++
			if !errors.Is(r.Note, model.ErrIndexDamaged) && !errors.Is(r.Note, model.ErrIndexUnfinished) {
				t.Errorf("round %d: the note is %v", round, r.Note)
			}
		}
		storagetest.SettleIndex(p)
		if r := storagetest.SameFound(t, p); r.Note != nil {
			t.Errorf("round %d: made again, it still says %v", round, r.Note)
		}
		storagetest.Covered(t, p)
		p.Close()
		r := storagetest.Reopened(t, path, storage.Options{ReadOnly: true})
		storagetest.SameFound(t, r)
		storagetest.Covered(t, r)
		r.Close()
	}
	if noted == 0 {
		t.Error("nothing was reported")
	}
}

func TestAnIndexThatIsDamagedWhileItIsInUseIsGivenUp(t *testing.T) {
	path, _ := storagetest.Library(t, 60)
	p := storagetest.Reopened(t, path, storage.Options{})
	if r := storagetest.SameFound(t, p); r.Scanned {
		t.Fatalf("it is not used: %+v", r)
	}
	if err := os.Truncate(path+index.Ext, 200); err != nil {
		t.Fatal(err)
	}
	if _, r := storagetest.Find(t, p.Search, storagetest.Parse(t, "a"), index.Options{}); !errors.Is(r.Note, model.ErrIndexDamaged) {
		t.Errorf("the note is %v", r.Note)
	}
	storagetest.SameFound(t, p)
	storagetest.SettleIndex(p)
	storagetest.SameFound(t, p)
	storagetest.Covered(t, p)
}

func TestAnIndexThatIsGivenUpDuringAnImportIsMadeAgain(t *testing.T) {
	path, _ := storagetest.Library(t, 60)
	p := storagetest.Reopened(t, path, storage.Options{})
	storagetest.SameFound(t, p)
	rng := rand.New(rand.NewPCG(2, 3))
	rounds := 20
	if testing.Short() {
		rounds = 6
	}
	for range rounds {
		var docs []*model.Document
		for range 200 {
			docs = append(docs, storagetest.Babble(rng))
		}
		_, err := p.Import(t.Context(), slices.Values(docs), storage.ImportOptions{Landed: func(storage.Landing) {
			for range rng.IntN(200) {
				runtime.Gosched() // lets the index goroutine run
			}
			p.Index().Discard()
		}})
		if err != nil {
			t.Fatal(err)
		}
		storagetest.SettleIndex(p)
		storagetest.Covered(t, p)
	}
	storagetest.SameFound(t, p)
}

func TestAFolderThatCannotBeWrittenToIsSearchedWithoutAnIndex(t *testing.T) {
	path, _ := storagetest.Library(t, 60)
	if err := os.Remove(path + index.Ext); err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir(path+index.Ext, 0o700); err != nil { // no file can be created there
		t.Fatal(err)
	}
	p := storagetest.Reopened(t, path, storage.Options{})
	storagetest.SameFound(t, p)
	storagetest.SettleIndex(p)
	if r := storagetest.SameFound(t, p); !r.Scanned || !errors.Is(r.Note, model.ErrIndexNotMade) && !errors.Is(r.Note, model.ErrIndexUnreadable) {
		t.Errorf("it says %+v", r)
	}
}

func TestTheIndexIsRebuiltIfAChangeIsLost(t *testing.T) {
	path, docs := storagetest.Library(t, 60)
	p := storagetest.Reopened(t, path, storage.Options{})
	lost := p.Enqueue(edit.Change{Verb: edit.Remove, Edits: []edit.Edit{edit.Presence{Article: docs[5].ID, Before: true}}})
	p.Enqueue(edit.Change{Verb: edit.Remove, Edits: []edit.Edit{edit.Presence{Article: docs[6].ID, Before: true}}})
	if err := p.Flush(t.Context()); err != nil {
		t.Fatal(err)
	}
	storagetest.Tamper(t, p, func(tx ledger.Tx) error {
		return tx.Bucket([]byte(ledger.BucketHistory)).Put(ledger.Key64(lost), []byte("nothing that makes sense"))
	})
	if _, r := storagetest.Find(t, p.Search, storagetest.Parse(t, "a"), index.Options{}); !r.Scanned || !errors.Is(r.Note, model.ErrIndexDamaged) {
		t.Errorf("it says %+v", r)
	}
	storagetest.SettleIndex(p)
	storagetest.SameFound(t, p)
	storagetest.Covered(t, p)
}
