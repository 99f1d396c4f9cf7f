package main

import (
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"assay.app/assay/model"
	"assay.app/assay/storage"
	"assay.app/assay/ui/project"
	"assay.app/assay/ui/windowtest"
)

func TestFoldersOfTheSameNameGetProjectsOfTheirOwn(t *testing.T) {
	atHome(t)
	article := map[string]string{"a.txt": "The ferry sank at noon. Nobody was hurt."}
	one, other := windowtest.Files(t, article), windowtest.Files(t, map[string]string{"b.txt": "The quay was closed. It rained."})
	open := func(folder string) string {
		t.Helper()
		b := newHarness(t, nil)
		b.AddPaths([]string{folder})
		b.Until("the preview", func() bool { return b.Screen.Dialog && b.Reads("a.txt") || b.Reads("b.txt") })
		b.Key(fyne.KeyReturn)
		b.Until("the article", func() bool { return b.Screen.Article != "" })
		path := b.Screen.Project
		if err := b.Shutdown(); err != nil {
			t.Fatal(err)
		}
		return filepath.Base(path)
	}
	if first, second, again := open(one), open(other), open(one); first == second || again != first {
		t.Errorf("the projects are %s, %s and again %s; want two different ones and the first", first, second, again)
	}
}

func TestWorkThatCannotBeSavedIsNotLeftUnasked(t *testing.T) {
	atHome(t)
	full := &windowtest.Failing{Desk: desk{}}
	b := newHarnessAt(t, nil, full)
	b.Button("Open the sample project")
	b.Until("the sample corpus", func() bool { return b.Screen.Articles == 5 && b.Screen.Article != "" })
	before := b.Screen.Project
	path := filepath.Join(t.TempDir(), "other.assay")
	other, err := storage.Create(path, storage.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if err := other.Close(); err != nil {
		t.Fatal(err)
	}
	full.Report(errors.New("no space left on device"))
	b.Until("the failed save", func() bool { return b.Screen.Saved == "Not saved" })

	b.OpenProject(path)
	b.Until("the question", func() bool { return b.Reads("Close without saving") })
	b.Key(fyne.KeyEscape)
	b.Until("the other project closed", func() bool {
		p, err := storage.Open(path, storage.Options{ReadOnly: true})
		return err == nil && p.Close() == nil
	})
	if b.Session() == nil || b.Screen.Project != before {
		t.Errorf("the project %q is open, want the unsaved one", b.Screen.Project)
	}
	full.Report(nil)
	b.Saved()
}

func TestAProjectThatCannotBeOpenedLeavesTheOpenOneAlone(t *testing.T) {
	b := withSample(t)
	before := b.Screen.Project
	b.OpenProject(filepath.Join(t.TempDir(), "nowhere.assay"))
	b.Until("the message", func() bool { return b.Screen.Dialog })
	b.Key(fyne.KeyReturn)
	if b.Session() == nil || b.Screen.Project != before {
		t.Errorf("the project %q is open, want the one before", b.Screen.Project)
	}
	b.Keys("1")
	b.Saved()
}

func TestClosingDuringAnImportStopsItAndLosesNothingThatIsIn(t *testing.T) {
	atHome(t)
	articles := map[string]string{}
	for i := range 600 {
		articles[fmt.Sprintf("%03d.txt", i)] = fmt.Sprintf("Ferry %d left the quay at noon. It came back at dusk.", i)
	}
	b := newHarness(t, nil)
	b.AddPaths([]string{windowtest.Files(t, articles)})
	b.Until("the preview", func() bool { return b.Screen.Dialog && b.Reads("600") })
	b.Key(fyne.KeyReturn)
	b.Close() // closes the window during the import, as a window manager can
	b.Until("the window close", func() bool { return b.Closed })
	// The cleanup of the test verifies the project.
}

var _ project.Desk = (*windowtest.Failing)(nil)

func TestNoProjectIsMadeBeforeSomethingIsAddedToIt(t *testing.T) {
	home := atHome(t)
	folder := windowtest.Files(t, map[string]string{"a.txt": "The ferry sank at noon. Nobody was hurt.", "empty.txt": ""})
	projects := func() []string {
		t.Helper()
		var found []string
		err := filepath.WalkDir(home, func(path string, d fs.DirEntry, err error) error {
			if d != nil && d.IsDir() && strings.HasSuffix(path, model.ProjectExt+".backups") {
				return fs.SkipDir // its backups, the first of which is made in the background
			}
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
	b.Key(fyne.KeyEscape)
	b.WantText("Open the sample project")
	if got := projects(); len(got) > 0 || b.Session() != nil {
		t.Errorf("after Esc there are the projects %q, want none", got)
	}
	b.AddPaths([]string{filepath.Join(folder, "empty.txt")})
	b.Until("the preview without articles", func() bool { return b.Screen.Focus == "Close" })
	b.Key(fyne.KeyEscape)
	if got := projects(); len(got) > 0 {
		t.Errorf("nothing was added, but there are the projects %q", got)
	}
	b.preview(folder)
	b.Key(fyne.KeyReturn)
	b.Until("the article", func() bool { return b.Screen.Article != "" })
	if got := projects(); len(got) != 1 || got[0] != b.Screen.Project {
		t.Errorf("there are the projects %q, and %s is open", got, b.Screen.Project)
	}
	b.Saved()
}
