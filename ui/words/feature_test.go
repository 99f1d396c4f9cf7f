package words

import (
	"strings"
	"testing"

	"assay.app/assay/model"
)

// In English, the window calls features what the documents call them, and says how many there are in
// the singular and the plural.
func TestEveryFeatureHasWords(t *testing.T) {
	if err := Choose(English); err != nil {
		t.Fatal(err)
	}
	usual := map[model.Feature]string{
		model.FurtherLabels: "labels by other analysts", // "labels of further analysts" in the documents
		model.Gaps:          "statements marked as left out",
	}
	for _, f := range model.Features() {
		want := f.String()
		if other, differs := usual[f]; differs {
			want = other
		}
		if got := Feature(f); got != want {
			t.Errorf("%v is called %q, want %q", f, got, want)
		}
		if got := Amount(model.Loss{Feature: f, Count: 1200}); got != "1,200 "+want {
			t.Errorf("1200 %v are %q", f, got)
		}
		if got := Amount(model.Loss{Feature: f, Count: 1}); !strings.HasPrefix(got, "1 ") || got == "1 "+want {
			t.Errorf("one of %v is %q", f, got)
		}
	}
}

// No language lacks the words of a feature.
func TestFeaturesAreTranslated(t *testing.T) {
	t.Cleanup(func() {
		if err := Choose(English); err != nil {
			t.Error(err)
		}
	})
	for _, l := range Languages() {
		if l.Code == English {
			continue
		}
		if err := Choose(l.Code); err != nil {
			t.Fatal(err)
		}
		for _, f := range model.Features() {
			if got := Feature(f); got == "" || got == f.String() && f != model.Attributions && f != model.Citations {
				t.Errorf("%s: %v is %q", l.Name, f, got)
			}
			for _, n := range []int{0, 1, 2, 5, 21, 1_000_000} {
				if got := Amount(model.Loss{Feature: f, Count: n}); !strings.HasPrefix(got, Number(n)) || strings.Contains(got, "{{") {
					t.Errorf("%s: %d of %v are %q", l.Name, n, f, got)
				}
			}
		}
	}
}
