package dialog

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/widget"

	"assay.app/assay/ui/control"
)

// Tell shows a message that needs no answer.
func Tell(title, text string, w fyne.Window) {
	control.Prompt(title, "", lang.L("Close"), message(text), w, func(bool) {})
}

// Ask asks a question. It calls done with true if the analyst chooses accept, and
// with false otherwise.
func Ask(title, text, accept, dismiss string, w fyne.Window, done func(bool)) {
	control.Prompt(title, accept, dismiss, message(text), w, done)
}

// message returns a text that wraps at a readable width, and scrolls if it is long.
func message(text string) fyne.CanvasObject {
	l := widget.NewLabel(text)
	l.Wrapping = fyne.TextWrapWord
	scroll := container.NewVScroll(l)
	l.Resize(fyne.NewSize(messageWidth, 0)) // sets the width, so that the label can compute its height
	scroll.SetMinSize(fyne.NewSize(messageWidth, min(l.MinSize().Height, messageHeight)))
	return scroll
}

const (
	messageWidth  = 460
	messageHeight = 320
)

// Warn asks the analyst to confirm an irreversible step. It calls goOn if the
// analyst confirms. Otherwise it calls stay, unless stay is nil. The safe answer
// has the focus, and Esc chooses it.
func Warn(title, text, danger, safe string, w fyne.Window, goOn, stay func()) {
	d := control.NewModal(title, message(text), w)
	back := func() {
		d.Hide()
		if stay != nil {
			stay()
		}
	}
	keep := control.NewButton(safe, back, back)
	keep.Importance = widget.HighImportance
	lose := control.NewButton(danger, func() {
		d.Hide()
		goOn()
	}, back)
	lose.Importance = widget.DangerImportance
	d.SetButtons([]fyne.CanvasObject{lose, keep})
	d.Show()
	w.Canvas().Focus(keep)
}

// Asked is a question with several answers.
type Asked struct {
	Title, Text string
	Ways        []Way // the answers, from left to right; the last has the focus
	Escape      int   // which answer Esc chooses
}

// Question asks a question. The returned function closes it without an answer.
func Question(q Asked, w fyne.Window) (dismiss func()) {
	d := control.NewModal(q.Title, message(q.Text), w)
	choose := func(way Way) func() {
		return func() {
			d.Hide()
			way.Do()
		}
	}
	escape := choose(q.Ways[q.Escape])
	var buttons []fyne.CanvasObject
	var last *control.Button
	for _, way := range q.Ways {
		last = control.NewButton(way.Title, choose(way), escape)
		buttons = append(buttons, last)
	}
	last.Importance = widget.HighImportance
	d.SetButtons(buttons)
	d.Show()
	w.Canvas().Focus(last)
	return d.Hide
}
