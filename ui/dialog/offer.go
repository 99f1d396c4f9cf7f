package dialog

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"assay.app/assay/ui/control"
)

// Way is an option that the analyst can choose in a dialog.
type Way struct {
	Title string // the text of the button
	Text  string // what the option does, in a sentence
	Do    func()
}

// Offer shows a message and a button for each option, the best first. The first
// button has the focus, Tab moves to the others, and Esc closes the dialog without
// choosing an option.
func Offer(title, text string, ways []Way, w fyne.Window) {
	column := container.NewVBox(message(text))
	body := container.NewPadded(column)
	d := control.NewModal(title, body, w)
	var first *control.Button
	for _, way := range ways {
		b := control.NewButton(way.Title, func() {
			d.Hide()
			way.Do()
		}, d.Hide)
		if first == nil {
			first = b
			b.Importance = widget.HighImportance
		}
		caption := widget.NewLabel(way.Text)
		caption.SizeName = theme.SizeNameCaptionText
		caption.Wrapping = fyne.TextWrapWord
		caption.Alignment = fyne.TextAlignCenter
		column.Add(b)
		column.Add(caption)
	}
	cancel := control.NewButton(lang.L("Cancel"), d.Hide, d.Hide)
	if first == nil {
		first = cancel
	}
	d.SetButtons([]fyne.CanvasObject{cancel})
	d.Show()
	w.Canvas().Focus(first)
}
