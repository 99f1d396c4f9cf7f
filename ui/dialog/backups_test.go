package dialog

import (
	"slices"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"assay.app/assay/model"
)

// kept returns n backups, newest first, a minute apart.
func kept(n int) []model.Backup {
	var list []model.Backup
	for i := range n {
		list = append(list, model.Backup{Path: "/x/" + string(rune('a'+i)), At: time.Date(2031, 5, 7, 12, 59-i, 0, 0, time.Local)})
	}
	return list
}

// click clicks in the middle of what shows the text, as the driver does.
func (s *screen) click(text string) {
	s.t.Helper()
	var found fyne.CanvasObject
	var walk func(fyne.CanvasObject)
	walk = func(o fyne.CanvasObject) {
		if !o.Visible() {
			return
		}
		switch o := o.(type) {
		case *widget.Label:
			if o.Text == text {
				found = o
			}
		case *button:
			if o.Text == text {
				found = o
			}
		case *fyne.Container:
			for _, child := range o.Objects {
				walk(child)
			}
		case *container.Scroll:
			walk(o.Content)
		case fyne.Widget:
			for _, child := range test.WidgetRenderer(o).Objects() {
				walk(child)
			}
		}
	}
	walk(s.Canvas().Overlays().Top())
	if found == nil {
		s.t.Fatalf("%q is nowhere to be clicked", text)
	}
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(found)
	test.TapCanvas(s.Canvas(), at.AddXY(found.Size().Width/2, found.Size().Height/2))
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
			s := newScreen(t)
			var restored []string
			ShowBackups("flood.assay", backups, s, func(b model.Backup) { restored = append(restored, b.Path) })
			for _, text := range c.clicks {
				s.click(text)
			}
			var want []string
			if c.want != "" {
				want = []string{c.want}
			}
			if !slices.Equal(restored, want) || s.open() != c.open {
				t.Errorf("restored are %v; the dialog is open: %v", restored, s.open())
			}
		})
	}
}
