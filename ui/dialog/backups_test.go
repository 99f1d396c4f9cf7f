package dialog

import (
	"slices"
	"testing"
	"time"

	"assay.app/assay/model"
	"assay.app/assay/ui/uitest"
)

// kept returns n backups, newest first, a minute apart.
func kept(n int) []model.Backup {
	var list []model.Backup
	for i := range n {
		list = append(list, model.Backup{Path: "/x/" + string(rune('a'+i)), At: time.Date(2031, 5, 7, 12, 59-i, 0, 0, time.Local)})
	}
	return list
}

func TestABackupIsChosenByMouse(t *testing.T) {
	backups := kept(9)
	for _, c := range []struct {
		name   string
		clicks []string
		want   string // the path of what is restored; "" is nothing
		open   bool   // the dialog is still there
	}{
		{"the first is chosen already", []string{"Restore this one"}, "/x/a", false},
		{"another", []string{BackupTime(backups[2]), "Restore this one"}, "/x/c", false},
		{"the last click counts", []string{BackupTime(backups[3]), BackupTime(backups[1]), "Restore this one"}, "/x/b", false},
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
				t.Errorf("restored are %v; the dialog is open: %v", restored, s.Open())
			}
		})
	}
}
