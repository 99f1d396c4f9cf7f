package dialog

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"assay.app/assay/ui/command"
	"assay.app/assay/ui/control"
)

// noteRows is the number of visible rows of a note.
const noteRows = 5

// AskNote asks for the text of a note, which may have several lines, and passes it
// to take if the analyst saves it. An empty text is not passed.
func AskNote(title string, w fyne.Window, take func(text string)) {
	field := control.NewField(noteRows)
	keys := widget.NewLabel(lang.L("{{.Key}} saves the note.", map[string]any{"Key": command.Ctrl(fyne.KeyReturn).String()}))
	keys.SizeName = theme.SizeNameCaptionText
	d := control.NewModal(title, container.NewVBox(field, keys), w)
	save := func() {
		d.Hide()
		if strings.TrimSpace(field.Text) != "" {
			take(field.Text)
		}
	}
	field.OnEscape, field.OnSave = d.Hide, save
	yes := control.NewButton(lang.L("Save"), save, d.Hide)
	yes.Importance = widget.HighImportance
	d.SetButtons([]fyne.CanvasObject{control.NewButton(lang.L("Cancel"), d.Hide, d.Hide), yes})
	d.Resize(fyne.NewSize(min(480, w.Canvas().Size().Width-64), 0))
	d.Show()
	w.Canvas().Focus(field)
}
