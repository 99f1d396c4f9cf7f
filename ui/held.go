package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// held tells a key that is pressed from one that is held down.
//
// A key goes down once (SetOnKeyDown) and then types (TypedKey, a shortcut,
// TypedRune). While it is held, the driver reports that it types again and
// again, without going down. So what types without a key having gone down
// since is a repetition. That is also so if the key went down elsewhere: Enter
// that has closed a dialog, and is still held, accepts nothing in the article.
type held struct {
	reported bool // the driver reports keys going down; not every driver does
	fresh    bool // a key has gone down and has not typed yet
	repeats  int  // how often the key that typed last has repeated
}

// down notes that a key has gone down.
func (h *held) down() { h.reported, h.fresh = true, true }

// typed notes that a key types. The rune that it types, if any, comes after.
func (h *held) typed() {
	switch {
	case h.fresh || !h.reported:
		h.repeats = 0
	default:
		h.repeats++
	}
	h.fresh = false
}

// repeating reports whether the key that typed last is being held down.
func (h *held) repeating() bool { return h.repeats > 0 }

// listenToHolding has the canvas report keys going down.
func (w *Window) listenToHolding() {
	if c, ok := w.win.Canvas().(desktop.Canvas); ok {
		c.SetOnKeyDown(func(*fyne.KeyEvent) { w.held.down() })
	}
}
