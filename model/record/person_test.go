package record_test

import (
	"slices"
	"testing"

	"assay.app/assay/model/record"
)

func TestAnAnalystIsFoundByThePresentName(t *testing.T) {
	n := record.NewNames([]string{"root", "Omar", "Ines"}, map[string]string{"root": "Ines Lang", "Ines": "Ines Roth"})
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
	n := record.NewNames([]string{"root", "Ines"}, nil).With("root", &record.Person{Name: "Ines"})
	if got := n.Shown("root"); got != "Ines (root)" || n.Shown("Ines") != "Ines" {
		t.Errorf("they are called %q and %q", got, n.Shown("Ines"))
	}
	if got, _ := n.Stored("Ines (root)"); got != "root" {
		t.Errorf("the name with the stored one is that of %q", got)
	}
	if got := n.With("root", nil).Shown("root"); got != "root" {
		t.Errorf("after the renaming was undone root is called %q", got)
	}
}
