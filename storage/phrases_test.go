package storage_test

import (
	"reflect"
	"testing"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/record"
	"assay.app/assay/storage"
	"assay.app/assay/storage/index"
	"assay.app/assay/storage/storagetest"
)

// give makes a change that gives a phrase, and waits until it is on the disk.
func give(t *testing.T, p *storage.Project, by string, id model.PhraseID, on ...model.Subject) {
	t.Helper()
	c := edit.Change{Analyst: by, Verb: edit.GivePhrase}
	for _, subject := range on {
		c.Edits = append(c.Edits, edit.Of(record.GivenOn(subject, by, id), nil, &record.Given{Phrase: id, Analyst: by, Name: string(id)}))
	}
	p.Enqueue(c)
	if err := p.Flush(t.Context()); err != nil {
		t.Fatal(err)
	}
}

// phrased returns a project with two articles, of which the first is by the Tide Post.
func phrased(t *testing.T) (p *storage.Project, one, two *model.Document) {
	t.Helper()
	p = storagetest.New(t)
	one, two = storagetest.Document("One left. Two came."), storagetest.Document("Three stayed. Four slept.")
	one.Metadata.Outlet = "Tide  Post"
	storagetest.Import(t, p, one, two)
	return p, one, two
}

func sentence(d *model.Document, n int) model.Subject {
	return model.Subject{Article: d.ID, Sentence: d.Sentences()[n].Span}
}

func TestPhrasesAreCounted(t *testing.T) {
	p, one, two := phrased(t)
	outlet := model.Subject{Outlet: "tide post"}
	give(t, p, "Ines", "odd", sentence(one, 0), sentence(one, 1), sentence(two, 0), model.Subject{Article: one.ID})
	give(t, p, "Ines", "late", outlet)
	give(t, p, "Oskar", "late", outlet)
	p.Enqueue(edit.Change{Analyst: "Ines", Verb: edit.Remove, Edits: edit.Removing(two.ID)})
	if err := p.Flush(t.Context()); err != nil {
		t.Fatal(err)
	}
	for by, want := range map[string]map[model.PhraseID]record.Uses{
		"":      {"odd": {Sentences: 2, Articles: 1, Removed: 1}, "late": {Outlets: 2}},
		"Ines":  {"odd": {Sentences: 2, Articles: 1, Removed: 1}, "late": {Outlets: 1, Others: 1}},
		"Oskar": {"odd": {Others: 4}, "late": {Outlets: 1, Others: 1}},
	} {
		if got, err := p.PhraseUses(by); err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("by %q: %+v (%v)", by, got, err)
		}
	}
	if given, err := p.OutletPhrases("tide post"); err != nil || len(given) != 2 || given[0].Analyst != "Ines" || given[1].Analyst != "Oskar" {
		t.Errorf("%+v (%v)", given, err)
	}
	if given, err := p.OutletPhrases("tide"); err != nil || len(given) > 0 {
		t.Errorf("another outlet has %+v (%v)", given, err)
	}
}

func TestAPhraseIsFoundAtOnce(t *testing.T) {
	p, one, two := phrased(t)
	finds := func(typed, analyst string, want int) {
		t.Helper()
		for name, by := range map[string]storagetest.Finder{"the index": p.Search, "a scan": storagetest.Scan(p)} {
			all, _ := storagetest.Find(t, by, storagetest.Parse(t, typed+" "), index.Options{Analyst: analyst})
			if got := len(storagetest.Texts(all)); got != want {
				t.Errorf("%s finds %d sentences for %q (by %q), want %d", name, got, typed, analyst, want)
			}
		}
	}
	finds("phrase:*", "", 0)
	give(t, p, "Ines", "single source", sentence(two, 1))
	finds("phrase:*", "", 1)
	finds(`phrase:"Single Source"`, "Ines", 1)
	finds("phrase:single", "", 0) // only a part of the name
	finds("phrase:single*", "", 1)
	finds("phrase:*", "Oskar", 0)
	finds("phrase:* analyst:ines", "Oskar", 1)
	finds("phrase:* analyst:oskar", "Ines", 0)
	finds("-phrase:*", "", 3)
	give(t, p, "Ines", "denied", model.Subject{Article: one.ID})
	finds("phrase:denied", "", 2)
	finds("two phrase:denied", "", 1)
	give(t, p, "Ines", "wire copy", model.Subject{Outlet: "tide post"})
	finds(`phrase:"wire copy"`, "", 2)
	finds(`phrase:denied,"single source"`, "", 3)

	list, err := p.Phrases()
	if err != nil {
		t.Fatal(err)
	}
	c, err := edit.JoiningPhrases(list, "single source", "denied")
	if err != nil {
		t.Fatal(err)
	}
	c.Analyst = "Ines"
	p.Enqueue(c)
	if err := p.Flush(t.Context()); err != nil {
		t.Fatal(err)
	}
	finds("phrase:denied", "", 3)
	finds(`phrase:"single source"`, "", 0)
}
