package control

import (
	"sync"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	fynedialog "fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/widget"
)

// NewModal returns a dialog without buttons, which the caller must show at once.
// NewModal calls FocusLost on the object that has the focus. When the dialog
// closes, it calls FocusGained if that object has the focus again. Fyne does
// neither, so the caret of an entry below the dialog would keep blinking.
func NewModal(title string, content fyne.CanvasObject, w fyne.Window) *fynedialog.CustomDialog {
	d := fynedialog.NewCustomWithoutButtons(title, content, w)
	d.SetOnClosed(Cover(w.Canvas()))
	return d
}

// Cover calls FocusLost on the focused object. The returned function calls
// FocusGained if that object has the focus again.
func Cover(c fyne.Canvas) (uncover func()) {
	below := c.Focused()
	if below == nil {
		return func() {}
	}
	below.FocusLost()
	return sync.OnceFunc(func() {
		if c.Focused() == below {
			below.FocusGained()
		}
	})
}

// Prompt shows a dialog with a button to dismiss it and, unless accept is empty,
// one to accept. The last button has the focus, and Esc dismisses the dialog. The
// arrows scroll the body if it is a container.Scroll. Prompt returns the dialog at
// once. Later it calls done, with true if the analyst accepts and with false if the
// analyst dismisses the dialog.
func Prompt(title, accept, dismiss string, body fyne.CanvasObject, w fyne.Window, done func(bool)) *fynedialog.CustomDialog {
	d := NewModal(title, body, w)
	answer := func(yes bool) func() {
		return func() {
			d.Hide()
			done(yes)
		}
	}
	no := NewButton(dismiss, answer(false), answer(false))
	no.scroll, _ = body.(*container.Scroll)
	if accept == "" {
		d.SetButtons([]fyne.CanvasObject{no})
		d.Show()
		w.Canvas().Focus(no)
		return d
	}
	yes := NewButton(accept, answer(true), answer(false))
	yes.scroll = no.scroll
	yes.Importance = widget.HighImportance
	d.SetButtons([]fyne.CanvasObject{no, yes})
	d.Show()
	w.Canvas().Focus(yes)
	return d
}
