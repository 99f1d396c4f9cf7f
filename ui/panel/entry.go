package panel

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// leavable is an entry in which Esc clears the text or, if there is none, leaves
// the entry.
type leavable struct {
	widget.Entry
	leave    func()
	shortcut Shortcut
}

// Shortcut receives the shortcuts pressed in an entry, which would otherwise ignore
// them, and reports whether it handled one.
type Shortcut func(fyne.Shortcut) bool

func newLeavable(leave func(), shortcut Shortcut) *leavable {
	e := &leavable{leave: leave, shortcut: shortcut}
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

// TypedShortcut implements fyne.Shortcutable.
func (e *leavable) TypedShortcut(s fyne.Shortcut) {
	if !e.shortcut(s) {
		e.Entry.TypedShortcut(s)
	}
}
