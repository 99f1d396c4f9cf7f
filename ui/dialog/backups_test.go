package dialog

import (
	"slices"
	"testing"
	"time"

	"assay.app/assay/ui/uitest"
)

// kept gives backups, the newest first, each of another minute.
func kept(n int) []Backup {
	var list []Backup
	for i := range n {
		list = append(list, Backup{Path: "/x/" + string(rune('a'+i)), At: time.Date(2031, 5, 7, 12, 59-i, 0, 0, time.Local)})
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
		{"another", []string{backups[2].When(), "Restore this one"}, "/x/c", false},
		{"the last click counts", []string{backups[3].When(), backups[1].When(), "Restore this one"}, "/x/b", false},
		{"a click alone restores nothing", []string{backups[2].When()}, "", true},
		{"cancelled", []string{backups[2].When(), "Cancel"}, "", false},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := uitest.NewScreen(t)
			var restored []string
			ShowBackups("flood.assay", backups, s, func(b Backup) { restored = append(restored, b.Path) })
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
