package merge_test

import (
	"slices"
	"testing"

	"assay.app/assay/model"
	"assay.app/assay/storage/exchange"
	"assay.app/assay/storage/exchange/exchangetest"
)

// If a project stores another form of a name, loaded labels get that form, too.
func TestASetIsLoadedInTheNamesOfTheProject(t *testing.T) {
	const composed, decomposed, odd = "Jos\u00e9", "Jose\u0301", "K\x1b[31m"
	p := exchangetest.NewProject(t)
	doc := exchangetest.Parse(t, exchangetest.Harbour, "harbour.txt")
	exchangetest.Import(t, p, doc)
	exchangetest.ApplyAsBefore(t, p, exchangetest.Label(doc, 0, decomposed, model.Claim, exchangetest.After(1)), exchangetest.Label(doc, 0, odd, model.Claim, exchangetest.After(1)),
		exchangetest.Note(model.OnSentence(doc.ID, doc.Sentences()[0].Span), "n", odd, "Odd\x00.", exchangetest.After(1)))
	raw := exchangetest.Export(t, p, exchange.Options{})
	if done := exchangetest.Load(t, p, exchangetest.Read(t, raw)); done.Annotations+done.Notes != 0 || len(done.Changes) > 0 {
		t.Errorf("loading what was exported changes something: %+v", done)
	}
	exchangetest.Load(t, p, exchangetest.Read(t, exchangetest.Altered(t, raw, func(s exchangetest.Tree) {
		s["articles"].([]any)[0].(exchangetest.Tree)["sentences"].([]any)[0].(exchangetest.Tree)["annotations"] = []any{
			exchangetest.Tree{"analyst": composed, "label": "quote", "time": "2027-01-01T00:00:00Z"},
		}
	})))
	got, err := p.Document(doc.ID)
	if err != nil {
		t.Fatal(err)
	}
	labels := map[string]model.LabelKey{}
	for _, a := range got.Annotations[doc.Sentences()[0].Span] {
		labels[a.Analyst] = a.Label
	}
	if len(labels) != 2 || labels[decomposed] != model.Quote || labels[odd] != model.Claim {
		t.Errorf("the labels are %q", labels)
	}
	fresh := exchangetest.NewProject(t)
	exchangetest.Load(t, fresh, exchangetest.Read(t, raw))
	if names, err := fresh.Analysts(); err != nil || !slices.Equal(names, []string{composed, "K[31m", "loader"}) && !slices.Equal(names, []string{"K[31m", composed, "loader"}) {
		t.Errorf("the analysts of another project are %q (%v)", names, err)
	}
}
