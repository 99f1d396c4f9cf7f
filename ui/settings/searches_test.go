package settings

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// searchesIn returns a file of searches in a folder that does not exist yet.
func searchesIn(t *testing.T) Searches {
	t.Helper()
	return Searches{file{plainFolder(filepath.Join(t.TempDir(), "assay")), searchFileName}}
}

// plainFolder is a minimal Folder.
type plainFolder string

func (f plainFolder) Path(name string) string          { return filepath.Join(string(f), name) }
func (f plainFolder) Read(name string) ([]byte, error) { return os.ReadFile(f.Path(name)) }
func (f plainFolder) Rename(from, to string) error     { return os.Rename(f.Path(from), f.Path(to)) }

func (f plainFolder) Write(name string, data []byte) error {
	return errors.Join(os.MkdirAll(string(f), 0o700), os.WriteFile(f.Path(name), data, 0o600))
}

func (f file) path() string { return f.in.Path(f.name) }

// saved checks the names in the file and their order, and returns the searches.
func saved(t *testing.T, f Searches, names ...string) []Search {
	t.Helper()
	list, aside, err := f.Load()
	if err != nil || aside != "" {
		t.Fatalf("put aside %q, error %v", aside, err)
	}
	var got []string
	for _, s := range list {
		got = append(got, s.Name)
	}
	if !slices.Equal(got, names) {
		t.Errorf("the searches are %q, want %q", got, names)
	}
	return list
}

// did returns a function that compares the list returned by a change with the list
// in the file.
func did(t *testing.T, f Searches) func(list []Search, err error) {
	t.Helper()
	return func(list []Search, err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		now, _, err := f.Load()
		if err != nil || !slices.Equal(list, now) {
			t.Errorf("returned %v, but the file has %v (%v)", list, now, err)
		}
	}
}

func TestSearchesAreKeptTheLastUsedFirst(t *testing.T) {
	f := searchesIn(t)
	saved(t, f)
	did(t, f)(f.Add("Ferries", "ferr*"))
	did(t, f)(f.Add("  Numbers \n without a label ", " /[0-9]+/ untagged "))
	list := saved(t, f, "Numbers without a label", "Ferries")
	if list[0].Query != "/[0-9]+/ untagged" {
		t.Errorf("the query is %q", list[0].Query)
	}
	did(t, f)(f.Use("ferries"))
	saved(t, f, "Ferries", "Numbers without a label")
	did(t, f)(f.Use("gone meanwhile"))
	saved(t, f, "Ferries", "Numbers without a label")
}

func TestASearchThatIsSavedAgainIsThereOnce(t *testing.T) {
	f := searchesIn(t)
	did(t, f)(f.Add("Ferries", "ferr*"))
	did(t, f)(f.Add("Quotes", "label:quote"))
	did(t, f)(f.Add("FERRIES", "ferry boat"))
	if list := saved(t, f, "FERRIES", "Quotes"); list[0].Query != "ferry boat" {
		t.Errorf("the query is %q", list[0].Query)
	}
}

func TestASearchIsRenamedInItsPlace(t *testing.T) {
	f := searchesIn(t)
	for _, name := range []string{"c", "b", "a"} {
		did(t, f)(f.Add(name, "query of "+name))
	}
	did(t, f)(f.Rename("b", "bee"))
	did(t, f)(f.Rename("a", "A")) // the new name may differ only in case
	if list := saved(t, f, "A", "bee", "c"); list[1].Query != "query of b" {
		t.Errorf("the query is %q", list[1].Query)
	}
	for _, bad := range []struct {
		from, to string
		want     error
	}{
		{"bee", "C", ErrSearchTaken},
		{"bee", " \t", ErrSearchEmpty},
		{"b", "d", ErrSearchGone},
	} {
		if _, err := f.Rename(bad.from, bad.to); !errors.Is(err, bad.want) {
			t.Errorf("renaming %q to %q returns %v, want %v", bad.from, bad.to, err, bad.want)
		}
	}
	saved(t, f, "A", "bee", "c")
}

func TestASearchIsForgotten(t *testing.T) {
	f := searchesIn(t)
	did(t, f)(f.Add("Ferries", "ferr*"))
	did(t, f)(f.Remove("ferries"))
	saved(t, f)
	did(t, f)(f.Remove("ferries"))
	saved(t, f)
}

func TestASearchNeedsANameAndAQuery(t *testing.T) {
	f := searchesIn(t)
	for _, s := range []Search{{"", "ferry"}, {" ", "ferry"}, {"Ferries", " \n"}} {
		if _, err := f.Add(s.Name, s.Query); !errors.Is(err, ErrSearchEmpty) {
			t.Errorf("adding %q returns %v", s, err)
		}
	}
	saved(t, f)
}

func TestSearchesOfTwoWindowsAreBothKept(t *testing.T) {
	f := searchesIn(t)
	other := f
	did(t, f)(f.Add("Ferries", "ferr*"))
	did(t, f)(other.Add("Quotes", "label:quote"))
	did(t, f)(f.Use("Ferries"))
	saved(t, f, "Ferries", "Quotes")
}

func TestADamagedFileOfSearchesIsPutAside(t *testing.T) {
	for name, content := range map[string]string{
		"empty": "", "cut": `{"searches": [{"na`, "another": `{"keys": {}}`, "null": `{"searches": null}`, "list": `[]`,
		"kinds": `{"searches": [1, "two"]}`,
	} {
		t.Run(name, func(t *testing.T) {
			f := searchesIn(t)
			put(t, f, content)
			list, aside, err := f.Load()
			if len(list) != 0 || aside != f.Broken() || err != nil {
				t.Fatalf("%v, aside %q, error %v", list, aside, err)
			}
			if kept, err := os.ReadFile(aside); err != nil || string(kept) != content {
				t.Errorf("the copy is %q (%v)", kept, err)
			}
			saved(t, f) // reported once
			did(t, f)(f.Add("Ferries", "ferr*"))
			saved(t, f, "Ferries")
		})
	}
}

func TestEntriesThatMakeNoSenseAreLeftOut(t *testing.T) {
	f := searchesIn(t)
	content := `{"searches": [{"name": "", "query": "a"}, {"name": "Ferries", "query": "ferr*"}, {"name": "ferries", "query": "b"}, {"name": "c"}]}`
	put(t, f, content)
	list, aside, err := f.Load()
	if !slices.Equal(list, []Search{{"Ferries", "ferr*"}}) || aside != f.Broken() || err != nil {
		t.Fatalf("%v, aside %q, error %v", list, aside, err)
	}
	if kept, err := os.ReadFile(aside); err != nil || string(kept) != content {
		t.Errorf("the copy is %q (%v)", kept, err)
	}
	saved(t, f, "Ferries")
}

// A file that cannot be read may still hold the searches, so it must not be
// overwritten.
func TestAFileOfSearchesThatCannotBeReadStays(t *testing.T) {
	f := searchesIn(t)
	if err := os.MkdirAll(f.path(), 0o755); err != nil { // a directory in place of the file
		t.Fatal(err)
	}
	if _, _, err := f.Load(); err == nil {
		t.Error("a folder was read")
	}
	if _, err := f.Add("Ferries", "ferr*"); err == nil {
		t.Error("a search was saved")
	}
	if info, err := os.Stat(f.path()); err != nil || !info.IsDir() {
		t.Errorf("the file is %v (%v)", info, err)
	}
}

func TestNothingIsLeftBesideTheFileOfSearches(t *testing.T) {
	f := searchesIn(t)
	did(t, f)(f.Add("Ferries", "ferr*"))
	did(t, f)(f.Add("Quotes", "label:quote"))
	entries, err := os.ReadDir(filepath.Dir(f.path()))
	if err != nil || len(entries) != 1 {
		t.Errorf("the folder has %v (%v)", entries, err)
	}
	data, err := os.ReadFile(f.path())
	if err != nil || !strings.HasSuffix(string(data), "}\n") {
		t.Errorf("the file is %q (%v)", data, err)
	}
}

func TestSearchesWithoutAFileAreNotKept(t *testing.T) {
	list, err := Searches{}.Add("Ferries", "ferr*")
	if err != nil || len(list) != 1 {
		t.Errorf("the searches are %v (%v)", list, err)
	}
	saved(t, Searches{})
}

func put(t *testing.T, f Searches, content string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(f.path()), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(f.path(), []byte(content), 0o644); err != nil {
		t.Fatal(err)
	}
}
