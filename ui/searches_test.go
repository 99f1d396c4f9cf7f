package ui

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// searchesIn gives a file of searches in a folder of its own, which need not
// be there yet.
func searchesIn(t *testing.T) searchFile {
	t.Helper()
	return searchFile{keptFile{plainFolder(filepath.Join(t.TempDir(), "assay")), searchFileName}}
}

// plainFolder is the simplest folder of settings.
type plainFolder string

func (f plainFolder) Path(name string) string          { return filepath.Join(string(f), name) }
func (f plainFolder) Read(name string) ([]byte, error) { return os.ReadFile(f.Path(name)) }
func (f plainFolder) Rename(from, to string) error     { return os.Rename(f.Path(from), f.Path(to)) }

func (f plainFolder) Write(name string, data []byte) error {
	return errors.Join(os.MkdirAll(string(f), 0o700), os.WriteFile(f.Path(name), data, 0o600))
}

// path is where the file is.
func (f keptFile) path() string { return f.in.Path(f.name) }

// saved checks what the file holds, from the first to the last.
func saved(t *testing.T, f searchFile, names ...string) []savedSearch {
	t.Helper()
	list, aside, err := f.load()
	if err != nil || aside != "" {
		t.Fatalf("put aside %q, error %v", aside, err)
	}
	var got []string
	for _, s := range list {
		got = append(got, s.Name)
	}
	if !slices.Equal(got, names) {
		t.Errorf("the searches are %q, not %q", got, names)
	}
	return list
}

// did checks that a change gives the list that is then in the file.
func did(t *testing.T, f searchFile) func(list []savedSearch, err error) {
	t.Helper()
	return func(list []savedSearch, err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		now, _, err := f.load()
		if err != nil || !slices.Equal(list, now) {
			t.Errorf("it gives %v, and the file has %v (%v)", list, now, err)
		}
	}
}

func TestSearchesAreKeptTheLastUsedFirst(t *testing.T) {
	f := searchesIn(t)
	saved(t, f)
	did(t, f)(f.add("Ferries", "ferr*"))
	did(t, f)(f.add("  Numbers \n without a label ", " /[0-9]+/ untagged "))
	list := saved(t, f, "Numbers without a label", "Ferries")
	if list[0].Query != "/[0-9]+/ untagged" {
		t.Errorf("the query is %q", list[0].Query)
	}
	did(t, f)(f.use("ferries"))
	saved(t, f, "Ferries", "Numbers without a label")
	did(t, f)(f.use("gone meanwhile"))
	saved(t, f, "Ferries", "Numbers without a label")
}

func TestASearchThatIsSavedAgainIsThereOnce(t *testing.T) {
	f := searchesIn(t)
	did(t, f)(f.add("Ferries", "ferr*"))
	did(t, f)(f.add("Quotes", "label:quote"))
	did(t, f)(f.add("FERRIES", "ferry boat"))
	if list := saved(t, f, "FERRIES", "Quotes"); list[0].Query != "ferry boat" {
		t.Errorf("the query is %q", list[0].Query)
	}
}

func TestASearchIsRenamedInItsPlace(t *testing.T) {
	f := searchesIn(t)
	for _, name := range []string{"c", "b", "a"} {
		did(t, f)(f.add(name, "query of "+name))
	}
	did(t, f)(f.rename("b", "bee"))
	did(t, f)(f.rename("a", "A")) // its own name in other capitals
	if list := saved(t, f, "A", "bee", "c"); list[1].Query != "query of b" {
		t.Errorf("the query is %q", list[1].Query)
	}
	for _, bad := range []struct {
		from, to string
		want     error
	}{
		{"bee", "C", errSearchTaken},
		{"bee", " \t", errSearchEmpty},
		{"b", "d", errSearchGone},
	} {
		if _, err := f.rename(bad.from, bad.to); !errors.Is(err, bad.want) {
			t.Errorf("renaming %q to %q gives %v, not %v", bad.from, bad.to, err, bad.want)
		}
	}
	saved(t, f, "A", "bee", "c")
}

func TestASearchIsForgotten(t *testing.T) {
	f := searchesIn(t)
	did(t, f)(f.add("Ferries", "ferr*"))
	did(t, f)(f.remove("ferries"))
	saved(t, f)
	did(t, f)(f.remove("ferries"))
	saved(t, f)
}

func TestASearchNeedsANameAndAQuery(t *testing.T) {
	f := searchesIn(t)
	for _, s := range []savedSearch{{"", "ferry"}, {" ", "ferry"}, {"Ferries", " \n"}} {
		if _, err := f.add(s.Name, s.Query); !errors.Is(err, errSearchEmpty) {
			t.Errorf("%q gives %v", s, err)
		}
	}
	saved(t, f)
}

// Two windows have the list, and each adds to it.
func TestSearchesOfTwoWindowsAreBothKept(t *testing.T) {
	f := searchesIn(t)
	other := f
	did(t, f)(f.add("Ferries", "ferr*"))
	did(t, f)(other.add("Quotes", "label:quote"))
	did(t, f)(f.use("Ferries"))
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
			list, aside, err := f.load()
			if len(list) != 0 || aside != f.broken() || err != nil {
				t.Fatalf("%v, aside %q, error %v", list, aside, err)
			}
			if kept, err := os.ReadFile(aside); err != nil || string(kept) != content {
				t.Errorf("what is kept is %q (%v)", kept, err)
			}
			saved(t, f) // said once
			did(t, f)(f.add("Ferries", "ferr*"))
			saved(t, f, "Ferries")
		})
	}
}

func TestEntriesThatMakeNoSenseAreLeftOut(t *testing.T) {
	f := searchesIn(t)
	content := `{"searches": [{"name": "", "query": "a"}, {"name": "Ferries", "query": "ferr*"}, {"name": "ferries", "query": "b"}, {"name": "c"}]}`
	put(t, f, content)
	list, aside, err := f.load()
	if !slices.Equal(list, []savedSearch{{"Ferries", "ferr*"}}) || aside != f.broken() || err != nil {
		t.Fatalf("%v, aside %q, error %v", list, aside, err)
	}
	if kept, err := os.ReadFile(aside); err != nil || string(kept) != content {
		t.Errorf("what is kept is %q (%v)", kept, err)
	}
	saved(t, f, "Ferries")
}

// What cannot be read must not be written over: the searches may still be in
// it.
func TestAFileOfSearchesThatCannotBeReadStays(t *testing.T) {
	f := searchesIn(t)
	if err := os.MkdirAll(f.path(), 0o755); err != nil { // a folder of that name
		t.Fatal(err)
	}
	if _, _, err := f.load(); err == nil {
		t.Error("a folder was read")
	}
	if _, err := f.add("Ferries", "ferr*"); err == nil {
		t.Error("a search was saved")
	}
	if info, err := os.Stat(f.path()); err != nil || !info.IsDir() {
		t.Errorf("%v, %v", info, err)
	}
}

func TestNothingIsLeftBesideTheFileOfSearches(t *testing.T) {
	f := searchesIn(t)
	did(t, f)(f.add("Ferries", "ferr*"))
	did(t, f)(f.add("Quotes", "label:quote"))
	entries, err := os.ReadDir(filepath.Dir(f.path()))
	if err != nil || len(entries) != 1 {
		t.Errorf("%v (%v)", entries, err)
	}
	data, err := os.ReadFile(f.path())
	if err != nil || !strings.HasSuffix(string(data), "}\n") {
		t.Errorf("%q (%v)", data, err)
	}
}

func TestSearchesWithoutAFileAreNotKept(t *testing.T) {
	list, err := searchFile{}.add("Ferries", "ferr*")
	if err != nil || len(list) != 1 {
		t.Errorf("%v, %v", list, err)
	}
	saved(t, searchFile{})
}

func put(t *testing.T, f searchFile, content string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(f.path()), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(f.path(), []byte(content), 0o644); err != nil {
		t.Fatal(err)
	}
}
