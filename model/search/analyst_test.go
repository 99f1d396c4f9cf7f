package search

import (
	"slices"
	"testing"

	"assay.app/assay/model"
	"assay.app/assay/model/record"
)

func queried(t *testing.T, text string) Query {
	t.Helper()
	q, err := Parse(text)
	if err != nil {
		t.Fatal(err)
	}
	return q
}

func TestHiddenLayersAreNotFound(t *testing.T) {
	annotations := []model.Annotation{{Analyst: "Ines", Label: model.Claim}, {Analyst: "Omar", Label: model.Quote}}
	notes := []any{&model.Note{ID: "n", Analyst: "Omar", Text: "He doubts it."}}
	asked := Asked{
		Annotations: annotations, Analyst: "Ines", Codebook: model.DefaultCodebook(),
		Records: func(kind model.Kind) []any {
			if kind == record.Note {
				return notes
			}
			return nil
		},
	}
	for _, c := range []struct {
		query        string
		blind, shown bool // whether the sentence is found
	}{
		{"label:claim", true, true},
		{"label:quote", false, false}, // only own labels count
		{"label:quote analyst:omar", false, true},
		{"label:claim analyst:ines", true, true},
		{"analyst:omar", false, true},
		{"-analyst:omar", true, false},
		{"analyst:*", true, true},
		{"label:quote analyst:*", false, true},
		{"untagged", false, false},
		{"untagged analyst:omar", false, false},
		{"untagged analyst:zoe", false, true},
		{"note:doubts", false, true},
		{"-note:*", true, false},
	} {
		for blind, want := range map[bool]bool{true: c.blind, false: c.shown} {
			asked.Blind = blind
			if got := queried(t, c.query+" ").WantsSentence(asked); got != want {
				t.Errorf("%s, hidden: %v: found %v, want %v", c.query, blind, got, want)
			}
		}
	}
	if len(annotations) != 2 || annotations[1].Analyst != "Omar" || len(notes) != 1 {
		t.Error("the search changes what it looks at")
	}
}

func TestAnalystsOfAQueryAreKnownByTheirNames(t *testing.T) {
	for _, c := range []struct {
		query   string
		names   bool
		unknown []string
	}{
		{"flood", false, nil},
		{"analyst:omar", true, nil},
		{`-analyst:"Omar Reyes"`, true, nil},
		{"analyst:*", false, nil},
		{"analyst:om*", true, nil},
		{"analyst:ines,omar", true, []string{"ines"}},
		{"analyst:ines", false, []string{"ines"}},
		{"analyst:om", false, []string{"om"}},
		{"label:omar", false, nil},
	} {
		q := queried(t, c.query+" ").WithAliases(Analyst, []Alias{{Called: "Ines", Stored: "root"}})
		if got := q.NamesAnalyst("Omar", "Omar Reyes"); got != c.names {
			t.Errorf("%s names Omar: %v, want %v", c.query, got, c.names)
		}
		if got := q.UnknownAnalysts([]string{"Omar", "Omar Reyes"}); !slices.Equal(got, c.unknown) {
			t.Errorf("%s: unknown are %q, want %q", c.query, got, c.unknown)
		}
	}
}
