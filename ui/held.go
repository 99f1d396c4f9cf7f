package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// held distinguishes a key that is pressed from one that is held down.
//
// A key first goes down (SetOnKeyDown) and then types (TypedKey, a shortcut,
// TypedRune). While it is held, the driver reports repeatedly that it types, but
// not that it goes down. So a key that types is a repetition unless a key has gone
// down since a key last typed. This holds even if the key went down elsewhere: if
// Enter has closed a dialog and is still held, it accepts nothing in the article.
type held struct {
	reported bool // a key has gone down at least once; some drivers never report that
	fresh    bool // a key has gone down since a key last typed
	repeats  int  // how often the key that typed last has repeated
}

func (h *held) down() { h.reported, h.fresh = true, true }

// typed records that a key types. TypedKey and shortcuts call it; TypedRune, which
// follows TypedKey, does not.
func (h *held) typed() {
	switch {
	case h.fresh || !h.reported:
		h.repeats = 0
	default:
		h.repeats++
	}
	h.fresh = false
}

// repeating reports whether the key that typed last was a repetition.
func (h *held) repeating() bool { return h.repeats > 0 }

// listenToHolding records keys that go down, if the driver reports them.
func (w *Window) listenToHolding() {
	if c, ok := w.win.Canvas().(desktop.Canvas); ok {
		c.SetOnKeyDown(func(*fyne.KeyEvent) { w.held.down() })
	}
}
