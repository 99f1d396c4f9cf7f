package search

import (
	"slices"
	"testing"

	"assay.app/assay/model"
)

// A word that stands in the line as it is must be found, also where its first
// letters occur earlier.
func TestAWordIsFoundWhereverItsLettersOccurBefore(t *testing.T) {
	for _, c := range []struct{ title, outlet, byline, query string }{
		{"Bridge closed after the river rose", "Reuters", "", "reuters"},
		{"Bridge closed after the river rose", "Reuters", "", "reuters bridge"},
		{"Kesmere floods; hundreds leave", "The Brenholt Chronicle", "Sofia Lind", "lind"},
		{"Kesmere floods; hundreds leave", "The Brenholt Chronicle", "Sofia Lind", "chronicle"},
		{"Sluice gate fails", "Tellwire", "", "tellwire"},
		{"Let the gates open", "Tellwire", "", "tellwr"},
	} {
		articles := []model.Summary{{Article: model.Article{Metadata: model.Metadata{Title: c.title, Outlet: c.outlet, Byline: c.byline}}}}
		if got := lines(c.query, articles); !slices.Equal(got, []int{0}) {
			t.Errorf("%q does not find %q of %q by %q", c.query, c.title, c.outlet, c.byline)
		}
	}
}
