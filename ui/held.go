package ui

import (
	"runtime"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// held distinguishes a key that is pressed from one that is held down.
//
// A pressed key causes a key-down event (SetOnKeyDown) and then a typed event
// (TypedKey, a shortcut or TypedRune). While the key is held, the driver repeats
// the typed event but not the key-down event. So a typed event is a repetition if
// no key-down event has come since the previous typed event. For example, if Enter
// closes a dialog and is still held, it does nothing in the article.
type held struct {
	reported bool // a key-down event has come; some drivers never send one
	fresh    bool // a key-down event has come since the last typed event
	repeats  int  // how often the last typed event has been repeated
	scan     int  // the position on the keyboard of the last key-down event
}

func (h *held) down(e *fyne.KeyEvent) {
	h.reported, h.fresh, h.scan = true, true, e.Physical.ScanCode
}

// typed records a typed event. The handlers of TypedKey and of shortcuts call it.
// The handler of TypedRune does not, because TypedKey comes first.
func (h *held) typed() {
	switch {
	case h.fresh || !h.reported:
		h.repeats = 0
	default:
		h.repeats++
	}
	h.fresh = false
}

// unknown records a typed event of which nobody knows whether it is a repetition.
func (h *held) unknown() { h.fresh, h.repeats = false, 0 }

// repeating reports whether the last typed event was a repetition.
func (h *held) repeating() bool { return h.repeats > 0 }

// typed records a typed event. The driver reports presses to the focused object alone, and to the
// window only if there is none; see command.PassDown. An object that is not desktop.Keyable, such as
// a button, hears of none, so each key that it leaves to the window counts as pressed.
func (w *Window) typed() {
	focused := w.win.Canvas().Focused()
	if _, reports := focused.(desktop.Keyable); focused != nil && !reports {
		w.held.unknown()
		return
	}
	w.held.typed()
}

// listenToHolding records key-down events, if the driver reports them.
func (w *Window) listenToHolding() {
	if c, ok := w.win.Canvas().(desktop.Canvas); ok {
		c.SetOnKeyDown(w.held.down)
	}
}

// letter returns the Latin letter that is on the last pressed key of a standard
// keyboard, or "". With Alt, Fyne does not report letters of other scripts.
func (h *held) letter() fyne.KeyName {
	scan := h.scan
	if runtime.GOOS != "windows" {
		scan -= 8 // X11 counts from 8
	}
	for first, row := range map[int]string{0x10: "QWERTYUIOP", 0x1e: "ASDFGHJKL", 0x2c: "ZXCVBNM"} {
		if i := scan - first; i >= 0 && i < len(row) {
			return fyne.KeyName(row[i : i+1])
		}
	}
	return ""
}
