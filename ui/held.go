package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// held distinguishes a key that is pressed from one that is held down.
//
// A key goes down once (SetOnKeyDown) and then types (TypedKey, a shortcut,
// TypedRune). While it is held, the driver reports again and again that it types,
// but not that it goes down. So a key that types is a repetition unless a key has
// gone down since one last typed. This holds even if the key went down elsewhere:
// if Enter has closed a dialog and is still held, it accepts nothing in the
// article.
type held struct {
	reported bool // the driver reports keys that go down; some drivers do not
	fresh    bool // a key has gone down and has not typed yet
	repeats  int  // repetitions of the key that typed last
}

// down records that a key has gone down.
func (h *held) down() { h.reported, h.fresh = true, true }

// typed records that a key types. Its rune, if any, is reported afterwards.
func (h *held) typed() {
	switch {
	case h.fresh || !h.reported:
		h.repeats = 0
	default:
		h.repeats++
	}
	h.fresh = false
}

// repeating reports whether the key that typed last is held down.
func (h *held) repeating() bool { return h.repeats > 0 }

// listenToHolding registers the callback for keys that go down.
func (w *Window) listenToHolding() {
	if c, ok := w.win.Canvas().(desktop.Canvas); ok {
		c.SetOnKeyDown(func(*fyne.KeyEvent) { w.held.down() })
	}
}
