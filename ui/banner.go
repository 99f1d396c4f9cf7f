package ui

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"assay.app/assay/model/session"
	"assay.app/assay/ui/look"
)

// banner says that the work cannot be saved, and offers the ways out.
type banner struct {
	content fyne.CanvasObject
	back    *canvas.Rectangle
	text    *widget.Label
}

func newBanner(retry, elsewhere func()) *banner {
	b := &banner{back: canvas.NewRectangle(color.Transparent), text: widget.NewLabel("")}
	b.text.Wrapping = fyne.TextWrapWord
	b.text.TextStyle.Bold = true
	again := widget.NewButton("Try again", retry)
	again.Importance = widget.HighImportance
	buttons := container.NewCenter(container.NewHBox(again, widget.NewButton("Save elsewhere…", elsewhere)))
	b.content = container.NewStack(b.back, container.NewPadded(container.NewBorder(nil, nil, nil, buttons, b.text)))
	b.content.Hide()
	return b
}

// show follows the saving, and reports whether it works again after having
// failed.
func (b *banner) show(s session.Save) (recovered bool) {
	if s.State != session.Failed {
		recovered = b.content.Visible()
		b.content.Hide()
		return recovered
	}
	b.back.FillColor = look.Current(look.ColorAlarm)
	b.text.SetText("Your last edits could not be saved: " + explain(s.Err) +
		" They are kept in memory; nothing can be changed until they are saved.")
	b.content.Show()
	return false
}
