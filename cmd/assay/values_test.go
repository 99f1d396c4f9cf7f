package main

import (
	"path/filepath"
	"slices"
	"testing"

	"fyne.io/fyne/v2/test"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/record"
	"assay.app/assay/storage"
	"assay.app/assay/storage/intake"
	"assay.app/assay/storage/intake/intaketest"
)

// An older version stored the analyst's name without normalising it. The labels
// under that name must still count as the analyst's own.
func TestLabelsUnderANameInAnotherFormAreStillOnesOwn(t *testing.T) {
	const composed, decomposed = "Jos\u00e9", "Jose\u0301"
	atHome(t)
	app := test.NewTempApp(t)
	b := newHarness(t, app)
	b.Button("Open the sample project")
	b.Until("the sample corpus", func() bool { return b.Screen.Articles == 5 && b.Screen.Article != "" })
	path, doc := b.Screen.Project, b.Session().Document()
	if err := b.Shutdown(); err != nil {
		t.Fatal(err)
	}
	p, err := storage.Open(path, storage.Options{})
	if err != nil {
		t.Fatal(err)
	}
	p.Enqueue(edit.Change{Verb: edit.GoBack, Edits: []edit.Edit{edit.Of(record.OnSentence(doc.ID, doc.Sentences()[0].Span, decomposed), nil, &model.Annotation{Analyst: decomposed, Label: model.Claim})}})
	if err := p.Close(); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{composed, decomposed, " " + composed + " "} {
		app.Preferences().SetString("analyst", name)
		b := newHarness(t, app)
		b.OpenProject(path)
		b.Until("the project", func() bool { return b.Screen.Article != "" })
		if total := b.Session().Total(); total.Tagged() != 1 || b.Session().Analyst() != decomposed {
			t.Errorf("the analyst %q has %d labels under the name %q", name, total.Tagged(), b.Session().Analyst())
		}
		if err := b.Shutdown(); err != nil {
			t.Fatal(err)
		}
	}
}

func TestAProjectIsForItsFolderInEitherFormOfItsName(t *testing.T) {
	folder := t.TempDir()
	p, err := storage.Create(filepath.Join(folder, "p.assay"), storage.Options{})
	if err != nil {
		t.Fatal(err)
	}
	doc := intaketest.Document(t, "It rained all night. The river rose.", filepath.Join(folder, "Cafe\u0301", "rain.txt"), intake.Options{})
	if _, err := p.Import(t.Context(), slices.Values([]*model.Document{doc}), storage.ImportOptions{Analyst: "Ines"}); err != nil {
		t.Fatal(err)
	}
	if err := p.Close(); err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]bool{"Caf\u00e9": true, "Cafe\u0301": true, "Cafe": false} {
		if mine, err := isFor(p.Path(), filepath.Join(folder, name)); err != nil || mine != want {
			t.Errorf("for the folder %q got %v, %v", name, mine, err)
		}
	}
}
