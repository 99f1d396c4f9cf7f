package main

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2"

	"assay.app/assay/storage"
	"assay.app/assay/storage/intake/coding"
	"assay.app/assay/storage/sidefile"
	"assay.app/assay/ui/project"
	"assay.app/assay/ui/windowtest"
)

// harness is a harness whose projects are real ones, in a temporary folder.
type harness struct{ *windowtest.Harness }

// newHarness opens the window in app, or in a new app if app is nil.
func newHarness(t *testing.T, app fyne.App) *harness {
	t.Helper()
	return newHarnessAt(t, app, desk{})
}

// newHarnessAt is newHarness with another desk. When the test ends, the project that
// was open last is verified.
func newHarnessAt(t *testing.T, app fyne.App, d project.Desk) *harness {
	t.Helper()
	return &harness{windowtest.New(t, windowtest.Options{
		App: app, Desk: d,
		Settings: sidefile.Settings(filepath.Join(os.Getenv("HOME"), "config")), // see atHome
		Ended: func(project string) {
			if project != "" {
				verify(t, project)
			}
		},
	})}
}

// withSample returns a harness with the untagged sample corpus open.
func withSample(t *testing.T) *harness {
	t.Helper()
	atHome(t)
	b := newHarness(t, nil)
	b.OpenSample()
	return b
}

// withText returns a harness with one article open.
func withText(t *testing.T, text string) *harness {
	t.Helper()
	atHome(t)
	b := newHarness(t, nil)
	b.AddText(text)
	return b
}

// atHome sets a temporary home folder for the test and returns it.
func atHome(t *testing.T) string {
	t.Helper()
	home := t.TempDir()
	for _, name := range []string{"HOME", "USERPROFILE", "XDG_CACHE_HOME", "LocalAppData"} {
		t.Setenv(name, home)
	}
	return home
}

// verify fails the test if the closed project at path has a problem.
func verify(t *testing.T, path string) {
	t.Helper()
	p, err := storage.Open(path, storage.Options{ReadOnly: true, Encode: coding.Encode})
	if err != nil {
		t.Errorf("open the project to verify it: %v", err)
		return
	}
	defer p.Close()
	problems, err := p.Verify(context.Background())
	if err != nil || len(problems) > 0 {
		t.Errorf("the project has problems: %v, %v", problems, err)
	}
}
