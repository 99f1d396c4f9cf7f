package panel

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// leavable is an entry in which Esc clears the text. If there is no text, Esc
// leaves the entry. Down calls down, if set.
type leavable struct {
	widget.Entry
	leave    func()
	down     func()
	hints    []string // placeholders, longest first; a long one in a narrow entry would get a scroll bar
	shortcut Shortcut
	writing  func(bool) // called when the entry gets or loses the focus, if set
}

// Shortcut handles a shortcut pressed in an entry, and reports whether it did. If
// it did not, the entry handles the shortcut.
type Shortcut func(fyne.Shortcut) bool

func newLeavable(leave func(), shortcut Shortcut) *leavable {
	e := &leavable{leave: leave, shortcut: shortcut}
	e.ExtendBaseWidget(e)
	return e
}

// FocusGained implements fyne.Focusable.
func (e *leavable) FocusGained() {
	e.Entry.FocusGained()
	if e.writing != nil {
		e.writing(true)
	}
}

// FocusLost implements fyne.Focusable.
func (e *leavable) FocusLost() {
	e.Entry.FocusLost()
	if e.writing != nil {
		e.writing(false)
	}
}

// passed offers the shortcuts a key that types nothing in an entry, and reports whether
// they handled it.
func (e *leavable) passed(k *fyne.KeyEvent) bool {
	return k.Name == fyne.KeyF10 && e.shortcut != nil && e.shortcut(&desktop.CustomShortcut{KeyName: k.Name})
}

// setHints sets the placeholders, longest first. The entry shows the first that fits,
// or the last.
func (e *leavable) setHints(hints ...string) {
	e.hints = hints
	e.showHint()
}

func (e *leavable) showHint() {
	room := e.Size().Width - 2*theme.InnerPadding() - 2*theme.InputBorderSize()
	for i, hint := range e.hints {
		if i == len(e.hints)-1 || fyne.MeasureText(hint, theme.TextSize(), e.TextStyle).Width < room {
			if e.PlaceHolder != hint {
				e.SetPlaceHolder(hint)
			}
			return
		}
	}
}

// Resize implements fyne.CanvasObject.
func (e *leavable) Resize(size fyne.Size) {
	e.Entry.Resize(size)
	e.showHint()
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
	if e.passed(k) {
		return
	}
	if k.Name == fyne.KeyDown && e.down != nil {
		e.down()
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
