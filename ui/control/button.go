// Package control holds the controls, layouts and list rows that dialogs and panes
// share.
package control

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Button is a button that Enter presses as well as Space.
type Button struct {
	widget.Button
	OnEscape func()            // called on Esc, if set
	scroll   *container.Scroll // scrolled by keys such as the arrows, if set
	Viewport Viewport
	focused  bool

	OnShortcut func(fyne.Shortcut) // called on shortcuts, if set

	keys Keys // handles keys that do nothing on the button, if set
}

// Keys handles keys that have no meaning in a control.
type Keys interface {
	PressKey(*fyne.KeyEvent)
	PressRune(rune)
	PressShortcut(fyne.Shortcut)
}

// NewButton returns a button that calls tapped when it is pressed, and escape on
// Esc.
func NewButton(text string, tapped, escape func()) *Button {
	b := &Button{OnEscape: escape}
	b.Text, b.OnTapped = text, tapped
	b.ExtendBaseWidget(b)
	return b
}

// PassTo passes shortcuts and keys that do nothing on the button to keys.
func (b *Button) PassTo(keys Keys) {
	b.keys, b.OnShortcut = keys, keys.PressShortcut
}

// CreateRenderer implements fyne.Widget.
func (b *Button) CreateRenderer() fyne.WidgetRenderer {
	return newOutlined(b.Button.CreateRenderer(), ringAround, focusRing(func() bool { return b.focused }))
}

// FocusGained implements fyne.Focusable.
func (b *Button) FocusGained() {
	b.focused = true
	b.Viewport.Reveal()
	b.Button.FocusGained()
}

// FocusLost implements fyne.Focusable.
func (b *Button) FocusLost() {
	b.focused = false
	b.Button.FocusLost()
}

// TypedKey implements fyne.Focusable.
func (b *Button) TypedKey(k *fyne.KeyEvent) {
	switch k.Name {
	case fyne.KeyReturn, fyne.KeyEnter:
		if !b.Disabled() {
			b.OnTapped()
		}
	case fyne.KeyEscape:
		if b.OnEscape != nil {
			b.OnEscape()
		}
	case fyne.KeySpace:
		b.Button.TypedKey(k)
	default:
		if (b.scroll == nil || !scrolled(b.scroll, k.Name)) && b.keys != nil {
			b.keys.PressKey(k)
		}
	}
}

// TypedRune implements fyne.Focusable.
func (b *Button) TypedRune(r rune) {
	if b.keys != nil && r != ' ' {
		b.keys.PressRune(r)
	}
}

// TypedShortcut implements fyne.Shortcutable.
func (b *Button) TypedShortcut(s fyne.Shortcut) {
	if b.OnShortcut != nil {
		b.OnShortcut(s)
	}
}

// scrolled scrolls by a key, and reports whether the key scrolls.
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

// InRows lays out buttons in columns of equal width, in as few rows as a width
// allows.
func InRows(width float32, buttons ...fyne.CanvasObject) fyne.CanvasObject {
	widest := float32(0)
	for _, b := range buttons {
		widest = max(widest, b.MinSize().Width)
	}
	fit := max(1, int((width+theme.Padding())/(widest+theme.Padding())))
	rows := (len(buttons) + fit - 1) / fit
	return container.NewGridWithColumns((len(buttons)+rows-1)/rows, buttons...)
}
