package settings

import (
	"os"
	"slices"
	"testing"
)

func TestAPersonsLabelsAreFoundUnderTheNameTheyHad(t *testing.T) {
	folder := plainFolder(t.TempDir())
	f, err := LoadNames(folder)
	if err != nil {
		t.Fatal(err)
	}
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	has := func(names ...string) func(string) bool {
		return func(name string) bool { return slices.Contains(names, name) }
	}
	must(f.Use("A", "root", "root"))
	must(f.Rename("root", "R. Vance")) // the same person
	must(f.Use("A", "R. Vance", "root"))
	must(f.Rename("R. Vance", "Rosa Vance")) // renamed a second time
	if f, err = LoadNames(folder); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		project, name string
		has           func(string) bool
		want          string
	}{
		{"A", "root", has("root"), "root"},
		{"A", "R. Vance", has("root"), "root"},
		{"A", "Rosa Vance", has("root"), "root"},
		{"A", "Rosa Vance", has("root", "Rosa Vance"), "root"}, // loading a set added labels under the new name
		{"A", "Omar", has("root"), "Omar"},                     // another person
		{"B", "Rosa Vance", has("root"), "root"},               // another project of the same person
		{"B", "Rosa Vance", has("R. Vance", "root"), "R. Vance"},
		{"B", "Rosa Vance", has("Rosa Vance", "root"), "Rosa Vance"},
		{"B", "Rosa Vance", has("Lea"), "Rosa Vance"},
		{"C", "Rosa Vance", has(), "Rosa Vance"},
		{"B", "root", has("Rosa Vance"), "root"},
	} {
		if got := f.Under(c.project, c.name, c.has); got != c.want {
			t.Errorf("%s in %s has labels under %q, want %q", c.name, c.project, got, c.want)
		}
	}
	must(f.Rename("Rosa Vance", "root")) // renamed back: a name must not be its own former name
	if slices.Contains(f.content.Former["root"], "root") {
		t.Errorf("the former names of root are %q", f.content.Former["root"])
	}
}

func TestDamagedNamesArePutAside(t *testing.T) {
	for name, content := range map[string]string{"half": `{"former": {`, "empty": "", "another kind": "[]"} {
		folder := plainFolder(t.TempDir())
		path := folder.Path(nameFileName)
		if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
		f, err := LoadNames(folder)
		if err != nil || f.Under("A", "Ines", func(string) bool { return false }) != "Ines" {
			t.Errorf("%s: %v", name, err)
		}
		if kept, err := os.ReadFile(path + brokenSuffix); err != nil || string(kept) != content {
			t.Errorf("%s: %q was kept, %v", name, kept, err)
		}
		if err := f.Use("A", "Ines", "Ines"); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}
