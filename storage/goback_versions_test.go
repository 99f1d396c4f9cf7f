package storage_test

import (
	"math/rand/v2"
	"reflect"
	"testing"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/record"
	"assay.app/assay/storage"
	"assay.app/assay/storage/storagetest"
)

// goBack goes back to before a change, as an analyst.
func goBack(t *testing.T, p *storage.Project, before uint64, by string) {
	t.Helper()
	changes, err := edit.NewHistory(p.History).After(before)
	if err != nil {
		t.Fatal(err)
	}
	c := edit.GoingBack(changes, by)
	c.Analyst, c.At = by, storagetest.Noon()
	if len(c.Edits) > 0 {
		carryOut(t, p, c)
	}
}

// worked returns how often each label, note and other record of work is in articles, whatever
// article it is in: by the sentence's text and by what it says.
func worked(t *testing.T, p *storage.Project, ids ...model.ArticleID) map[string]int {
	t.Helper()
	all := map[string]int{}
	for _, id := range ids {
		doc, err := p.Document(id)
		if err != nil {
			t.Fatal(err)
		}
		for _, on := range doc.Annotations {
			for _, a := range on {
				all["label "+a.Analyst]++
			}
		}
		all["notes"] += len(doc.Notes)
		for key := range doc.Records {
			if kind := record.Of(key.Kind); !kind.Quiet && key.Kind != record.PredecessorKind {
				all[kind.Name+" "+key.Analyst]++
			}
		}
	}
	return all
}

func TestGoingBackAcrossACarryingChange(t *testing.T) {
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	for _, othersWork := range []bool{false, true} {
		rng := rand.New(rand.NewPCG(seed, 2))
		p := storagetest.New(t)
		first := storagetest.Invent(rng, 25)
		second := version(rng, first.Text)
		storagetest.Import(t, p, first, second)
		work(t, rng, p, first)
		for _, u := range first.Sentences() { // Zoe has at least one mention that is carried
			on := model.Subject{Article: first.ID, Sentence: u.Span}
			m := &record.Mention{Statement: "z", Analyst: "Zoe", Title: "It shut", Stance: model.Asserts}
			carryOut(t, p, edit.Change{Analyst: "Zoe", At: storagetest.Noon(), Verb: edit.Mention, Edits: []edit.Edit{edit.Of(record.MentionOn(on, "Zoe", "z"), nil, m)}})
		}
		before, err := p.Document(first.ID)
		if err != nil {
			t.Fatal(err)
		}
		was := worked(t, p, first.ID, second.ID)
		newest, err := p.History(^uint64(0), 1)
		if err != nil {
			t.Fatal(err)
		}
		if plan := linked(t, p, second.ID, first.ID); plan.Carried == 0 {
			t.Fatal("nothing was carried")
		}
		if othersWork {
			now, err := p.Document(second.ID)
			if err != nil {
				t.Fatal(err)
			}
			for key, content := range now.Records {
				if m, ok := content.(*record.Mention); ok && key.Analyst == "Zoe" {
					denied := *m
					denied.Stance = model.Denies
					carryOut(t, p, edit.Change{Analyst: "Zoe", At: storagetest.Noon(), Verb: edit.Note, Edits: []edit.Edit{edit.Of(key, m, &denied)}})
					break
				}
			}
			for i, u := range now.Sentences() {
				if _, has := now.Annotation(u.Span, "Zoe"); !has {
					c := storagetest.Tag(now, i, model.Claim)
					c.Analyst = "Zoe"
					r := c.Edits[0].(edit.Record)
					r.Key.Analyst = "Zoe"
					a := *r.After.(*model.Annotation)
					a.Analyst = "Zoe"
					r.After = &a
					c.Edits[0] = r
					carryOut(t, p, c)
					was["label Zoe"]++
					break
				}
			}
		}
		goBack(t, p, newest[0].ID, "Ines")
		if now := worked(t, p, first.ID, second.ID); !reflect.DeepEqual(now, was) {
			t.Errorf("others work %t: there are %v, not %v", othersWork, now, was)
		}
		chains, err := p.Chains()
		if err != nil || chains.Linked(first.ID) != othersWork {
			t.Errorf("others work %t: the articles are versions: %t, %v", othersWork, chains.Linked(first.ID), err)
		}
		if now, err := p.Document(first.ID); !othersWork && (err != nil || !reflect.DeepEqual(now.Annotations, before.Annotations) || !reflect.DeepEqual(now.Notes, before.Notes)) {
			t.Errorf("the work is not where it was: %v", err)
		}
	}
}
