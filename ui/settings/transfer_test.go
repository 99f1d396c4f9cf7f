package settings

import (
	"fmt"
	"maps"
	"testing"

	"fyne.io/fyne/v2/test"
)

func TestMappedLabelsAreRememberedByName(t *testing.T) {
	p := LoadPreferences(test.NewTempApp(t).Preferences(), "Ines")
	p.AddMappedLabels(map[string]string{"PER": "claim", "ORG": "phrase:ORG"})
	p.AddMappedLabels(map[string]string{"PER": "label:Person"})
	if got, want := p.MappedLabels(), map[string]string{"PER": "label:Person", "ORG": "phrase:ORG"}; !maps.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
	many := map[string]string{}
	for i := range labelsKept {
		many[fmt.Sprint("L", i)] = "claim"
	}
	p.AddMappedLabels(many)
	if got := p.MappedLabels(); !maps.Equal(got, many) {
		t.Errorf("%d labels are remembered, want the latest %d", len(got), labelsKept)
	}
}

func TestADamagedMappingIsSkipped(t *testing.T) {
	store := test.NewTempApp(t).Preferences()
	store.SetStringList(loadLabelsKey, []string{`{"from":"PER","to":"claim"}`, `{`, `{"from":"ORG"}`, `7`})
	p := LoadPreferences(store, "Ines")
	if got := p.MappedLabels(); len(got) != 1 || got["PER"] != "claim" {
		t.Errorf("got %v", got)
	}
}
