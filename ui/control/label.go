package control

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Wrapped returns a label that wraps at words.
func Wrapped(text string) *widget.Label {
	l := widget.NewLabel(text)
	l.Wrapping = fyne.TextWrapWord
	return l
}

// Subheading returns a bold label for the top of a part of a dialog.
func Subheading(text string) *widget.Label {
	l := Wrapped(text)
	l.TextStyle.Bold = true
	return l
}

// SetOrHide sets a label's text, and hides the label if the text is empty.
func SetOrHide(l *widget.Label, text string) {
	l.SetText(text)
	if text == "" {
		l.Hide()
	} else {
		l.Show()
	}
}

// Tight returns a column of two objects with little space between them.
func Tight(above, below fyne.CanvasObject) fyne.CanvasObject {
	return container.New(layout.NewCustomPaddedVBoxLayout(-theme.InnerPadding()), above, below)
}

// NewTitledRow returns a list row with a title above a caption. Both are truncated
// to the width of the row.
func NewTitledRow() fyne.CanvasObject {
	title, caption := widget.NewLabel(""), widget.NewLabel("")
	title.Truncation, caption.Truncation = fyne.TextTruncateEllipsis, fyne.TextTruncateEllipsis
	caption.SizeName = theme.SizeNameCaptionText
	return container.New(layout.NewCustomPaddedVBoxLayout(-theme.InnerPadding()), title, caption)
}

// ShowIf shows an object if yes is true, and hides it otherwise.
func ShowIf(o fyne.CanvasObject, yes bool) {
	if yes {
		o.Show()
	} else {
		o.Hide()
	}
}
