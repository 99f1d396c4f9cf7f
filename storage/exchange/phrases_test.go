package exchange_test

import (
	"slices"
	"testing"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/record"
	"assay.app/assay/storage"
	"assay.app/assay/storage/exchange"
	"assay.app/assay/storage/exchange/exchangetest"
)

// phrased returns a project with two articles without labels and notes. Ana gave phrases to
// a sentence of the first, to this article and to its outlet, and another to its second
// sentence.
func phrased(t *testing.T) (p *storage.Project, one, two *model.Document) {
	t.Helper()
	p = exchangetest.NewProject(t)
	one, two = exchangetest.Parse(t, exchangetest.Harbour, "harbour.txt"), exchangetest.Parse(t, exchangetest.Ferry, "ferry.txt")
	one.Metadata.Outlet = "Quay Post"
	exchangetest.Import(t, p, one, two)
	edits := []edit.Edit{edit.Of(record.PhraseKey("odd"), nil, &record.Phrase{Name: "odd"})}
	give := func(on model.Subject, id model.PhraseID) {
		edits = append(edits, edit.Of(record.GivenOn(on, "ana", id), nil, &record.Given{Phrase: id, Analyst: "ana", Name: string(id)}))
	}
	give(model.Subject{Article: one.ID, Sentence: one.Sentences()[1].Span}, "odd")
	give(model.Subject{Article: one.ID, Sentence: one.Sentences()[2].Span}, "denied")
	give(model.Subject{Article: two.ID}, "odd")
	give(model.Subject{Outlet: "quay post"}, "wire copy")
	exchangetest.Apply(t, p, edits...)
	return p, one, two
}

// loaded returns the phrases that another project has after it has loaded a set, "sentence
// phrase".
func loaded(t *testing.T, set []byte, docs ...*model.Document) (all []string) {
	t.Helper()
	exchangetest.Validate(t, set)
	p := exchangetest.NewProject(t)
	exchangetest.Import(t, p, docs...)
	exchangetest.Load(t, p, exchangetest.Read(t, set))
	list, err := p.Phrases()
	if err != nil {
		t.Fatal(err)
	}
	if list.Stored("odd") == nil {
		t.Error("the list of phrases is not loaded")
	}
	for _, d := range docs {
		doc, err := p.Document(d.ID)
		if err != nil {
			t.Fatal(err)
		}
		for key := range doc.Records {
			if key.Kind == record.GivenKind {
				all = append(all, doc.ImportPath+" "+key.Sentence.Of(doc.Text)[:min(4, key.Sentence.Len())]+" "+key.ID)
			}
		}
	}
	onOutlet, err := p.OutletPhrases("quay post")
	if err != nil {
		t.Fatal(err)
	}
	for _, g := range onOutlet {
		all = append(all, "outlet "+string(g.Phrase))
	}
	slices.Sort(all)
	return all
}

func TestALabelledSetHasSentencesWithOnlyAPhrase(t *testing.T) {
	p, one, two := phrased(t)
	set := exchangetest.Export(t, p, exchange.Options{Labelled: true})
	if a, left := withoutBare(t, set); len(a) != 2 || left != 2 {
		t.Errorf("%d sentences have only a phrase, want 2", left)
	}
	if got := loaded(t, set, one, two); len(got) != 4 {
		t.Errorf("the set has the phrases %q", got)
	}
}

func TestASetOfSearchResultsHasThePhrasesOnThem(t *testing.T) {
	p, one, two := phrased(t)
	begins := one.Sentences()[1].Span.Of(one.Text)[:4]
	set := exchangetest.Export(t, p, exchange.Options{Selection: finds(t, p, "gave way on tuesday")})
	if got, want := loaded(t, set, one, two), []string{"harbour.txt " + begins + " odd", "outlet wire copy"}; !slices.Equal(got, want) {
		t.Errorf("the set has the phrases %q, want %q", got, want)
	}
}

func TestASetOfChosenArticlesHasTheirPhrases(t *testing.T) {
	p, one, two := phrased(t)
	set := exchangetest.Export(t, p, exchange.Options{Articles: []model.ArticleID{two.ID}})
	if got, want := loaded(t, set, one, two), []string{"ferry.txt  odd"}; !slices.Equal(got, want) {
		t.Errorf("the set has the phrases %q, want %q", got, want)
	}
}
