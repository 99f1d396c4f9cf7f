package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// held distinguishes a key that is pressed from one that is held down.
//
// A key first goes down (SetOnKeyDown) and then types (TypedKey, a shortcut,
// TypedRune). While the key is held, the driver reports repeatedly that it types,
// but not that it goes down. So a key that types is a repetition unless a key has
// gone down since a key last typed. For example, if Enter closes a dialog and is
// still held, it does nothing in the article.
type held struct {
	reported bool // a key has gone down at least once; some drivers never report that
	fresh    bool // a key has gone down since a key last typed
	repeats  int  // how often the key that typed last has repeated
}

func (h *held) down() { h.reported, h.fresh = true, true }

// typed records that a key types. The handlers of TypedKey and of shortcuts call
// it. The handler of TypedRune does not, because TypedKey comes first.
func (h *held) typed() {
	switch {
	case h.fresh || !h.reported:
		h.repeats = 0
	default:
		h.repeats++
	}
	h.fresh = false
}

// repeating reports whether the key that typed last was held down.
func (h *held) repeating() bool { return h.repeats > 0 }

// listenToHolding records keys that go down, if the driver reports them.
func (w *Window) listenToHolding() {
	if c, ok := w.win.Canvas().(desktop.Canvas); ok {
		c.SetOnKeyDown(func(*fyne.KeyEvent) { w.held.down() })
	}
}
