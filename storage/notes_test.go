package storage_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"testing"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/storage/storagetest"
)

func TestEveryNoteIsVisitedOnceWithItsSentence(t *testing.T) {
	p := storagetest.New(t)
	rng := rand.New(rand.NewPCG(5, 6))
	var docs []*model.Document
	for range 150 { // more than one transaction reads
		docs = append(docs, storagetest.Invent(rng, 3))
	}
	storagetest.Import(t, p, docs...)
	want := map[string]string{}
	var edits []edit.Edit
	write := func(on model.NoteTarget, sentence string) {
		id := fmt.Sprint("note", len(edits))
		edits, want[id] = append(edits, storagetest.NoteOf(id, on, "Doubtful.")), sentence
	}
	for i, doc := range docs {
		if i%3 == 0 {
			continue // has no notes
		}
		write(model.OnArticle(doc.ID), "")
		for _, u := range doc.Units {
			write(model.OnSentence(doc.ID, u.Span), u.Span.Of(doc.Text))
			write(model.OnSentence(doc.ID, u.Span), u.Span.Of(doc.Text))
		}
	}
	write(model.OnOutlet("Tide Post"), "")
	p.Enqueue(edit.Change{Verb: edit.Note, Analyst: "Ines", Edits: edits})
	p.Enqueue(edit.Change{Verb: edit.Remove, Analyst: "Ines", Edits: edit.Removing(docs[64].ID)})
	if err := p.Flush(t.Context()); err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	err := p.EachNote(t.Context(), func(n model.Note, sentence string) error {
		if seen[n.ID] || n.Target.Article == docs[64].ID || sentence != want[n.ID] {
			t.Errorf("%s on %q, visited before: %v; want the sentence %q", n.ID, sentence, seen[n.ID], want[n.ID])
		}
		seen[n.ID] = true
		return nil
	})
	if gone := 1 + 2*len(docs[64].Units); err != nil || len(seen) != len(want)-gone {
		t.Errorf("%d notes of %d, %v", len(seen), len(want)-gone, err)
	}
	enough := errors.New("enough")
	if err := p.EachNote(t.Context(), func(model.Note, string) error { return enough }); !errors.Is(err, enough) {
		t.Errorf("it ends with %v", err)
	}
}
