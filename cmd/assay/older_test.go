package main

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

	"assay.app/assay/storage/backup"
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

const olderTitle = "This file is older than the one you worked on last"

// tagged creates a project of the sample corpus and tags three of its sentences. It
// returns the path of the closed project and the content of the file before
// tagging.
func tagged(t *testing.T, app fyne.App) (path string, before []byte) {
	t.Helper()
	b := newHarness(t, app)
	b.button("Open the sample corpus")
	b.until("the sample corpus", func() bool { return b.screen.Articles == 5 && b.screen.Article != "" })
	path = b.screen.Project
	if err := b.Shutdown(); err != nil {
		t.Fatal(err)
	}
	before, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	b = newHarness(t, app)
	b.OpenProject(path)
	b.until("the project", func() bool { return b.screen.Article != "" })
	b.keys("123")
	b.saved()
	if err := b.Shutdown(); err != nil {
		t.Fatal(err)
	}
	return path, before
}

func TestAnOlderFileIsNoticed(t *testing.T) {
	atHome(t)
	app := test.NewTempApp(t)
	path, before := tagged(t, app)
	after, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	open := func() *harness {
		t.Helper()
		b := newHarness(t, app)
		b.OpenProject(path)
		b.until("the project", func() bool { return b.screen.Article != "" })
		return b
	}
	shut := func(b *harness) {
		t.Helper()
		if err := b.Shutdown(); err != nil {
			t.Fatal(err)
		}
	}

	b := open()
	if b.screen.Dialog {
		t.Error("the same file is taken for an older one")
	}
	shut(b)

	if err := os.WriteFile(path, before, 0o600); err != nil {
		t.Fatal(err)
	}
	for range 2 { // without an answer, the question is repeated
		b = open()
		b.until("the question", func() bool { return b.screen.Dialog && b.reads(olderTitle) && b.reads("3 changes that you saw") })
		b.key(fyne.KeyEscape)
		shut(b)
	}

	if err := os.WriteFile(path, after, 0o600); err != nil {
		t.Fatal(err)
	}
	b = open()
	if b.screen.Dialog {
		t.Error("the newer file is taken for an older one")
	}
	shut(b)

	if err := os.WriteFile(path, before, 0o600); err != nil {
		t.Fatal(err)
	}
	b = open()
	b.until("the question", func() bool { return b.reads(olderTitle) })
	b.key(fyne.KeyReturn) // chooses to continue
	b.keys("1")
	b.saved()
	shut(b)
	b = open()
	if b.screen.Dialog || b.screen.Total != 1 {
		t.Errorf("after going on with the older file: %+v", b.screen)
	}
	shut(b)

	if err := os.WriteFile(path, after, 0o600); err != nil {
		t.Fatal(err)
	}
	b = open()
	b.until("the question", func() bool { return b.reads(olderTitle) && b.reads("which has others instead") })
}

func TestARestoredBackupIsNotTakenForAnOlderFile(t *testing.T) {
	atHome(t)
	app := test.NewTempApp(t)
	path, before := tagged(t, app)
	folder := backup.Folder(path)
	backup := filepath.Join(folder, "Sample 2031-05-07 120000Z.assay")
	if err := errors.Join(os.MkdirAll(folder, 0o755), os.WriteFile(backup, before, 0o600)); err != nil {
		t.Fatal(err)
	}
	b := newHarness(t, app)
	b.OpenProject(path)
	b.until("the project", func() bool { return b.screen.Total == 3 })
	b.menu("File", "Restore a Backup…")
	b.until("the backups", func() bool { return b.screen.Dialog && b.reads("Restore this one") })
	b.key(fyne.KeyReturn)
	b.until("the restored project", func() bool { return b.screen.Total == 0 && b.reads("Restored as it was on") })
	if b.reads(olderTitle) {
		t.Error("the analyst's own choice is questioned")
	}
}
