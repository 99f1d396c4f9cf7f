package storage_test

import (
	"math/rand/v2"
	"reflect"
	"testing"

	"assay.app/assay/model"
	"assay.app/assay/model/carry"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/record"
	"assay.app/assay/storage"
	"assay.app/assay/storage/storagetest"
)

// add makes an article a newer version of another one.
func add(t *testing.T, p *storage.Project, newer, of model.ArticleID) carry.Plan {
	t.Helper()
	chains, err := p.Chains()
	if err != nil {
		t.Fatal(err)
	}
	plan, err := carry.Planner{Chains: chains, Document: p.Document}.Add(newer, of, false)
	if err != nil {
		t.Fatal(err)
	}
	plan.Change.At, plan.Change.Analyst = storagetest.Noon(), "Ines"
	enqueued(t, p, plan.Change)
	return plan
}

func enqueued(t *testing.T, p *storage.Project, c edit.Change) {
	t.Helper()
	p.Enqueue(c)
	if err := p.Flush(t.Context()); err != nil {
		t.Fatal(err)
	}
}

func TestWorkIsCarriedInTheFile(t *testing.T) {
	p := storagetest.New(t)
	rng := rand.New(rand.NewPCG(1, 1))
	older := storagetest.Invent(rng, 12)
	newer := storagetest.Document(older.Text + "\n\nThe ferry left late.")
	storagetest.Import(t, p, older, newer)
	c := storagetest.Tag(older, 0, model.Claim)
	c.At, c.Analyst = storagetest.Noon(), "Ines"
	c.Edits = append(c.Edits, storagetest.NoteOf("n1", model.OnSentence(older.ID, older.Units[1].Span), "Why?"), storagetest.NoteOf("n2", model.OnArticle(older.ID), "All of it."))
	enqueued(t, p, c)
	before, err := p.Document(older.ID)
	if err != nil {
		t.Fatal(err)
	}
	plan := add(t, p, newer.ID, older.ID)
	if plan.Carried != 3 || len(plan.Left) != 0 {
		t.Fatalf("carried %d, left %+v", plan.Carried, plan.Left)
	}
	superseded, err := p.Superseded()
	if err != nil || superseded[older.ID] != newer.ID {
		t.Errorf("superseded: %v, %v", superseded, err)
	}
	now, err := p.Document(newer.ID)
	if err != nil || len(now.Notes) != 2 || len(now.Annotations) != 1 {
		t.Errorf("the newer version has %+v, %+v: %v", now.Notes, now.Annotations, err)
	}
	sound(t, p)
	undo := edit.Change{At: storagetest.Noon(), Analyst: "Ines", Verb: edit.NewVersion, Edits: edit.Inverses(plan.Change.Edits)}
	enqueued(t, p, undo)
	after, err := p.Document(older.ID)
	if err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(before, after) {
		t.Errorf("after undo the article is\n%+v, before\n%+v", after, before)
	}
	if now, err = p.Document(newer.ID); err != nil || len(now.Notes)+len(now.Annotations)+len(now.Records) > 0 {
		t.Errorf("after undo the newer version has %+v: %v", now, err)
	}
	sound(t, p)
	if chains, err := p.Chains(); err != nil || chains.Stored(newer.ID) != (*record.Predecessor)(nil) {
		t.Errorf("after undo: %v, %v", chains, err)
	}
}

// sound fails the test if the project has a problem.
func sound(t *testing.T, p *storage.Project) {
	t.Helper()
	problems, err := p.Verify(t.Context())
	if err != nil || len(problems) > 0 {
		t.Errorf("the project has the problems %v, %v", problems, err)
	}
}
