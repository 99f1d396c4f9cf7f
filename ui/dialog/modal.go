package dialog

import (
	"sync"

	"fyne.io/fyne/v2"
	fynedialog "fyne.io/fyne/v2/dialog"
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
