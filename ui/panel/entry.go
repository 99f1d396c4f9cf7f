package panel

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// leavable is an entry that Esc leaves.
type leavable struct {
	widget.Entry
	leave func()
}

func newLeavable(leave func()) *leavable {
	e := &leavable{leave: leave}
	e.ExtendBaseWidget(e)
	return e
}

// TypedKey implements fyne.Focusable.
func (e *leavable) TypedKey(k *fyne.KeyEvent) {
	if k.Name == fyne.KeyEscape {
		if e.Text != "" {
			e.SetText("")
			return
		}
		e.leave()
		return
	}
	e.Entry.TypedKey(k)
}
