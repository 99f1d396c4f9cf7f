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

// harness is a windowtest.Harness whose projects are files.
type harness struct{ *windowtest.Harness }

// newHarness opens the window in app, or in a new app if app is nil.
func newHarness(t *testing.T, app fyne.App) *harness {
	t.Helper()
	return newHarnessAt(t, app, desk{})
}

// newHarnessAt opens the window in app with the given desk. When the test ends, it
// verifies the project that was open last.
func newHarnessAt(t *testing.T, app fyne.App, d project.Desk) *harness {
	t.Helper()
	return &harness{windowtest.New(t, windowtest.Options{
		App: app, Desk: d,
		Settings: sidefile.Settings(filepath.Join(os.Getenv("HOME"), "config")), // atHome sets HOME
		Ended: func(project string) {
			if project != "" {
				verify(t, project)
			}
		},
	})}
}

// withSample returns a harness in which the untagged sample corpus is open.
func withSample(t *testing.T) *harness {
	t.Helper()
	atHome(t)
	b := newHarness(t, nil)
	b.OpenSample()
	return b
}

// withText returns a harness in which one article is open.
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

// verify fails the test if the closed project at path is damaged.
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
		t.Errorf("Verify returns %v, %v", problems, err)
	}
}

// export asks for the file of an annotation set.
func (b *harness) export() {
	b.T.Helper()
	b.Menu("File", "Export…")
	b.WantText("Annotation set")
	b.Key(fyne.KeyReturn)
}
