package dialog

import (
	"sync"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	fynedialog "fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/widget"
)

// newModal makes a dialog that is about to be shown. What has the keyboard now
// loses it until the dialog is closed. Fyne does not tell it: the caret of an
// entry below a dialog would go on blinking, and each blink paints the whole
// window.
func newModal(title string, content fyne.CanvasObject, w fyne.Window) *fynedialog.CustomDialog {
	d := fynedialog.NewCustomWithoutButtons(title, content, w)
	d.SetOnClosed(cover(w.Canvas()))
	return d
}

// cover tells what has the keyboard that it loses it, and returns what gives it
// back if it is its again.
func cover(c fyne.Canvas) (uncover func()) {
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

// keyed makes a dialog with a way out and, if accept is not empty, a way on.
// The keyboard is on the way on, or else on the way out; Esc is the way out,
// and the arrows move a body that scrolls.
func keyed(title, accept, dismiss string, body fyne.CanvasObject, w fyne.Window, done func(bool)) *fynedialog.CustomDialog {
	d := newModal(title, body, w)
	answer := func(yes bool) func() {
		return func() {
			d.Hide()
			done(yes)
		}
	}
	no := newButton(dismiss, answer(false), answer(false))
	no.scroll, _ = body.(*container.Scroll)
	if accept == "" {
		d.SetButtons([]fyne.CanvasObject{no})
		d.Show()
		w.Canvas().Focus(no)
		return d
	}
	yes := newButton(accept, answer(true), answer(false))
	yes.scroll = no.scroll
	yes.Importance = widget.HighImportance
	d.SetButtons([]fyne.CanvasObject{no, yes})
	d.Show()
	w.Canvas().Focus(yes)
	return d
}
