package search

import (
	"slices"
	"testing"
)

func TestAnOutletIsOfferedOnceAsItIsWrittenMost(t *testing.T) {
	for _, c := range []struct {
		of   map[string]int
		want []string
	}{
		{map[string]int{"": 9}, nil},
		{map[string]int{"REUTER": 5, "Reuter": 3, "reuter": 1, "Tellwire": 2, "": 7}, []string{"REUTER", "Tellwire"}},
		{map[string]int{"Tellwire": 5, "Reuter": 4, "REUTER": 3}, []string{"Reuter", "Tellwire"}},
		{map[string]int{"Tellwire": 1, "Echo": 1}, []string{"Echo", "Tellwire"}},
	} {
		if got := outletsByCount(c.of); !slices.Equal(got, c.want) {
			t.Errorf("of %v it offers %q, not %q", c.of, got, c.want)
		}
	}
}
