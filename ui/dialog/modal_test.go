package dialog

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"
)

// blinking is an entry that records whether its caret blinks.
type blinking struct {
	widget.Entry
	on bool
}

func (b *blinking) FocusGained() { b.on = true; b.Entry.FocusGained() }
func (b *blinking) FocusLost()   { b.on = false; b.Entry.FocusLost() }

func TestNothingBlinksBelowADialog(t *testing.T) {
	for name, show := range map[string]func(w fyne.Window){
		"message":      func(w fyne.Window) { Tell("Title", "Text", w) },
		"a question":   func(w fyne.Window) { Ask("Title", "Text", "Yes", "No", w, func(bool) {}) },
		"a warning":    func(w fyne.Window) { Warn("Title", "Text", "Danger", "Safe", w, func() {}, nil) },
		"ways to pick": func(w fyne.Window) { Pick("Title", "Text", []Way{{Title: "One", Do: func() {}}}, w) },
		"ways that are offered": func(w fyne.Window) {
			Offer("Title", "Text", []Way{{Title: "One", Do: func() {}}}, w)
		},
	} {
		test.NewTempApp(t)
		below, other := &blinking{}, &blinking{}
		below.ExtendBaseWidget(below)
		other.ExtendBaseWidget(other)
		w := test.NewTempWindow(t, container.NewVBox(below, other))
		w.Resize(fyne.NewSize(600, 400))
		w.Canvas().Focus(below)
		show(w)
		if below.on {
			t.Errorf("%s: the caret of the entry below still blinks", name)
		}
		w.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
		if !below.on || w.Canvas().Focused() != fyne.Focusable(below) {
			t.Errorf("%s: the entry does not have the focus again", name)
		}
		show(w)
		esc := w.Canvas().Focused()
		show(w) // opens the same dialog on top
		w.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
		if below.on {
			t.Errorf("%s: the caret blinks below the first of two dialogs", name)
		}
		esc.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
		if !below.on {
			t.Errorf("%s: the entry does not have the focus after two dialogs", name)
		}
	}
}
