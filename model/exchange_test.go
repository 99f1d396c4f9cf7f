package model

import (
	"slices"
	"testing"
)

func TestExchangeFormatsAreChosenByWhatTheyTakeAndByEnding(t *testing.T) {
	all := ExchangeFormats{
		{Name: "a table", Ext: ".csv", Hits: true},
		{Name: "a set", Ext: ".json", Project: true, Hits: true, Loads: true},
	}
	for _, c := range []struct {
		what string
		got  ExchangeFormats
		want []string
	}{
		{"all", all, []string{".csv", ".json"}},
		{"for projects", all.ForProjects(), []string{".json"}},
		{"for hits", all.ForHits(), []string{".csv", ".json"}},
		{"for loading", all.ForLoading(), []string{".json"}},
	} {
		if exts := c.got.Exts(); !slices.Equal(exts, c.want) {
			t.Errorf("%s: %q, want %q", c.what, exts, c.want)
		}
	}
	for name, want := range map[string]bool{"a.json": true, "A.JSON": true, "a.csv": false, "json": false, "a.json.txt": false, "": false} {
		if got := all.ForLoading().Has(name); got != want {
			t.Errorf("%q can be loaded: %v", name, got)
		}
	}
}
