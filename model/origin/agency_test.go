package origin

import "testing"

func TestAgenciesAreKnownByTheirForms(t *testing.T) {
	for name, want := range map[string]string{
		"Reuters": "Reuters", " thomson  REUTERS ": "Reuters", "AP": "Associated Press", "agence france-presse": "AFP",
		"DPA": "dpa", "Tide Post": "", "": "",
	} {
		if got, ok := Agency(name); got != want || ok != (want != "") {
			t.Errorf("%q is %q (%v), not %q", name, got, ok, want)
		}
	}
}
