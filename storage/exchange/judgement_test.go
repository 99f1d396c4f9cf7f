package exchange_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/record"
	"assay.app/assay/storage"
	"assay.app/assay/storage/exchange"
	"assay.app/assay/storage/exchange/exchangetest"
)

// judged is exchangetest.Compared with a judgement that cites a sentence of each article, a scale,
// and a rated explanation.
func judged(t *testing.T) *storage.Project {
	t.Helper()
	p := exchangetest.Compared(t)
	change := func(id string, make func(edit.Comparing) (edit.Change, error)) {
		t.Helper()
		compared, err := p.Compared()
		if err != nil {
			t.Fatal(err)
		}
		c, err := make(edit.Comparing{Compared: compared, Analyst: "ana", Now: exchangetest.After(5), NewID: func() string { return id }})
		if err != nil {
			t.Fatal(err)
		}
		exchangetest.Apply(t, p, c.Edits...)
	}
	change("", func(c edit.Comparing) (edit.Change, error) { return c.SettingScale([]string{"true", "false"}) })
	var cited []edit.Citing
	for _, file := range []string{"harbour.txt", "ferry.txt"} {
		doc := exchangetest.Named(t, p, file)
		cited = append(cited, edit.Citing{On: model.Subject{Article: doc.ID, Sentence: doc.Sentences()[1].Span}, Weight: model.For})
	}
	change("j1", func(c edit.Comparing) (edit.Change, error) {
		made, _, err := c.Judging(record.Judgement{Statement: "s1", Verdict: "true", Likelihood: model.Unlikely, Gaps: "Who\nsaw it."}, cited...)
		return made, err
	})
	change("e1", func(c edit.Comparing) (edit.Change, error) {
		made, _, err := c.NewExplanation("A storm")
		return made, err
	})
	change("", func(c edit.Comparing) (edit.Change, error) { return c.Rating("e1", "s1", model.Consistent) })
	return p
}

// judgedRecords returns the records of a project with which statements are judged, as lines.
func judgedRecords(t *testing.T, p *storage.Project) (all []string) {
	t.Helper()
	c, err := p.Compared()
	if err != nil {
		t.Fatal(err)
	}
	for kind := record.JudgementKind; kind <= record.RatingKind; kind++ {
		c.Each(kind, func(key model.Key, content any) { all = append(all, fmt.Sprintf("%v %+v", key, content)) })
	}
	slices.Sort(all)
	return all
}

func TestJudgementsSurviveARoundTrip(t *testing.T) {
	from := judged(t)
	want := judgedRecords(t, from)
	if len(want) != 6 {
		t.Fatalf("%q", want)
	}
	for name, opts := range map[string]exchange.Options{"whole": {}, "labelled": {Labelled: true}, "without text": {NoText: true}} {
		t.Run(name, func(t *testing.T) {
			raw := exchangetest.Export(t, from, opts)
			exchangetest.Validate(t, raw)
			into := exchangetest.NewProject(t)
			if opts.Labelled || opts.NoText {
				exchangetest.Import(t, into, exchangetest.Parse(t, exchangetest.Harbour, "harbour.txt"), exchangetest.Parse(t, exchangetest.Ferry, "ferry.txt"))
			}
			exchangetest.Load(t, into, exchangetest.Read(t, raw))
			if got := judgedRecords(t, into); !slices.Equal(got, want) {
				t.Errorf("it has %q\nwant %q", got, want)
			}
			if again := exchangetest.Load(t, into, exchangetest.Read(t, raw)); len(again.Changes) > 0 {
				t.Errorf("loading it again changes %+v", again)
			}
		})
	}
}

// A part of a project would have judgements without some of what they rest on, or citations
// without their judgements.
func TestAPartOfAProjectHasNoJudgements(t *testing.T) {
	from := judged(t)
	harbour := exchangetest.Named(t, from, "harbour.txt")
	for name, opts := range map[string]exchange.Options{"hits": {Selection: finds(t, from, "-xylophone")}, "articles": {Articles: []model.ArticleID{harbour.ID}}} {
		raw := exchangetest.Export(t, from, opts)
		exchangetest.Validate(t, raw)
		for _, kind := range []string{"judgement", "citation", "scale", "explanation", "rating"} {
			if strings.Contains(string(raw), `"kind": "`+kind+`"`) {
				t.Errorf("%s: the set has a record of the kind %s", name, kind)
			}
		}
		into := exchangetest.NewProject(t)
		exchangetest.Load(t, into, exchangetest.Read(t, raw))
		if got := judgedRecords(t, into); len(got) > 0 {
			t.Errorf("%s: it has %q", name, got)
		}
	}
}
