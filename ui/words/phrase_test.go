package words

import (
	"testing"

	"assay.app/assay/model"
)

func TestTheStartingPhrasesAreInTheReadersLanguage(t *testing.T) {
	t.Cleanup(func() {
		if err := Choose(English); err != nil {
			t.Fatal(err)
		}
	})
	for _, l := range Languages() {
		if err := Choose(l.Code); err != nil {
			t.Fatal(err)
		}
		seen := map[string]bool{}
		for _, p := range model.StartingPhrases() {
			name := Phrase(p)
			if seen[name] || (name == p.Name) != (l.Code == English) {
				t.Errorf("in %s, %q is called %q", l.Code, p.Name, name)
			}
			seen[name] = true
			p.Name = "Renamed"
			if got := Phrase(p); got != "Renamed" {
				t.Errorf("in %s, a renamed phrase is called %q", l.Code, got)
			}
		}
	}
	own := model.Phrase{ID: "my own", Name: "my own"}
	if got := Phrase(own); got != "my own" {
		t.Errorf("an analyst's own phrase is called %q", got)
	}
}
