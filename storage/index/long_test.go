package index_test

import (
	"math/rand/v2"
	"strings"
	"testing"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/storage"
	"assay.app/assay/storage/storagetest"
)

func TestAVeryLongArticleIsReadAndNotIndexed(t *testing.T) {
	path, docs := storagetest.Library(t, 40)
	long := storagetest.Document(strings.Repeat("The tide rose. Ab was there. ", 2000))
	p := storagetest.Reopened(t, path, storage.Options{})
	p.Index().Sizes.Long = 1 << 12
	storagetest.Import(t, p, long)
	more := storagetest.Babble(rand.New(rand.NewPCG(4, 4)))
	storagetest.Import(t, p, more)
	storagetest.SettleIndex(p)
	parts, dirty, next, err := p.Index().Shape(t.Context())
	if err != nil || dirty != 1 || next != uint64(storagetest.Stored(p))+1 {
		t.Fatalf("the index has the parts %v, %d articles to be read and all before %d (%v)", parts, dirty, next, err)
	}
	result := storagetest.SameFound(t, p)
	for i, present := range []bool{false, true} {
		id := p.Enqueue(edit.Change{Verb: edit.Remove, Edits: []edit.Edit{edit.Presence{Article: long.ID, Before: !present, After: present}}})
		if err := p.Flush(t.Context()); id == 0 || err != nil {
			t.Fatal(err)
		}
		storagetest.SettleIndex(p)
		if got := storagetest.SameFound(t, p); (got.Sentences == result.Sentences) != present {
			t.Errorf("change %d: %d sentences are found, %d before", i, got.Sentences, result.Sentences)
		}
	}
	// Articles that are divided again get into a new part. The long article does
	// not.
	for _, doc := range docs[:5] {
		redivide(t, p, doc)
	}
	storagetest.SettleIndex(p)
	if _, dirty, _, err := p.Index().Shape(t.Context()); err != nil || dirty != 1 {
		t.Errorf("%d articles must be read, not 1 (%v)", dirty, err)
	}
	storagetest.SameFound(t, p)
	if err := p.Close(); err != nil {
		t.Fatal(err)
	}
	p = storagetest.Reopened(t, path, storage.Options{})
	p.Index().Sizes.Long = 1 << 12
	if _, dirty, _, err := p.Index().Shape(t.Context()); err != nil || dirty != 1 {
		t.Errorf("opened again, %d articles must be read, not 1 (%v)", dirty, err)
	}
	storagetest.SameFound(t, p)
}

// redivide joins the first two consecutive sentences of an article that are in one
// paragraph.
func redivide(t *testing.T, p *storage.Project, doc *model.Document) {
	t.Helper()
	now, err := p.Document(doc.ID)
	if err != nil {
		t.Fatal(err)
	}
	for i := 1; i < len(now.Units); i++ {
		a, b := now.Units[i-1], now.Units[i]
		if a.Paragraph != b.Paragraph || a.Kind != model.UnitSentence || b.Kind != model.UnitSentence {
			continue
		}
		one := model.Unit{Span: model.Span{Start: a.Span.Start, End: b.Span.End}, Paragraph: a.Paragraph}
		p.Enqueue(edit.Change{Verb: edit.Merge, Edits: []edit.Edit{edit.Units{Article: doc.ID, Before: []model.Unit{a, b}, After: []model.Unit{one}}}})
		if err := p.Flush(t.Context()); err != nil {
			t.Fatal(err)
		}
		return
	}
}
