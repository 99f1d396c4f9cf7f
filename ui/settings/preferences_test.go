package settings

import (
	"testing"

	"fyne.io/fyne/v2/test"
)

func TestTheAnalystIsNamedInOneForm(t *testing.T) {
	for _, c := range []struct{ kept, system, want string }{
		{"Ines", "root", "Ines"},
		{" Jose\u0301 ", "root", "Jos\u00e9"},
		{"", "Jose\u0301", "Jos\u00e9"},
		{"\u200b", "root", "root"},
		{"", "\x00", unnamed},
	} {
		store := test.NewTempApp(t).Preferences()
		store.SetString("analyst", c.kept)
		if got := LoadPreferences(store, c.system).Analyst; got != c.want {
			t.Errorf("with %q in the preferences and %q logged in, the analyst is %q", c.kept, c.system, got)
		}
	}
}
