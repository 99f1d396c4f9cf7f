package main

import (
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"assay.app/assay/storage/places"
	"assay.app/assay/storage/sidefile"
	"assay.app/assay/ui/settings"
)

// The preferences must be repaired before Fyne reads them, because Fyne overwrites
// a broken file and panics on some lists.
func TestBrokenPreferencesArePutAsideBeforeFyneReadsThem(t *testing.T) {
	for name, c := range map[string]struct {
		content, says string
		last          string // the last project in the repaired file
	}{
		"in order":         {`{"project.last":"/p.assay"}`, "", "/p.assay"},
		"half written":     {`{"project.last":"/p.as`, "could not be read", ""},
		"empty":            {``, "could not be read", ""},
		"something else":   {`[1, 2]`, "could not be read", ""},
		"a bad value":      {`{"project.last":"/p.assay","text.scale":"big"}`, "text.scale", "/p.assay"},
		"a list of kinds":  {`{"project.last":"/p.assay","palette.recent":["a",1]}`, "palette.recent", "/p.assay"},
		"a strange number": {`{"project.last":"/p.assay","window.width":-4}`, "window.width", "/p.assay"},
	} {
		t.Run(name, func(t *testing.T) {
			home := atHome(t)
			t.Setenv("XDG_CONFIG_HOME", filepath.Join(home, "conf"))
			folder, err := places.Config(appID)
			if err != nil {
				t.Fatal(err)
			}
			if err := os.MkdirAll(folder, 0o755); err != nil {
				t.Fatal(err)
			}
			path := filepath.Join(folder, "preferences.json")
			if err := os.WriteFile(path, []byte(c.content), 0o644); err != nil {
				t.Fatal(err)
			}
			notices, err := settings.RepairFile(sidefile.Settings(folder))
			if err != nil {
				t.Fatal(err)
			}
			if got := lastProject(t, path); got != c.last {
				t.Errorf("the last project is %q, want %q", got, c.last)
			}
			kept, err := os.ReadFile(path + ".broken")
			if c.says == "" {
				if notices != nil || !os.IsNotExist(err) {
					t.Errorf("the notices are %q, want none; reading the copy returns %v", notices, err)
				}
				return
			}
			if len(notices) != 1 || !strings.Contains(notices[0], c.says) || !strings.Contains(notices[0], path+".broken") {
				t.Errorf("the notices are %q", notices)
			}
			if string(kept) != c.content {
				t.Errorf("the copy is %q, %v", kept, err)
			}
			if again, err := settings.RepairFile(sidefile.Settings(folder)); again != nil || err != nil {
				t.Errorf("a second repair returns %q, %v", again, err)
			}
		})
	}
}

// lastProject returns the last project in a preferences file, or "" if there is
// none.
func lastProject(t *testing.T, path string) string {
	t.Helper()
	data, err := os.ReadFile(path)
	if os.IsNotExist(err) {
		return ""
	}
	var values map[string]any
	if err := errors.Join(err, json.Unmarshal(data, &values)); err != nil {
		t.Fatal(err)
	}
	last, _ := values["project.last"].(string)
	return last
}

func TestWithoutPreferencesThereIsNothingToMend(t *testing.T) {
	if notices, err := settings.RepairFile(sidefile.Settings(t.TempDir())); notices != nil || err != nil {
		t.Errorf("without a file the repair returns %q, %v", notices, err)
	}
}
