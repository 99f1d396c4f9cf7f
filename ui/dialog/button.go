package dialog

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// button is a button that Enter presses, as Space does, and that hands Esc on.
type button struct {
	widget.Button
	escape  func()
	scroll  *container.Scroll // what the arrows move; nil is nothing
	sight   sight
	focused bool

	shortcut func(fyne.Shortcut) // nil does nothing
}

func newButton(text string, tapped, escape func()) *button {
	b := &button{escape: escape}
	b.Text, b.OnTapped = text, tapped
	b.ExtendBaseWidget(b)
	return b
}

// CreateRenderer implements fyne.Widget.
func (b *button) CreateRenderer() fyne.WidgetRenderer {
	return newEdged(b.Button.CreateRenderer(), ringAround, ring(func() bool { return b.focused }))
}

// FocusGained implements fyne.Focusable.
func (b *button) FocusGained() {
	b.focused = true
	b.sight.bring(b)
	b.Button.FocusGained()
}

// FocusLost implements fyne.Focusable.
func (b *button) FocusLost() {
	b.focused = false
	b.Button.FocusLost()
}

// TypedKey implements fyne.Focusable.
func (b *button) TypedKey(k *fyne.KeyEvent) {
	switch k.Name {
	case fyne.KeyReturn, fyne.KeyEnter:
		if !b.Disabled() {
			b.OnTapped()
		}
	case fyne.KeyEscape:
		if b.escape != nil {
			b.escape()
		}
	default:
		if b.scroll == nil || !scrolled(b.scroll, k.Name) {
			b.Button.TypedKey(k)
		}
	}
}

// TypedShortcut implements fyne.Shortcutable.
func (b *button) TypedShortcut(s fyne.Shortcut) {
	if b.shortcut != nil {
		b.shortcut(s)
	}
}

// scrolled moves what is longer than its place by key, and reports whether it
// is a key for that.
func scrolled(s *container.Scroll, key fyne.KeyName) bool {
	const line = 40
	page := s.Size().Height - line
	dy, ok := map[fyne.KeyName]float32{
		fyne.KeyDown: line, fyne.KeyUp: -line, fyne.KeyPageDown: page, fyne.KeyPageUp: -page,
		fyne.KeyHome: -s.Content.MinSize().Height, fyne.KeyEnd: s.Content.MinSize().Height,
	}[key]
	if ok {
		s.ScrollToOffset(fyne.NewPos(0, s.Offset.Y+dy))
	}
	return ok
}

// inRows sets buttons, all of one width, in as few rows as fit into a width.
func inRows(width float32, buttons ...fyne.CanvasObject) fyne.CanvasObject {
	widest := float32(0)
	for _, b := range buttons {
		widest = max(widest, b.MinSize().Width)
	}
	fit := max(1, int((width+theme.Padding())/(widest+theme.Padding())))
	rows := (len(buttons) + fit - 1) / fit
	return container.NewGridWithColumns((len(buttons)+rows-1)/rows, buttons...)
}
