package dialog

import (
	"fmt"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	fynedialog "fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/widget"

	"assay.app/assay/ui/control"
	"assay.app/assay/ui/words"
)

// Backup is a copy of a project as it once was.
type Backup struct {
	Path  string
	At    time.Time
	Bytes int64
	Why   string // "before restore"; "" when it was made while working

	Damaged bool // it was kept although it is damaged
}

// When says when the backup was made.
func (b Backup) When() string { return words.Date(b.At.Local()) + ", " + b.At.Local().Format("15:04") }

// why says what it was made for.
func (b Backup) why() string {
	if b.Why == "before restore" {
		return lang.L("made before restoring")
	}
	return b.Why
}

// ShowBackups lets one of the backups, which come newest first, be chosen to
// be restored.
func ShowBackups(project string, backups []Backup, w fyne.Window, restore func(Backup)) {
	var d *fynedialog.CustomDialog
	l := control.NewList(func() int { return len(backups) }, control.NewTitledRow, func(i int, o fyne.CanvasObject) {
		b, box := backups[i], o.(*fyne.Container)
		box.Objects[0].(*widget.Label).SetText(b.When())
		facts := []string{fmt.Sprintf("%.1f MB", float64(b.Bytes)/1e6), words.FileName(b.Path)}
		if b.Why != "" {
			facts = append([]string{b.why()}, facts...)
		}
		if b.Damaged {
			facts = append([]string{lang.L("damaged")}, facts...)
		}
		box.Objects[1].(*widget.Label).SetText(strings.Join(facts, " · "))
	})
	text := widget.NewLabel(lang.L("A backup takes the place of {{.Project}}. What is there now is kept among the backups, so that this can be taken back.", map[string]any{"Project": project}))
	text.Wrapping = fyne.TextWrapWord
	d = control.NewModal(lang.L("Restore a backup"), container.NewBorder(text, nil, nil, nil, l), w)
	done := func() {
		d.Hide()
		restore(backups[l.At])
	}
	l.OnAccept, l.OnEscape = done, d.Hide
	yes := control.NewButton(lang.L("Restore this one"), done, d.Hide)
	yes.Importance = widget.HighImportance
	d.SetButtons([]fyne.CanvasObject{control.NewButton(lang.L("Cancel"), d.Hide, d.Hide), yes})
	size := w.Canvas().Size()
	d.Resize(fyne.NewSize(min(620, size.Width-64), min(520, size.Height-64)))
	l.Choose(0)
	d.Show()
	w.Canvas().Focus(l)
}
