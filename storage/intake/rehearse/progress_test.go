package rehearse

import (
	"slices"
	"testing"

	"assay.app/assay/model/draft"
)

func TestAFileReadInPartsShowsItsBytes(t *testing.T) {
	var shown []draft.Step
	p := progressOf{show: func(s draft.Step) { shown = append(shown, s) }}
	p.article("a/small.txt", draft.Step{Done: 1, Total: 3})
	p.bytes("a/large.csv", 512, 2048)
	p.article("a/large.csv", draft.Step{Done: 2, Total: 3})
	p.bytes("a/large.csv", 2048, 2048)
	p.article("a/last.txt", draft.Step{Done: 3, Total: 3})
	want := []draft.Step{
		{Done: 1, Total: 3},
		{Done: 512, Total: 2048, Bytes: true, Path: "a/large.csv"},
		{Done: 2048, Total: 2048, Bytes: true, Path: "a/large.csv"},
		{Done: 3, Total: 3},
	}
	if !slices.Equal(shown, want) {
		t.Errorf("shown\n%+v, want\n%+v", shown, want)
	}
}
