package storagetest_test

import (
	"math/rand/v2"
	"testing"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/record"
	"assay.app/assay/storage/storagetest"
)

func TestANewProjectTakesArticlesAndChanges(t *testing.T) {
	p := storagetest.New(t)
	d := storagetest.Invent(rand.New(rand.NewPCG(1, 2)), 12)
	storagetest.Import(t, p, d, storagetest.Document("One thing happened. Another did not.\n\nThen came a third."))
	s := d.Units[3].Span
	id := p.Enqueue(edit.Change{Analyst: "Ines", Verb: edit.Tag, Edits: []edit.Edit{
		edit.Of(record.OnSentence(d.ID, s, "Ines"), nil, &model.Annotation{Analyst: "Ines", Label: model.Claim}),
	}})
	if id != 2 {
		t.Errorf("the change after the import has id %d, want 2", id)
	}
	if err := p.Flush(t.Context()); err != nil {
		t.Fatal(err)
	}
	list, err := p.Summaries("Ines")
	if err != nil || len(list) != 2 || list[0].ID != d.ID || list[0].Progress.Labelled[model.Claim] != 1 {
		t.Errorf("summaries %v, %v", list, err)
	}
}
