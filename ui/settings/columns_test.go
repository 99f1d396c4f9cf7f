package settings

import (
	"fmt"
	"reflect"
	"testing"

	"fyne.io/fyne/v2/test"

	"assay.app/assay/model/draft"
)

func TestColumnMappingsAreRemembered(t *testing.T) {
	p := LoadPreferences(test.NewTempApp(t).Preferences(), "Ines")
	if got := p.Mappings(); len(got) != 0 {
		t.Fatalf("at first the mappings are %+v", got)
	}
	var all []draft.Mapping
	for n := range mappingsKept + 5 {
		all = append(all, draft.Mapping{Key: fmt.Sprint(n), Columns: map[string]string{"text": "Meldung"}})
	}
	p.SetMappings(all)
	if got := p.Mappings(); !reflect.DeepEqual(got, all[:mappingsKept]) {
		t.Errorf("%d mappings are remembered: %+v", len(got), got)
	}
	p.store.SetStringList(mappingsKey, []string{"{", `{"key":""}`, `{"key":"a|b","columns":{"text":"a"}}`, "7"})
	if got := p.Mappings(); len(got) != 1 || got[0].Columns["text"] != "a" {
		t.Errorf("the mappings of a broken list are %+v", got)
	}
}
