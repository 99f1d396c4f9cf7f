package panel

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// Tab moves the focus to the parts of a panel. Esc removes the focus from them, so
// that the article receives key presses again.

// leave removes the focus in the window that shows an object, so that the article
// receives key presses.
func leave(o fyne.CanvasObject) {
	if c := onCanvas(o); c != nil {
		c.Unfocus()
	}
}

// onCanvas returns the canvas that shows an object, or nil.
func onCanvas(o fyne.CanvasObject) fyne.Canvas {
	return fyne.CurrentApp().Driver().CanvasForObject(o)
}

// button is a button that Enter presses. Esc removes the focus from it.
type button struct {
	widget.Button
	self fyne.CanvasObject // the object on the canvas: the button, or the widget that embeds it
}

// TypedKey implements fyne.Focusable.
func (b *button) TypedKey(k *fyne.KeyEvent) {
	switch k.Name {
	case fyne.KeyEscape:
		leave(b.self)
	case fyne.KeyReturn, fyne.KeyEnter:
		if !b.Disabled() {
			b.OnTapped()
		}
	default:
		b.Button.TypedKey(k)
	}
}

// choice is a drop-down list. Esc removes the focus from it.
type choice struct {
	widget.Select
}

func newChoice(options []string, changed func(string)) *choice {
	c := &choice{}
	c.Options, c.OnChanged = options, changed
	c.PlaceHolder = "–" // Fyne's placeholder is too wide for a narrow pane
	c.ExtendBaseWidget(c)
	return c
}

// TypedKey implements fyne.Focusable.
func (c *choice) TypedKey(k *fyne.KeyEvent) {
	if k.Name == fyne.KeyEscape {
		leave(c)
		return
	}
	c.Select.TypedKey(k)
}
