package record_test

import (
	"errors"
	"iter"
	"slices"
	"testing"

	"assay.app/assay/model"
	"assay.app/assay/model/record"
	"assay.app/assay/model/value"
)

// renamed returns the records of persons with names, by stored name.
func renamed(now map[string]string) iter.Seq2[model.Key, any] {
	return func(yield func(model.Key, any) bool) {
		for stored, name := range now {
			if !yield(record.PersonOf(stored), &record.Person{Name: name}) {
				return
			}
		}
	}
}

func TestAnAnalystIsFoundByThePresentName(t *testing.T) {
	n := record.NewNames([]string{"root", "Omar", "Ines"}, renamed(map[string]string{"root": "Ines Lang", "Ines": "Ines Roth"}))
	for stored, want := range map[string]string{"root": "Ines Lang", "Omar": "Omar", "Ines": "Ines Roth", "Zoe": "Zoe"} {
		if got := n.Shown(stored); got != want {
			t.Errorf("%s is called %q; want %q", stored, got, want)
		}
	}
	for name, want := range map[string]string{"Ines Lang": "root", "Omar": "Omar", "Ines Roth": "Ines", "root": "", "Ines": "", "Zoe": ""} {
		if got, called := n.Stored(name); got != want || called != (want != "") {
			t.Errorf("%s is stored as %q (%v); want %q", name, got, called, want)
		}
	}
	if got := n.All(); !slices.Equal(got, []string{"root", "Ines", "Omar"}) {
		t.Errorf("all are %q", got)
	}
}

func TestTwoAnalystsOfOneNameAreToldApart(t *testing.T) {
	n := record.NewNames([]string{"root", "Ines"}, nil).With(record.PersonOf("root"), &record.Person{Name: "Ines"})
	if got := n.Shown("root"); got != "Ines (root)" || n.Shown("Ines") != "Ines" {
		t.Errorf("they are called %q and %q", got, n.Shown("Ines"))
	}
	if got, _ := n.Stored("Ines (root)"); got != "root" {
		t.Errorf("the name with the stored one is that of %q", got)
	}
	if got := n.With(record.PersonOf("root"), nil).Shown("root"); got != "root" {
		t.Errorf("after the renaming was undone root is called %q", got)
	}
}

func TestANameThatIsAlikeIsRefused(t *testing.T) {
	n := record.NewNames([]string{"root", "Jos\u00e9 Ruiz", "ines"}, renamed(map[string]string{"root": "Ines Lang"}))
	for _, c := range []struct{ name, of, other string }{
		{"Ines Lang", "root", ""},
		{"INES LANG", "root", ""}, // one's own name may change its case
		{"Ines Lang", "", "Ines Lang"},
		{"ines lang", "", "Ines Lang"},
		{"InesLang", "", "Ines Lang"},
		{"Ines  Lang", "ines", "Ines Lang"},
		{"Jose\u0301 Ruiz", "", "Jos\u00e9 Ruiz"},
		{"\uff2a\uff4f\uff53\u00e9 ruiz", "", "Jos\u00e9 Ruiz"}, // full-width letters
		{"root", "", ""},                                        // a former name
		{"Ines", "", "ines"},
		{"Ines Lange", "", ""},
		{"Jose Ruiz", "", ""},
	} {
		err := n.Refuse(c.name, c.of)
		var refused *value.Error
		switch {
		case c.other == "" && err != nil:
			t.Errorf("%q of %q is refused: %v", c.name, c.of, err)
		case c.other != "" && (!errors.As(err, &refused) || refused.By != c.other):
			t.Errorf("%q of %q: %v; want the other name %q", c.name, c.of, err, c.other)
		}
	}
}

func TestLayersAreHiddenUntilTheirRecordShowsThem(t *testing.T) {
	n := record.NewNames([]string{"Ines", "Omar"}, nil)
	if n.SeesAll("Ines") {
		t.Error("Ines sees all layers at the beginning")
	}
	shown := n.With(record.LayersOf("Ines"), &record.Layers{Shown: true})
	if !shown.SeesAll("Ines") || shown.SeesAll("Omar") || n.SeesAll("Ines") {
		t.Error("not only Ines sees all layers once she shows them")
	}
	for _, after := range []any{nil, &record.Layers{}} {
		if shown.With(record.LayersOf("Ines"), after).SeesAll("Ines") {
			t.Errorf("Ines sees all layers after the record becomes %v", after)
		}
	}
}
