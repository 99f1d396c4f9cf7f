package settings

import (
	"strings"
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

func TestRecentProjectsAreKeptNewestFirst(t *testing.T) {
	p := LoadPreferences(test.NewTempApp(t).Preferences(), "")
	for i := range projectsLimit + 2 {
		p.AddRecentProject(string(rune('a' + i)))
	}
	p.AddRecentProject("d")
	p.RemoveRecentProject("l")
	if got := strings.Join(p.RecentProjects(), ""); got != "dkjihgfec" {
		t.Errorf("the recent projects are %q", got)
	}
	p.ClearRecentProjects("d")
	if got := p.RecentProjects(); len(got) != 1 || got[0] != "d" {
		t.Errorf("after clearing, the recent projects are %q", got)
	}
}

func TestAFolderThatFailedIsForgotten(t *testing.T) {
	p := LoadPreferences(test.NewTempApp(t).Preferences(), "")
	p.SetFolder("good")
	p.SetFolder("bad")
	p.RejectFolder("other")
	if p.Folder() != "bad" {
		t.Errorf("the folder is %q", p.Folder())
	}
	p.RejectFolder("bad")
	if p.Folder() != "good" {
		t.Errorf("the folder is %q", p.Folder())
	}
}
