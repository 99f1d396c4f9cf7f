package dialog

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	fynedialog "fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/lang"
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

// keyed makes a dialog with a way out and, if accept is not empty, a way on.
// The keyboard is on the way on, or else on the way out; Esc is the way out,
// and the arrows move a body that scrolls.
func keyed(title, accept, dismiss string, body fyne.CanvasObject, w fyne.Window, done func(bool)) *fynedialog.CustomDialog {
	d := newModal(title, body, w)
	answer := func(yes bool) func() {
		return func() {
			d.Hide()
			done(yes)
		}
	}
	no := newButton(dismiss, answer(false), answer(false))
	no.scroll, _ = body.(*container.Scroll)
	if accept == "" {
		d.SetButtons([]fyne.CanvasObject{no})
		d.Show()
		w.Canvas().Focus(no)
		return d
	}
	yes := newButton(accept, answer(true), answer(false))
	yes.scroll = no.scroll
	yes.Importance = widget.HighImportance
	d.SetButtons([]fyne.CanvasObject{no, yes})
	d.Show()
	w.Canvas().Focus(yes)
	return d
}

// Tell says something that needs no answer.
func Tell(title, text string, w fyne.Window) {
	keyed(title, "", lang.L("Close"), message(text), w, func(bool) {})
}

// Ask asks whether to go on.
func Ask(title, text, accept, dismiss string, w fyne.Window, done func(bool)) {
	keyed(title, accept, dismiss, message(text), w, done)
}

// message is a text wrapped at a readable width, scrolled if it is long.
func message(text string) fyne.CanvasObject {
	l := widget.NewLabel(text)
	l.Wrapping = fyne.TextWrapWord
	scroll := container.NewVScroll(l)
	l.Resize(fyne.NewSize(messageWidth, 0)) // so that it knows how high it is
	scroll.SetMinSize(fyne.NewSize(messageWidth, min(l.MinSize().Height, messageHeight)))
	return scroll
}

const (
	messageWidth  = 460
	messageHeight = 320
)

// Warn asks before something that cannot be taken back. The keyboard is on the
// safe answer, and Esc is the safe answer; stay, if not nil, is told of it.
func Warn(title, text, danger, safe string, w fyne.Window, goOn, stay func()) {
	d := newModal(title, message(text), w)
	back := func() {
		d.Hide()
		if stay != nil {
			stay()
		}
	}
	keep := newButton(safe, back, back)
	keep.Importance = widget.HighImportance
	lose := newButton(danger, func() {
		d.Hide()
		goOn()
	}, back)
	lose.Importance = widget.DangerImportance
	d.SetButtons([]fyne.CanvasObject{lose, keep})
	d.Show()
	w.Canvas().Focus(keep)
}
