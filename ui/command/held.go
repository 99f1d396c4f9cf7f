package command

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// Held distinguishes a pressed key from a held one, in a widget that has the focus. The
// driver reports each press once with KeyDown, and repeats TypedKey. Without reported
// presses, no key counts as held.
type Held struct {
	down  fyne.KeyName // the key that was pressed last and is held down
	typed bool         // it has been typed since it was pressed
}

// Down records that a key was pressed.
func (h *Held) Down(k *fyne.KeyEvent) { *h = Held{down: k.Name} }

// Up records that a key was released, or that the widget lost the focus.
func (h *Held) Up() { *h = Held{} }

// Repeats records that a key was typed, and reports whether it is a repetition.
func (h *Held) Repeats(k *fyne.KeyEvent) bool {
	if h.down != k.Name {
		return false
	}
	was := h.typed
	h.typed = true
	return was
}

// PassDown reports to the window that a key was pressed in a widget. The driver reports a press
// only to the focused widget if that is desktop.Keyable, and otherwise to the window. A widget
// that leaves keys to the window must also pass on the presses. Otherwise the window treats
// each of these keys as a repetition.
func PassDown(from fyne.CanvasObject, k *fyne.KeyEvent) {
	window, ok := canvasOf(from).(desktop.Canvas)
	if !ok {
		return
	}
	if down := window.OnKeyDown(); down != nil {
		down(k)
	}
}

// canvasOf returns the canvas of a widget. A widget that is embedded in another one is on no canvas
// itself; it has the focus if it handles keys.
func canvasOf(from fyne.CanvasObject) fyne.Canvas {
	driver := fyne.CurrentApp().Driver()
	if c := driver.CanvasForObject(from); c != nil {
		return c
	}
	for _, w := range driver.AllWindows() {
		if w.Canvas().Focused() != nil {
			return w.Canvas()
		}
	}
	return nil
}

// Press is the last press of a key in a widget that leaves some keys to the window, and handles
// others itself.
type Press struct{ key *fyne.KeyEvent }

// Down records that a key was pressed.
func (p *Press) Down(k *fyne.KeyEvent) { p.key = k }

// Pass reports the press to the window, once; see PassDown. The widget calls it when it leaves a key
// to the window.
func (p *Press) Pass(from fyne.CanvasObject) {
	if p.key != nil {
		PassDown(from, p.key)
		p.key = nil
	}
}
