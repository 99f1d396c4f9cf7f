package ui

import (
	"testing"

	"fyne.io/fyne/v2"
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
