package storage_test

import (
	"context"
	"errors"
	"math/rand/v2"
	"testing"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/storage"
	"assay.app/assay/storage/storagetest"
)

func TestEveryTextOfTheCorpusIsGivenOnceInOrder(t *testing.T) {
	p := storagetest.New(t)
	rng := rand.New(rand.NewPCG(1, 2))
	var docs []*model.Document
	for range 150 { // more than one transaction reads
		docs = append(docs, storagetest.Invent(rng, 3))
	}
	storagetest.Import(t, p, docs...)
	p.Enqueue(edit.Change{Verb: edit.Remove, Analyst: "Ines", Edits: edit.Removing(docs[64].ID)})
	if err := p.Flush(t.Context()); err != nil {
		t.Fatal(err)
	}
	want := append(append([]*model.Document{}, docs[:64]...), docs[65:]...)
	at := 0
	err := p.EachText(t.Context(), func(text storage.Text) error {
		if at >= len(want) || text.Article != want[at].ID || string(text.Bytes) != want[at].Text {
			t.Fatalf("text %d is of %s", at, text.Article)
		}
		if at%50 == 0 {
			structure, err := text.Structure()
			if err != nil || len(structure.Units) != len(want[at].Units) {
				t.Errorf("%s has %d units, %v", text.Article, len(structure.Units), err)
			}
		}
		at++
		return nil
	})
	if err != nil || at != len(want) {
		t.Errorf("%d texts are given, %v; want %d", at, err, len(want))
	}
}

func TestLookingThroughTextsEndsWhenItIsTold(t *testing.T) {
	p := storagetest.New(t)
	rng := rand.New(rand.NewPCG(3, 4))
	storagetest.Import(t, p, storagetest.Invent(rng, 3), storagetest.Invent(rng, 3), storagetest.Invent(rng, 3))
	enough := errors.New("enough")
	seen := 0
	if err := p.EachText(t.Context(), func(storage.Text) error { seen++; return enough }); !errors.Is(err, enough) || seen != 1 {
		t.Errorf("after %d it ends with %v", seen, err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	seen = 0
	err := p.EachText(ctx, func(storage.Text) error {
		if seen++; seen == 2 {
			cancel()
		}
		return nil
	})
	if !errors.Is(err, context.Canceled) || seen != 2 {
		t.Errorf("after %d it ends with %v", seen, err)
	}
}
