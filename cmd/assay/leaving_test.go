package main

import (
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2"

	"assay.app/assay/model"
	"assay.app/assay/storage"
	"assay.app/assay/ui/project"
)

func TestFoldersOfTheSameNameGetProjectsOfTheirOwn(t *testing.T) {
	atHome(t)
	article := map[string]string{"a.txt": "The ferry sank at noon. Nobody was hurt."}
	one, other := files(t, article), files(t, map[string]string{"b.txt": "The quay was closed. It rained."})
	open := func(folder string) string {
		t.Helper()
		b := newHarness(t, nil)
		b.AddPaths([]string{folder})
		b.until("what was recognised", func() bool { return b.screen.Dialog && b.reads("a.txt") || b.reads("b.txt") })
		b.key(fyne.KeyReturn)
		b.until("the article", func() bool { return b.screen.Article != "" })
		path := b.screen.Project
		if err := b.Shutdown(); err != nil {
			t.Fatal(err)
		}
		return filepath.Base(path)
	}
	if first, second, again := open(one), open(other), open(one); first == second || again != first {
		t.Errorf("the projects are %s, %s and again %s", first, second, again)
	}
}

func TestWorkThatCannotBeSavedIsNotLeftUnasked(t *testing.T) {
	atHome(t)
	full := &failing{}
	b := newHarnessAt(t, nil, full)
	b.button("Open the sample corpus")
	b.until("the sample corpus", func() bool { return b.screen.Articles == 5 && b.screen.Article != "" })
	before := b.screen.Project
	path := filepath.Join(t.TempDir(), "other.assay")
	other, err := storage.Create(path, storage.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if err := other.Close(); err != nil {
		t.Fatal(err)
	}
	full.report(errors.New("no space left on device"))
	b.until("the bad news", func() bool { return b.screen.Saved == "Not saved" })

	b.OpenProject(path)
	b.until("the question", func() bool { return b.reads("Leave and lose them") })
	b.key(fyne.KeyEscape)
	b.until("the other project let go of", func() bool {
		p, err := storage.Open(path, storage.Options{ReadOnly: true})
		return err == nil && p.Close() == nil
	})
	if b.Session() == nil || b.screen.Project != before {
		t.Errorf("the project was left for %q", b.screen.Project)
	}
	full.report(nil)
	b.saved()
}

func TestAProjectThatCannotBeOpenedLeavesTheOpenOneAlone(t *testing.T) {
	b := withSample(t)
	before := b.screen.Project
	b.OpenProject(filepath.Join(t.TempDir(), "nowhere.assay"))
	b.until("a word about it", func() bool { return b.screen.Dialog })
	b.key(fyne.KeyReturn)
	if b.Session() == nil || b.screen.Project != before {
		t.Errorf("%q is open instead", b.screen.Project)
	}
	b.keys("1")
	b.saved()
}

func TestClosingDuringAnImportStopsItAndLosesNothingThatIsIn(t *testing.T) {
	atHome(t)
	articles := map[string]string{}
	for i := range 600 {
		articles[fmt.Sprintf("%03d.txt", i)] = fmt.Sprintf("Ferry %d left the quay at noon. It came back at dusk.", i)
	}
	b := newHarness(t, nil)
	b.AddPaths([]string{files(t, articles)})
	b.until("what was recognised", func() bool { return b.screen.Dialog && b.reads("600") })
	b.key(fyne.KeyReturn)
	b.Close() // during the import, as from the window manager
	b.until("the window to close", func() bool { return b.closed })
	// The cleanup of the test verifies the project.
}

var _ project.Desk = (*failing)(nil)

func TestNoProjectIsMadeBeforeSomethingIsAddedToIt(t *testing.T) {
	home := atHome(t)
	folder := files(t, map[string]string{"a.txt": "The ferry sank at noon. Nobody was hurt.", "empty.txt": ""})
	projects := func() []string {
		t.Helper()
		var found []string
		err := filepath.WalkDir(home, func(path string, _ fs.DirEntry, err error) error {
			if filepath.Ext(path) == model.ProjectExt {
				found = append(found, path)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		return found
	}
	b := newHarness(t, nil)
	b.preview(folder)
	b.key(fyne.KeyEscape)
	b.wantText("Open the sample corpus")
	if got := projects(); len(got) > 0 || b.Session() != nil {
		t.Errorf("nothing was wanted, and there is %q", got)
	}
	b.preview(filepath.Join(folder, "empty.txt"))
	b.key(fyne.KeyEscape)
	if got := projects(); len(got) > 0 {
		t.Errorf("nothing could be added, and there is %q", got)
	}
	b.preview(folder)
	b.key(fyne.KeyReturn)
	b.until("the article", func() bool { return b.screen.Article != "" })
	if got := projects(); len(got) != 1 || got[0] != b.screen.Project {
		t.Errorf("there is %q, and %s is open", got, b.screen.Project)
	}
	b.saved()
}
