package dialog

import (
	"fmt"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	fynedialog "fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/widget"
)

// Backup is a copy of a project as it once was.
type Backup struct {
	Path  string
	At    time.Time
	Bytes int64
	Why   string // "before restore"; "" when it was made while working
}

// When says when the backup was made.
func (b Backup) When() string { return b.At.Local().Format("2 January 2006, 15:04") }

// ShowBackups lets one of the backups, which come newest first, be chosen to
// be restored.
func ShowBackups(project string, backups []Backup, w fyne.Window, restore func(Backup)) {
	var d *fynedialog.CustomDialog
	l := newList(func() int { return len(backups) }, newPastRow, func(i int, o fyne.CanvasObject) {
		b, box := backups[i], o.(*fyne.Container)
		box.Objects[0].(*widget.Label).SetText(b.When())
		facts := []string{fmt.Sprintf("%.1f MB", float64(b.Bytes)/1e6), base(b.Path)}
		if b.Why != "" {
			facts = append([]string{"made " + b.Why}, facts...)
		}
		box.Objects[1].(*widget.Label).SetText(strings.Join(facts, " · "))
	})
	text := widget.NewLabel("A backup takes the place of " + project + ". What is there now is kept among the backups, so that this can be taken back.")
	text.Wrapping = fyne.TextWrapWord
	d = fynedialog.NewCustomWithoutButtons("Restore a backup", container.NewBorder(text, nil, nil, nil, l), w)
	done := func() {
		d.Hide()
		restore(backups[l.at])
	}
	l.accept, l.escape = done, d.Hide
	yes := newButton("Restore this one", done, d.Hide)
	yes.Importance = widget.HighImportance
	d.SetButtons([]fyne.CanvasObject{newButton("Cancel", d.Hide, d.Hide), yes})
	size := w.Canvas().Size()
	d.Resize(fyne.NewSize(min(620, size.Width-64), min(520, size.Height-64)))
	l.choose(0)
	d.Show()
	w.Canvas().Focus(l)
}
