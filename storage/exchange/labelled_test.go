package exchange_test

import (
	"bytes"
	"encoding/json"
	"slices"
	"testing"

	"assay.app/assay/storage/exchange"
	"assay.app/assay/storage/exchange/exchangetest"
	"assay.app/assay/storage/exchange/schema"
)

// withoutBare decodes a set and removes the sentences and asides without annotations
// and notes from its articles. left is how many were removed.
func withoutBare(t *testing.T, raw []byte) (articles []schema.Article, left int) {
	t.Helper()
	var set struct{ Articles []schema.Article }
	if err := json.Unmarshal(raw, &set); err != nil {
		t.Fatal(err)
	}
	for i := range set.Articles {
		a := &set.Articles[i]
		before := len(a.Sentences) + len(a.Asides)
		a.Sentences = slices.DeleteFunc(a.Sentences, func(s schema.Sentence) bool { return len(s.Annotations)+len(s.Notes) == 0 })
		a.Asides = slices.DeleteFunc(a.Asides, func(s schema.Aside) bool { return len(s.Annotations)+len(s.Notes) == 0 })
		left += before - len(a.Sentences) - len(a.Asides)
	}
	return set.Articles, left
}

func TestALabelledSetHasOnlyTheUnitsWithAnnotationsOrNotes(t *testing.T) {
	p := exchangetest.WorkedOn(t)
	exchangetest.Import(t, p, exchangetest.Invented(t, 1)...) // without annotations and notes
	for _, noText := range []bool{false, true} {
		labelled := exchangetest.Export(t, p, exchange.Options{Labelled: true, NoText: noText})
		exchangetest.Validate(t, labelled)
		if at, codebook := bytes.Index(labelled, []byte("\n  \"labelled\": true,\n")), bytes.Index(labelled, []byte("\n  \"codebook\"")); at < 0 || codebook < at {
			t.Errorf("no text %v: the set does not say that it is labelled before its codebook", noText)
		}
		want, left := withoutBare(t, exchangetest.Export(t, p, exchange.Options{NoText: noText}))
		got, bare := withoutBare(t, labelled)
		if left < 10 || bare > 0 {
			t.Errorf("no text %v: %d bare units in the whole set, %d in the labelled set", noText, left, bare)
		}
		a, _ := json.MarshalIndent(want, "", " ")
		b, _ := json.MarshalIndent(got, "", " ")
		if !bytes.Equal(a, b) {
			t.Errorf("no text %v: %s", noText, exchangetest.FirstDifference(a, b))
		}
		if set := exchangetest.Read(t, labelled); !set.Labelled || len(set.Articles) != 3 {
			t.Errorf("no text %v: it is read as %+v", noText, set)
		}
	}
}

func TestAnExportCountsWhatItWrites(t *testing.T) {
	p := exchangetest.WorkedOn(t)
	for _, c := range []struct {
		opts      exchange.Options
		sentences int
	}{{exchange.Options{}, 9}, {exchange.Options{Labelled: true}, 2}} {
		count, err := exchange.Export(t.Context(), new(bytes.Buffer), p, c.opts)
		if err != nil || count.Articles != 2 || count.Sentences != c.sentences || count.Annotations != 4 || count.Notes != 7 {
			t.Errorf("%+v: %+v (%v)", c.opts, count, err)
		}
	}
}
