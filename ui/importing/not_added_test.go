package importing

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"assay.app/assay/model/draft"
	"assay.app/assay/ui/uitest"
)

func TestFilesNotAddedAreGroupedByReasonUnderTheirFolder(t *testing.T) {
	in := func(name string) string {
		return filepath.Join(string(filepath.Separator)+"press", "2031", filepath.FromSlash(name))
	}
	refused := []draft.Refused{
		{Path: in("two.txt"), Err: explained{Why: "It is gone."}},
		{Path: in("may/three.txt"), Err: explained{Why: "It has changed.", Out: "Add it again."}},
		{Path: in("may/four.txt"), Err: explained{Why: "It is gone."}},
	}
	s := uitest.NewScreen(t)
	showNotAdded("1 article added.", refused, explanation, s.Window)
	want := []string{
		"1 article added. 3 files could not be added:",
		"It is gone.", "two.txt\n" + filepath.FromSlash("may/four.txt"),
		"It has changed. Add it again.", filepath.FromSlash("may/three.txt"),
		"Folder: " + in(""),
	}
	got := s.Labels()
	for _, line := range want {
		if !slices.Contains(got, line) {
			t.Errorf("%q is not among %q", line, got)
		}
	}
	s.Press(fyne.KeyReturn)
	if s.Open() {
		t.Error("Enter does not close the dialog")
	}
}

func TestOfManyFilesNotAddedTheFirstAreNamed(t *testing.T) {
	var refused []draft.Refused
	for n := range 1_020 {
		refused = append(refused, draft.Refused{Path: filepath.Join("in", fmt.Sprint(n)), Err: explained{Why: "It is gone."}})
	}
	got := byReason(refused, explanation, "in")
	if len(got) != 1 || len(got[0].shown()) != 21 || got[0].shown()[19] != "19" || got[0].shown()[20] != "and 1,000 more" {
		t.Errorf("the names shown are %q", got[0].shown())
	}
}

func TestFilesFromEverywhereHaveNoFolderInCommon(t *testing.T) {
	root := string(filepath.Separator)
	for _, c := range []struct{ one, other, want string }{
		{"a/b/one", "a/b/two", "a/b"},
		{"a/b/one", "a/bc/two", "a"},
		{"a/one", "a/b/c/two", "a"},
		{"a/one", "b/two", ""},
	} {
		path := func(p string) string { return root + filepath.FromSlash(p) }
		want := ""
		if c.want != "" {
			want = path(c.want)
		}
		if got := commonFolder([]draft.Refused{{Path: path(c.one)}, {Path: path(c.other)}}); strings.TrimSuffix(got, root) != want {
			t.Errorf("%s and %s are in %q, want %q", c.one, c.other, got, want)
		}
	}
}
