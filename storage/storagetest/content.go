package storagetest

import (
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"testing"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/storage"
)

// Worked makes a closed project with labels, notes, corrected metadata and asides,
// and returns its path.
func Worked(t testing.TB, articles int) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "worked.assay")
	p, err := storage.Create(path, storage.Options{Encode: Encode})
	if err != nil {
		t.Fatal(err)
	}
	rng := rand.New(rand.NewPCG(5, 6))
	for n := range articles {
		d := Invent(rng, 20)
		Import(t, p, d)
		for s := range 10 {
			p.Enqueue(Tag(d, s, model.DefaultCodebook()[rng.IntN(3)].Key))
		}
		c := edit.Change{Analyst: "Oskar", Verb: edit.Note, Edits: []edit.Edit{
			NoteOf(fmt.Sprint("a", n), model.OnArticle(d.ID), "Heard it twice."),
			NoteOf(fmt.Sprint("o", n), model.OnOutlet(d.Metadata.Outlet), "Often late."),
			edit.Metadata{Article: d.ID, Before: d.Metadata, After: model.Metadata{Title: "Corrected", Outlet: "Tide Post"}},
		}}
		u := d.Units[15]
		aside := u
		aside.Kind = model.UnitResidue
		c.Edits = append(c.Edits, edit.Units{Article: d.ID, Before: []model.Unit{u}, After: []model.Unit{aside}})
		p.Enqueue(c)
		if n%5 == 4 {
			p.Enqueue(edit.Change{Analyst: "Ines", Verb: edit.Remove, Edits: edit.Removing(d.ID)})
		}
	}
	if err := p.Flush(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := p.Close(); err != nil {
		t.Fatal(err)
	}
	return path
}

// Content is the content of a project as ContentOf reads it, without the project's
// name.
type Content struct {
	Info      model.ProjectInfo
	Book      model.Codebook
	Documents []*model.Document
	Outlets   []model.Note
	Analysts  []string
	History   []edit.Change
	Summaries []model.Summary
}

// ContentOf returns the content of a closed project.
func ContentOf(t testing.TB, path string) Content {
	t.Helper()
	p, err := storage.Open(path, storage.Options{ReadOnly: true, Encode: Encode})
	if err != nil {
		t.Fatal(err)
	}
	defer p.Close()
	c := Content{Info: p.Info()}
	c.Info.Name = ""
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	c.Book, err = p.Codebook()
	must(err)
	all, err := p.All()
	must(err)
	for _, a := range all {
		d, err := p.Document(a.ID)
		must(err)
		c.Documents = append(c.Documents, d)
	}
	c.Outlets, err = p.OutletNotes()
	must(err)
	c.Analysts, err = p.Analysts()
	must(err)
	c.History, err = p.History(^uint64(0), 1<<20)
	must(err)
	c.Summaries, err = p.Summaries("Ines")
	must(err)
	return c
}
