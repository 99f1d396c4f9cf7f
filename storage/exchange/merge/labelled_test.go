package merge_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/storage"
	"assay.app/assay/storage/exchange"
	"assay.app/assay/storage/exchange/exchangetest"
)

// labelledFerry returns an article, and a labelled set of a project in which its
// first sentence has a label and its second a note.
func labelledFerry(t *testing.T, opts exchange.Options) (*model.Document, []byte) {
	t.Helper()
	doc := exchangetest.Parse(t, exchangetest.Ferry, "ferry.txt")
	p := exchangetest.NewProject(t)
	exchangetest.Import(t, p, doc)
	exchangetest.Apply(t, p,
		exchangetest.Label(doc, 0, "ana", model.Claim, exchangetest.After(1)),
		exchangetest.Note(model.OnSentence(doc.ID, doc.Sentences()[1].Span), "n1", "bo", "Who waited?", exchangetest.After(2)),
		exchangetest.Note(model.OnArticle(doc.ID), "n2", "bo", "Thin.", exchangetest.After(3)),
	)
	opts.Labelled = true
	return doc, exchangetest.Export(t, p, opts)
}

// merged changes a project so that two neighbouring sentences of doc are one.
func merged(t *testing.T, p *storage.Project, doc *model.Document, first int) {
	t.Helper()
	before := doc.Sentences()[first : first+2]
	joined := before[0]
	joined.Span.End = before[1].Span.End
	exchangetest.Apply(t, p, edit.Units{Article: doc.ID, Before: before, After: []model.Unit{joined}})
}

// setAside changes a project so that a sentence of doc is set aside.
func setAside(t *testing.T, p *storage.Project, doc *model.Document, sentence int) {
	t.Helper()
	before := doc.Sentences()[sentence]
	aside := before
	aside.Kind = model.UnitResidue
	exchangetest.Apply(t, p, edit.Units{Article: doc.ID, Before: []model.Unit{before}, After: []model.Unit{aside}})
}

func TestALabelledSetAddsToArticlesThatTheProjectHas(t *testing.T) {
	for _, opts := range []exchange.Options{{}, {NoText: true}} {
		doc, set := labelledFerry(t, opts)
		p := exchangetest.NewProject(t)
		exchangetest.Import(t, p, doc)
		done := exchangetest.Load(t, p, exchangetest.Read(t, set))
		if len(done.Merged) != 1 || len(done.Refused) != 0 || done.Annotations != 1 || done.Notes != 2 {
			t.Errorf("%+v: %+v", opts, done)
		}
		exchangetest.SameBut(t, set, exchangetest.Export(t, p, exchange.Options{Labelled: true, NoText: opts.NoText}))
		if again := exchangetest.Load(t, p, exchangetest.Read(t, set)); len(again.Changes) != 0 || len(again.Unchanged) != 1 {
			t.Errorf("%+v, loaded again: %+v", opts, again)
		}
	}
}

func TestALabelledSetLeavesTheDivisionOfTheProject(t *testing.T) {
	doc, set := labelledFerry(t, exchange.Options{})
	p := exchangetest.NewProject(t)
	exchangetest.Import(t, p, doc)
	setAside(t, p, doc, 2)
	exchangetest.Apply(t, p, exchangetest.Note(model.OnArticle(doc.ID), "n9", "mia", "Mine.", exchangetest.After(9)))
	before, err := p.Document(doc.ID)
	if err != nil {
		t.Fatal(err)
	}
	if done := exchangetest.Load(t, p, exchangetest.Read(t, set)); len(done.Merged) != 1 || len(done.Refused) != 0 {
		t.Errorf("%+v", done)
	}
	after, err := p.Document(doc.ID)
	if err != nil || !slices.Equal(after.Units, before.Units) || len(after.Annotations) != 1 || len(after.Notes) != 3 {
		t.Errorf("%v, %v before; %v %v (%v)", after.Units, before.Units, after.Annotations, after.Notes, err)
	}
}

func TestALabelledSetIsRefusedWhereItDoesNotFit(t *testing.T) {
	doc, set := labelledFerry(t, exchange.Options{})
	for _, c := range []struct {
		name string
		make func(p *storage.Project)
		says string
		want error
	}{
		{"an article that is not there", func(*storage.Project) {}, "import it first", model.ErrNoArticle},
		{"a sentence that is merged", func(p *storage.Project) {
			exchangetest.Import(t, p, doc)
			merged(t, p, doc, 0)
		}, "not a sentence in the project", nil},
		{"a sentence that is set aside", func(p *storage.Project) {
			exchangetest.Import(t, p, doc)
			setAside(t, p, doc, 0)
		}, "not a sentence in the project", nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := exchangetest.NewProject(t)
			c.make(p)
			before := exchangetest.Export(t, p, exchange.Options{})
			done := exchangetest.Load(t, p, exchangetest.Read(t, set))
			if len(done.Refused) != 1 || len(done.Changes) != 0 {
				t.Fatalf("%+v", done)
			}
			if err := done.Refused[0].Err; !strings.Contains(err.Error(), c.says) || c.want != nil && !errors.Is(err, c.want) {
				t.Errorf("the reason is %q, not %q", err, c.says)
			}
			exchangetest.SameBut(t, before, exchangetest.Export(t, p, exchange.Options{}))
		})
	}
}
