package search_test

import (
	"testing"

	"assay.app/assay/model"
	"assay.app/assay/model/search"
)

func TestAFilterFindsAnAliasOfAValue(t *testing.T) {
	parse := func(text string) search.Query {
		q, err := search.Parse(text)
		if err != nil {
			t.Fatal(err)
		}
		return q.WithAliases(search.Analyst, []search.Alias{{Called: "Ines Lang", Stored: "root"}}).
			WithAliases(search.Label, []search.Alias{{Called: "Behauptung", Stored: "claim"}})
	}
	asked := search.Asked{
		Annotations: []model.Annotation{{Analyst: "root", Label: model.Claim}}, Codebook: model.DefaultCodebook(),
	}
	for text, want := range map[string]bool{
		`analyst:"ines lang"`: true, `analyst:root`: true, `analyst:ines*`: true, `analyst:ines`: false, `-analyst:"Ines Lang"`: false,
		`label:behauptung`: true, `label:claim`: true, `label:zitat`: false, `label:quote,Behauptung analyst:"Ines Lang"`: true,
	} {
		q := parse(text)
		if got := q.WantsSentence(asked); got != want {
			t.Errorf("%s passes: %v", text, got)
		}
		if _, err := search.Parse(q.String()); err != nil || len(q.Filters[0].Values) > 2 {
			t.Errorf("%s is written %q: %v", text, q, err)
		}
	}
}
