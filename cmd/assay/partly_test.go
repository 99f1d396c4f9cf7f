package main

import (
	"slices"
	"testing"

	"assay.app/assay/ui/dialog"
)

func TestAFileReadInPartsShowsItsBytes(t *testing.T) {
	var shown []dialog.Step
	p := partly{show: func(s dialog.Step) { shown = append(shown, s) }}
	p.step("a/small.txt", dialog.Step{Done: 1, Total: 3})
	p.seen("a/large.csv", 512, 2048)
	p.step("a/large.csv", dialog.Step{Done: 2, Total: 3})
	p.seen("a/large.csv", 2048, 2048)
	p.step("a/last.txt", dialog.Step{Done: 3, Total: 3})
	want := []dialog.Step{
		{Done: 1, Total: 3},
		{Done: 512, Total: 2048, Share: true, What: "large.csv"},
		{Done: 2048, Total: 2048, Share: true, What: "large.csv"},
		{Done: 3, Total: 3},
	}
	if !slices.Equal(shown, want) {
		t.Errorf("shown\n%+v, want\n%+v", shown, want)
	}
}
