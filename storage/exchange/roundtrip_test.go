package exchange_test

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"testing"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/record"
	"assay.app/assay/storage"
	"assay.app/assay/storage/exchange"
	"assay.app/assay/storage/exchange/exchangetest"
)

func TestReadGivesWhatWasExported(t *testing.T) {
	for _, p := range []*storage.Project{exchangetest.WorkedOn(t), exchangetest.Contested(t)} {
		for _, opts := range []exchange.Options{{}, {NoText: true}} {
			testReadGivesWhatWasExported(t, p, opts)
		}
	}
}

func testReadGivesWhatWasExported(t *testing.T, p *storage.Project, opts exchange.Options) {
	raw := exchangetest.Export(t, p, opts)
	exchangetest.Validate(t, raw)
	set := exchangetest.Read(t, raw)
	if opts.NoText {
		return // without its text it cannot be exported
	}
	if again := exchangetest.Export(t, exchangetest.Shelf{Set: set}, opts); !bytes.Equal(raw, again) {
		t.Errorf("reading and exporting again gives another set:\n%s", exchangetest.FirstDifference(raw, again))
	}
}

// Labels, notes, merged sentences and changed kinds, all made at random, survive an
// export and a load.
func TestRoundTripOfRandomProjects(t *testing.T) {
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	r := rand.New(rand.NewPCG(seed, 1))
	for range 8 {
		p := exchangetest.NewProject(t)
		docs := exchangetest.Invented(t, 3)
		exchangetest.Import(t, p, docs...)
		keys := []model.LabelKey{model.Claim, model.Quote, model.Background}
		for i := range 60 {
			doc, err := p.Document(docs[r.IntN(len(docs))].ID)
			if err != nil {
				t.Fatal(err)
			}
			at := r.IntN(len(doc.Units))
			u := doc.Units[at]
			who := []string{"ana", "bo", "Zoë K."}[r.IntN(3)]
			switch r.IntN(4) {
			case 0:
				exchangetest.Apply(t, p, edit.Of(record.OnSentence(doc.ID, u.Span, who), nil, &model.Annotation{
					Analyst: who, Label: keys[r.IntN(3)], At: exchangetest.After(r.IntN(900)),
				}))
			case 1:
				exchangetest.Apply(t, p, exchangetest.Note(model.OnSentence(doc.ID, u.Span), fmt.Sprint("note ", i), who, "Says <who>? \u2028\"\\", exchangetest.After(r.IntN(900))))
			case 2:
				kind := model.UnitKind(r.IntN(5))
				changed := u
				changed.Kind = kind
				exchangetest.Apply(t, p, edit.Units{Article: doc.ID, Before: []model.Unit{u}, After: []model.Unit{changed}})
			case 3:
				if at+1 < len(doc.Units) && doc.Units[at+1].Paragraph == u.Paragraph {
					joined := u
					joined.Span.End = doc.Units[at+1].Span.End
					edits := append(unlabel(doc, at), unlabel(doc, at+1)...)
					exchangetest.Apply(t, p, append(edits, edit.Units{Article: doc.ID, Before: slices.Clone(doc.Units[at : at+2]), After: []model.Unit{joined}})...)
				}
			}
		}
		first := exchangetest.Export(t, p, exchange.Options{})
		exchangetest.Validate(t, first)
		into := exchangetest.NewProject(t)
		exchangetest.Load(t, into, exchangetest.Read(t, first))
		exchangetest.SameBut(t, first, exchangetest.Export(t, into, exchange.Options{}))
	}
}

// unlabel returns the edits that remove all labels from a unit, as splitting and
// merging do.
func unlabel(doc *model.Document, unit int) []edit.Edit {
	span := doc.Units[unit].Span
	var edits []edit.Edit
	for _, a := range doc.Annotations[span] {
		edits = append(edits, edit.Of(record.OnSentence(doc.ID, span, a.Analyst), &a, nil))
	}
	return edits
}

func TestNamesOfFilesThatAreNotUTF8SurviveARoundTrip(t *testing.T) {
	for _, name := range []string{"caf\xe9.txt", "\xff", "a\xf0\x9f\x9a.txt", "\uFFFD\xc3.txt", "caf\u00e9.txt", "\uFFFD.txt"} {
		p := exchangetest.NewProject(t)
		exchangetest.Import(t, p, exchangetest.Parse(t, exchangetest.Ferry, filepath.Join("/press", name)))
		first := exchangetest.Export(t, p, exchange.Options{})
		exchangetest.Validate(t, first)
		q := exchangetest.NewProject(t)
		exchangetest.Load(t, q, exchangetest.Read(t, first))
		all, err := q.All()
		if err != nil || len(all) != 1 || all[0].ImportPath != name {
			t.Errorf("%q comes back as %q (%v)", name, all[0].ImportPath, err)
		}
		exchangetest.SameBut(t, first, exchangetest.Export(t, q, exchange.Options{}))
	}
}
