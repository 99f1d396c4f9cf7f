package merge_test

import (
	"context"
	"testing"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/record"
	"assay.app/assay/storage"
	"assay.app/assay/storage/exchange"
	"assay.app/assay/storage/exchange/exchangetest"
)

// corpus fails the test unless the project is sound, the article is in the corpus as
// wanted, and its record does not contradict that.
func corpus(t *testing.T, p *storage.Project, id model.ArticleID, in bool) {
	t.Helper()
	if problems, err := p.Verify(context.Background()); err != nil || len(problems) > 0 {
		t.Errorf("the project is damaged: %v %v", problems, err)
	}
	a, err := p.Article(id)
	if err != nil || a.Removed == in {
		t.Errorf("the article is removed: %v (%v)", a.Removed, err)
	}
	general, err := p.Versions("")
	if err != nil {
		t.Fatal(err)
	}
	held := general[record.PresenceOf(id)]
	if absent := len(held) > 0 && record.Absent(held[0].Content); absent && in {
		t.Error("its record says that it was removed")
	}
}

// backTo goes back to the state after a change.
func backTo(t *testing.T, p *storage.Project, id uint64) {
	t.Helper()
	changes, err := edit.NewHistory(p.History).After(id)
	if err != nil {
		t.Fatal(err)
	}
	c := edit.GoingBack(changes, "")
	c.At, c.Analyst = exchangetest.Epoch, "ana"
	enqueue(t, p, c)
}

func TestGoingBackOverASetThatPutAnArticleBackLeavesItThere(t *testing.T) {
	p := exchangetest.NewProject(t)
	doc := exchangetest.Parse(t, exchangetest.Ferry, "ferry.txt")
	exchangetest.Import(t, p, doc)
	set := exchangetest.Read(t, exchangetest.Export(t, exchangetest.WorkedOn(t), exchange.Options{}))
	enqueue(t, p, edit.Change{Verb: edit.Remove, Edits: edit.Removing(doc.ID)})
	exchangetest.Load(t, p, set)
	corpus(t, p, doc.ID, true)
	backTo(t, p, 2)
	corpus(t, p, doc.ID, true)
	undo(t, p)
	corpus(t, p, doc.ID, true)
	undo(t, p)
	corpus(t, p, doc.ID, false)
}

func TestASetIsLoadedAgainAfterUndoingIt(t *testing.T) {
	p := exchangetest.NewProject(t)
	from := exchangetest.WorkedOn(t)
	set := exchangetest.Read(t, exchangetest.Export(t, from, exchange.Options{}))
	exchangetest.Load(t, p, set)
	undo(t, p)
	id := set.Articles[0].ID
	corpus(t, p, id, false)
	exchangetest.Load(t, p, exchangetest.Read(t, exchangetest.Export(t, from, exchange.Options{})))
	corpus(t, p, id, true)
}

func TestGoingBackOverAnImportAndARemovalLeavesTheArticleRemoved(t *testing.T) {
	a := exchangetest.NewProject(t)
	doc := exchangetest.Parse(t, exchangetest.Ferry, "ferry.txt")
	exchangetest.Import(t, a, exchangetest.Parse(t, exchangetest.Harbour, "harbour.txt"))
	exchangetest.Import(t, a, doc)
	b := exchangetest.NewProjectOf(t, a.Info())
	exchangetest.Load(t, b, exchangetest.Read(t, exchangetest.Export(t, a, exchange.Options{})))
	enqueue(t, a, edit.Change{Verb: edit.Remove, Edits: edit.Removing(doc.ID)})
	backTo(t, a, 1)
	corpus(t, a, doc.ID, false)
	exchangetest.Load(t, b, exchangetest.Read(t, exchangetest.Export(t, a, exchange.Options{})))
	corpus(t, b, doc.ID, false)
	exchangetest.Load(t, a, exchangetest.Read(t, exchangetest.Export(t, b, exchange.Options{})))
	corpus(t, a, doc.ID, false)
}

func TestAnArticleIsImportedWhileTheUndoOfItsLoadIsQueued(t *testing.T) {
	p := exchangetest.NewProject(t)
	set := exchangetest.Read(t, exchangetest.Export(t, exchangetest.WorkedOn(t), exchange.Options{}))
	exchangetest.Load(t, p, set)
	changes, err := edit.NewHistory(p.History).Undo("")
	if err != nil {
		t.Fatal(err)
	}
	c := edit.Undoing(changes)
	c.At = exchangetest.Epoch
	p.Enqueue(c)
	doc := *set.Articles[0].Document
	doc.Annotations, doc.Notes = nil, nil
	exchangetest.Import(t, p, &doc)
	corpus(t, p, doc.ID, true)
}
