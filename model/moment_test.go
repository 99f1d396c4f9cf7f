package model

import (
	"slices"
	"testing"
)

func TestMomentsHaveAsMuchAsIsKnown(t *testing.T) {
	for s, want := range map[string]struct {
		zoned, ok bool
		shown     string
	}{
		"2031-03-12T15:21":          {false, true, "2031-03-12 15:21"},
		"2031-03-12T15:21:41":       {false, true, "2031-03-12 15:21:41"},
		"2031-03-12T15:21Z":         {true, true, "2031-03-12 15:21 Z"},
		"2031-03-12T15:21:41+05:30": {true, true, "2031-03-12 15:21:41 +05:30"},
		"2031-03-12":                {false, false, "2031-03-12"},
		"2031-03-12T15":             {false, false, "2031-03-12"},
		"2031-03-12T15:21:41.5Z":    {false, false, "2031-03-12"},
		"2031-03-12T24:00":          {false, false, "2031-03-12"},
		"2031-03-12 15:21":          {false, false, "2031-03-12"},
		"":                          {false, false, "2031-03-12"},
	} {
		_, zoned, ok := ParseMoment(s)
		shown := Metadata{Published: "2031-03-12", PublishedAt: s}.Publication()
		if zoned != want.zoned || ok != want.ok || shown != want.shown {
			t.Errorf("%q: zone %t, valid %t, shown as %q; want %v", s, zoned, ok, shown, want)
		}
	}
}

func TestArticlesAreInTheOrderOfTheirPublication(t *testing.T) {
	inOrder := []Metadata{
		{Published: "2031-03-11"},
		{Published: "2031-03-12"},
		{Published: "2031-03-12", PublishedAt: "2031-03-12T09:30+03:00"},
		{Published: "2031-03-12", PublishedAt: "2031-03-12T07:00Z"},
		{Published: "2031-03-12", PublishedAt: "2031-03-12T07:00:01"},
		{Published: "2031-03-11", PublishedAt: "2031-03-11T23:30-09:00"},
		{Published: "2031-03-13"},
	}
	if !slices.IsSortedFunc(inOrder, func(a, b Metadata) int {
		return map[bool]int{true: -1, false: 1}[a.Chronological() < b.Chronological()]
	}) {
		t.Error("they are in another order")
	}
}
