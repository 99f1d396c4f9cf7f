package ui_test

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"assay.app/assay/model/session"
)

func TestTheListIsGroupedAndRowsOpenTheirArticles(t *testing.T) {
	b := withSample(t)
	s := b.Session()
	for _, c := range []struct {
		order    session.Order
		headings []string
	}{
		{session.ByOutlet, []string{"Radio Aldmoor  ·  1", "Tellwire  ·  1", "The Brenholt Chronicle  ·  1"}},
		{session.ByDate, []string{"March 2031  ·  5"}},
		{session.ByProgress, []string{"Not begun  ·  5"}},
	} {
		s.SetOrder(c.order)
		for _, h := range c.headings {
			b.WantText(h)
		}
	}
	s.SetOrder(session.ByTitle)
	if b.Reads("  ·  1") || b.Reads("  ·  5") {
		t.Error("the list sorted by title has groups")
	}
	// The next article is that of the next row. The headings between rows are
	// skipped.
	s.SetOrder(session.ByOutlet)
	if err := s.Open(s.Row(0).ID); err != nil {
		t.Fatal(err)
	}
	var outlets []string
	for range s.Shown() {
		outlets = append(outlets, s.Document().Metadata.Outlet)
		b.Keys("]")
	}
	if !slices.IsSortedFunc(outlets, func(x, y string) int { return strings.Compare(strings.ToLower(x), strings.ToLower(y)) }) || len(slices.Compact(outlets)) != 5 {
		t.Errorf("the outlets are in the order %q", outlets)
	}
}

func TestTheListSaysThatNothingMatchesAndThatAllIsDone(t *testing.T) {
	b := withSample(t)
	b.Keys("/")
	b.Keys("zzz")
	b.WantText("0 of 5 articles")
	b.WantText("Esc in the filter box shows all of them again.")
	b.Key(fyne.KeyEscape, fyne.KeyEscape)
	for range b.Session().Total().Sentences {
		if b.Session().Label() != "" { // no untagged sentence follows in the article
			b.Key(fyne.KeySpace)
		}
		b.Keys("1")
	}
	b.Key(fyne.KeySpace)
	b.WantText("5 articles, all done")
	b.WantText("Every sentence of the project is tagged.")
	b.Keys("0")
	if b.Reads("Every sentence of the project is tagged.") {
		t.Error("the list still says that every sentence is tagged after a label was cleared")
	}
	b.Saved()
}
