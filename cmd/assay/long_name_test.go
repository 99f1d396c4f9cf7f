package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"assay.app/assay/model"
	"assay.app/assay/storage/backup"
)

// A folder's name can be so long that the extension of a project does not fit
// behind it. A project's name can be so long that the time of a backup does not fit
// behind it.
func TestAFolderWithTheLongestNameIsAddedAndBackedUp(t *testing.T) {
	for _, name := range []string{strings.Repeat("新", 80), strings.Repeat("新", 85)} {
		atHome(t)
		folder := filepath.Join(t.TempDir(), name)
		if err := os.Mkdir(folder, 0o755); err != nil {
			t.Skip(err)
		}
		if err := os.WriteFile(filepath.Join(folder, "a.txt"), []byte("The ferry sank at noon. Nobody was hurt."), 0o600); err != nil {
			t.Fatal(err)
		}
		b := newHarness(t, nil)
		b.preview(folder)
		b.Until("the preview", func() bool { return b.Screen.Dialog && b.Reads("a.txt") })
		b.Key(fyne.KeyReturn)
		b.Until("the article", func() bool { return b.Screen.Article != "" })
		path := b.Screen.Project
		b.Menu("File", "Back Up Now")
		b.Until("the backup", func() bool { return b.Reads("Backup created") })
		if list, err := backup.List(path); err != nil || len(list) == 0 || list[0].Occasion != model.ByHand {
			t.Errorf("the backups are %v (%v)", list, err)
		}
		if err := b.Shutdown(); err != nil {
			t.Fatal(err)
		}
	}
}
