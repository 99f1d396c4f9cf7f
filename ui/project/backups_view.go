package project

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	fynedialog "fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/widget"

	"assay.app/assay/model"
	"assay.app/assay/ui/control"
	"assay.app/assay/ui/words"
)

// BackupTime returns the local time of a backup as shown to the analyst.
func BackupTime(b model.Backup) string {
	return words.Date(b.At.Local()) + ", " + b.At.Local().Format("15:04")
}

// occasionName returns the reason for a backup as shown to the analyst.
func occasionName(o model.Occasion) string {
	switch o {
	case model.BeforeRestore:
		return lang.L("made before a restore")
	case model.BeforeMigration:
		return lang.L("made before an upgrade")
	case model.ByHand:
		return lang.L("manual")
	}
	return string(o)
}

// ShowBackups lists the backups of a project, which are sorted newest first. It
// calls restore with the one that the analyst chooses.
func ShowBackups(project string, backups []model.Backup, w fyne.Window, restore func(model.Backup)) {
	var d *fynedialog.CustomDialog
	l := control.NewList(func() int { return len(backups) }, control.NewTitledRow, func(i int, o fyne.CanvasObject) {
		b, box := backups[i], o.(*fyne.Container)
		box.Objects[0].(*widget.Label).SetText(BackupTime(b))
		facts := []string{words.Size(b.Size), words.FileName(b.Path)}
		if b.Occasion != model.WhileWorking {
			facts = append([]string{occasionName(b.Occasion)}, facts...)
		}
		if b.Damaged {
			facts = append([]string{lang.L("damaged")}, facts...)
		}
		box.Objects[1].(*widget.Label).SetText(strings.Join(facts, " · "))
	})
	text := widget.NewLabel(lang.L("Restoring replaces {{.Project}}. The current version is backed up first, so you can go back.", map[string]any{"Project": project}))
	text.Wrapping = fyne.TextWrapWord
	d = control.NewModal(lang.L("Restore a backup"), container.NewBorder(text, nil, nil, nil, l), w)
	done := func() {
		d.Hide()
		restore(backups[l.At])
	}
	l.OnAccept, l.OnEscape = done, d.Hide
	yes := control.NewButton(lang.L("Restore"), done, d.Hide)
	yes.Importance = widget.HighImportance
	d.SetButtons([]fyne.CanvasObject{control.NewButton(lang.L("Cancel"), d.Hide, d.Hide), yes})
	size := w.Canvas().Size()
	d.Resize(fyne.NewSize(min(620, size.Width-64), min(520, size.Height-64)))
	l.Choose(0)
	d.Show()
	w.Canvas().Focus(l)
}
