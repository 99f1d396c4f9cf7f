package main

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"assay.app/assay/storage/backup"
)

const olderTitle = "This file is older than the one you last worked on"

// tagged creates a project of the sample corpus and labels three sentences. It
// returns the path of the closed project and the content of its file before the
// labelling.
func tagged(t *testing.T, app fyne.App) (path string, before []byte) {
	t.Helper()
	b := newHarness(t, app)
	b.Button("Open the sample project")
	b.Until("the sample corpus", func() bool { return b.Screen.Articles == 5 && b.Screen.Article != "" })
	path = b.Screen.Project
	if err := b.Shutdown(); err != nil {
		t.Fatal(err)
	}
	before, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	b = newHarness(t, app)
	b.OpenProject(path)
	b.Until("the project", func() bool { return b.Screen.Article != "" })
	b.Keys("123")
	b.Saved()
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
		b.Until("the project", func() bool { return b.Screen.Article != "" })
		return b
	}
	shut := func(b *harness) {
		t.Helper()
		if err := b.Shutdown(); err != nil {
			t.Fatal(err)
		}
	}

	b := open()
	if b.Screen.Dialog {
		t.Error("the same file is taken for an older one")
	}
	shut(b)

	if err := os.WriteFile(path, before, 0o600); err != nil {
		t.Fatal(err)
	}
	for range 2 { // the question comes again until it is answered
		b = open()
		b.Until("the question", func() bool { return b.Screen.Dialog && b.Reads(olderTitle) && b.Reads("3 of your changes") })
		b.Key(fyne.KeyEscape)
		shut(b)
	}

	if err := os.WriteFile(path, after, 0o600); err != nil {
		t.Fatal(err)
	}
	b = open()
	if b.Screen.Dialog {
		t.Error("the newer file is taken for an older one")
	}
	shut(b)

	if err := os.WriteFile(path, before, 0o600); err != nil {
		t.Fatal(err)
	}
	b = open()
	b.Until("the question", func() bool { return b.Reads(olderTitle) })
	b.Key(fyne.KeyReturn) // Enter chooses to continue
	b.Keys("1")
	b.Saved()
	shut(b)
	b = open()
	if b.Screen.Dialog || b.Screen.Total != 1 {
		t.Errorf("after continuing with the older file the state is %+v", b.Screen)
	}
	shut(b)

	if err := os.WriteFile(path, after, 0o600); err != nil {
		t.Fatal(err)
	}
	b = open()
	b.Until("the question", func() bool { return b.Reads(olderTitle) && b.Reads("contains different ones instead") })
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
	b.Until("the project", func() bool { return b.Screen.Total == 3 })
	b.Menu("File", "Restore a Backup…")
	b.Until("the backups", func() bool { return b.Screen.Dialog && b.Reads("Restoring replaces") })
	b.Key(fyne.KeyReturn)
	b.Until("the restored project", func() bool { return b.Screen.Total == 0 && b.Reads("Restored the backup of") })
	if b.Reads(olderTitle) {
		t.Error("a backup that the analyst restored is taken for an older file")
	}
}
