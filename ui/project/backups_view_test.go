package project

import (
	"slices"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"assay.app/assay/model"
	"assay.app/assay/ui/uitest"
)

// backupsOf returns n backups, newest first, a minute apart.
func backupsOf(n int) []model.Backup {
	var list []model.Backup
	for i := range n {
		list = append(list, model.Backup{Path: "/x/" + string(rune('a'+i)), At: time.Date(2031, 5, 7, 12, 59-i, 0, 0, time.Local)})
	}
	return list
}

func TestABackupIsChosenByMouse(t *testing.T) {
	backups := backupsOf(9)
	for _, c := range []struct {
		name   string
		clicks []string
		want   string // the path of the restored backup; "" if none is restored
		open   bool   // the dialog is still open
	}{
		{"the first is chosen already", []string{"Restore"}, "/x/a", false},
		{"another", []string{BackupTime(backups[2]), "Restore"}, "/x/c", false},
		{"the last click counts", []string{BackupTime(backups[3]), BackupTime(backups[1]), "Restore"}, "/x/b", false},
		{"a click alone restores nothing", []string{BackupTime(backups[2])}, "", true},
		{"cancelled", []string{BackupTime(backups[2]), "Cancel"}, "", false},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := uitest.NewScreen(t)
			var restored []string
			ShowBackups("flood.assay", backups, s, func(b model.Backup) { restored = append(restored, b.Path) })
			for _, text := range c.clicks {
				s.Click(text)
			}
			var want []string
			if c.want != "" {
				want = []string{c.want}
			}
			if !slices.Equal(restored, want) || s.Open() != c.open {
				t.Errorf("restored: %v; the dialog is open: %v", restored, s.Open())
			}
		})
	}
}

func TestABackupIsChosenByKey(t *testing.T) {
	s, got := uitest.NewScreen(t), ""
	backups := []model.Backup{{Path: "x/new.assay"}, {Path: "x/old.assay", Occasion: model.BeforeRestore}}
	choose := func(b model.Backup) { got = b.Path }
	ShowBackups("p.assay", backups, s, choose)
	s.Press(fyne.KeyDown, fyne.KeyReturn)
	if got != "x/old.assay" || s.Open() {
		t.Errorf("restored %q", got)
	}
	got = ""
	ShowBackups("p.assay", backups, s, choose)
	s.Press(fyne.KeyEscape)
	if got != "" || s.Open() {
		t.Errorf("Esc restored %q", got)
	}
}
