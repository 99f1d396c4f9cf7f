package ui

import (
	"context"
	"slices"
	"testing"
	"time"

	"assay.app/assay/model"
	"assay.app/assay/model/search"
	"assay.app/assay/ui/dialog"
)

// What is underlined in the reader is what the last search asked for, also where
// the one before had found as many hits in the same article.
func TestTheReaderMarksTheWordsOfTheLastSearch(t *testing.T) {
	const article, text = model.ArticleID("one"), "The gate was closed by the authority."
	words := map[string]model.Span{"gate": {Start: 4, End: 8}, "authority": {Start: 27, End: 36}}
	sentence := model.Span{Start: 100, End: 100 + len(text)}
	asked := ""
	finding := dialog.NewFinding(dialog.TextSearch{
		Search: func(_ context.Context, _ dialog.SearchFor, found func(search.Found), _ func(int, int)) (dialog.Searched, error) {
			found(search.Found{Article: article, Sentences: []search.Sentence{
				{Span: sentence, Text: text, Marks: []model.Span{words[asked]}},
			}})
			return dialog.Searched{Whole: true}, nil
		},
		Analyst: func() string { return "R. Vance" },
		After:   func(time.Duration, func()) func() { return func() {} },
		Go:      func(work func()) { work() },
		Post:    func(do func()) { do() },
	})
	defer finding.Die()
	w := &Window{finding: finding, walk: &walk{on: true}}
	for _, asked = range []string{"gate", "authority", "gate"} {
		finding.Ask(asked + " ")
		span := words[asked]
		want := []model.Span{{Start: sentence.Start + span.Start, End: sentence.Start + span.End}}
		if got := w.marksIn(article, sentence); !slices.Equal(got, want) {
			t.Errorf("%q is marked at %v, not at %v", asked, got, want)
		}
	}
}
