package panel

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// The keyboard can be tabbed onto everything in the panels. Esc brings it back
// to the article from each of them.

// leave takes the keyboard off an object, so that it is the article's again.
func leave(o fyne.CanvasObject) {
	if c := onCanvas(o); c != nil {
		c.Unfocus()
	}
}

// onCanvas gives the canvas that an object is shown on, or nil.
func onCanvas(o fyne.CanvasObject) fyne.Canvas {
	return fyne.CurrentApp().Driver().CanvasForObject(o)
}

// button is a button that Esc leaves and Enter presses.
type button struct {
	widget.Button
	self fyne.CanvasObject // what stands on the canvas: this, or what is made of it
}

// TypedKey implements fyne.Focusable.
func (b *button) TypedKey(k *fyne.KeyEvent) {
	switch k.Name {
	case fyne.KeyEscape:
		leave(b.self)
	case fyne.KeyReturn, fyne.KeyEnter:
		b.OnTapped()
	default:
		b.Button.TypedKey(k)
	}
}

// choice is a select that Esc leaves.
type choice struct {
	widget.Select
}

func newChoice(options []string, changed func(string)) *choice {
	c := &choice{}
	c.Options, c.OnChanged = options, changed
	c.PlaceHolder = "–" // the usual one would keep the pane from getting narrow
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

// list is a list that Esc leaves.
type list struct {
	widget.List
}

func newList(length func() int, create func() fyne.CanvasObject, update func(int, fyne.CanvasObject)) *list {
	l := &list{}
	l.Length, l.CreateItem, l.UpdateItem = length, create, update
	l.ExtendBaseWidget(l)
	return l
}

// TypedKey implements fyne.Focusable.
func (l *list) TypedKey(k *fyne.KeyEvent) {
	if k.Name == fyne.KeyEscape {
		leave(l)
		return
	}
	l.List.TypedKey(k)
}
