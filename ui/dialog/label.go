package dialog

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// wrapped is a label of some lines.
func wrapped(text string) *widget.Label {
	l := widget.NewLabel(text)
	l.Wrapping = fyne.TextWrapWord
	return l
}

// subheading stands above a part of a dialog.
func subheading(text string) *widget.Label {
	l := wrapped(text)
	l.TextStyle.Bold = true
	return l
}

// setOrHide shows a text, or hides its label if the text is empty.
func setOrHide(l *widget.Label, text string) {
	l.SetText(text)
	if text == "" {
		l.Hide()
	} else {
		l.Show()
	}
}

// tight sets a line close below a control.
func tight(above, below fyne.CanvasObject) fyne.CanvasObject {
	return container.New(layout.NewCustomPaddedVBoxLayout(-theme.InnerPadding()), above, below)
}

// newTitledRow makes a row of two lines: a title and a caption, both cut short
// to the width of the row.
func newTitledRow() fyne.CanvasObject {
	title, caption := widget.NewLabel(""), widget.NewLabel("")
	title.Truncation, caption.Truncation = fyne.TextTruncateEllipsis, fyne.TextTruncateEllipsis
	caption.SizeName = theme.SizeNameCaptionText
	return container.New(layout.NewCustomPaddedVBoxLayout(-theme.InnerPadding()), title, caption)
}

// showIf shows an object or hides it.
func showIf(o fyne.CanvasObject, yes bool) {
	if yes {
		o.Show()
	} else {
		o.Hide()
	}
}
