package ui

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"
)

func TestAHeldKeyIsDistinguishedFromOnePressedAgain(t *testing.T) {
	const (
		down  = 'd' // a key-down event
		typed = 't' // a typed event; the next character is the expected result: 1 for a press, r for a repetition
	)
	for name, events := range map[string]string{
		"pressed once":                            "dt1",
		"pressed again and again":                 "dt1dt1dt1",
		"held":                                    "dt1trtrtr",
		"held, then pressed":                      "dt1trtrdt1",
		"two keys, one after the other":           "dt1trdt1tr",
		"held with Ctrl":                          "dt1dt1trtr", // the first dt1 is the Ctrl key itself, which has no command
		"a key that only went down":               "ddt1tr",
		"went down elsewhere":                     "dt1trtrtr",
		"a driver that reports no key going down": "t1t1t1",
	} {
		var h held
		for i, e := range events {
			switch e {
			case down:
				h.down(&fyne.KeyEvent{})
			case typed:
				h.typed()
			default:
				if want := e == 'r'; h.repeating() != want {
					t.Errorf("%s: after %q repeating returns %v", name, events[:i], !want)
				}
			}
		}
	}
}

// The driver reports presses to the window only if nothing has the focus. So a key that a focused
// button leaves to the window must not count as held.
func TestAKeyOnAFocusedObjectThatHearsOfNoPressIsNoRepetition(t *testing.T) {
	test.NewTempApp(t)
	button, entry := widget.NewButton("", func() {}), widget.NewEntry()
	for _, c := range []struct {
		name    string
		focus   fyne.Focusable
		repeats bool
	}{{"nothing", nil, true}, {"a button", button, false}, {"an entry", entry, true}} {
		if _, hears := c.focus.(desktop.Keyable); c.focus != nil && hears != c.repeats {
			t.Fatalf("%s hears of presses: %v", c.name, hears)
		}
		w := &Window{win: test.NewTempWindow(t, widget.NewLabel(""))}
		if c.focus != nil {
			w.win.SetContent(c.focus.(fyne.CanvasObject))
			w.win.Canvas().Focus(c.focus)
		}
		w.held.down(&fyne.KeyEvent{})
		w.typed()
		w.typed()
		if w.held.repeating() != c.repeats {
			t.Errorf("with the focus on %s, the second key counts as held: %v", c.name, !c.repeats)
		}
	}
}
