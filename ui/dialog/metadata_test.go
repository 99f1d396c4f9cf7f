package dialog

import (
	"strings"
	"testing"

	"assay.app/assay/model"
	"assay.app/assay/ui/control"
	"assay.app/assay/ui/uitest"
)

func TestTheFormShowsWhatCannotBeSaved(t *testing.T) {
	uitest.NewScreen(t)
	f := NewMetadataForm()
	for _, c := range []struct {
		published, address string
		wrong              *control.Entry
		want               model.Metadata
	}{
		{"", "", nil, model.Metadata{}},
		{"4 March 2026", " https://example.org/a b ", nil, model.Metadata{Published: "2026-03-04", URL: "https://example.org/a%20b"}},
		{"2026-13-45", "", f.published, model.Metadata{}},
		{"0000-01-01", "", f.published, model.Metadata{}},
		{"", "javascript:alert(1)", f.address, model.Metadata{}},
		{"", "https://example.org/" + strings.Repeat("a", 9000), f.address, model.Metadata{}},
	} {
		f.published.SetText(c.published)
		f.address.SetText(c.address)
		if got := f.wrong(); got != c.wrong || f.Valid() != (c.wrong == nil) {
			t.Errorf("%q and %.40q: wrong is %p, want %p", c.published, c.address, got, c.wrong)
		}
		if got := f.Metadata(); c.wrong == nil && got != c.want {
			t.Errorf("%q and %.40q become %+v", c.published, c.address, got)
		}
	}
}
