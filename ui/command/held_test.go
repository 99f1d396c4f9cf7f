package command_test

import (
	"testing"

	"fyne.io/fyne/v2"

	"assay.app/assay/ui/command"
)

func TestOnlyAKeyThatIsHeldDownRepeats(t *testing.T) {
	var h command.Held
	del, down := &fyne.KeyEvent{Name: fyne.KeyDelete}, &fyne.KeyEvent{Name: fyne.KeyDown}
	if h.Repeats(del) || h.Repeats(del) {
		t.Error("a key repeats although no press was reported")
	}
	h.Down(del)
	if h.Repeats(del) || !h.Repeats(del) || !h.Repeats(del) {
		t.Error("a held key must repeat from the second time on")
	}
	h.Down(del)
	if h.Repeats(del) {
		t.Error("a key that is pressed again repeats")
	}
	h.Down(down)
	if h.Repeats(down) || h.Repeats(del) {
		t.Error("another key repeats")
	}
	h.Up()
	if h.Repeats(down) {
		t.Error("a released key repeats")
	}
}
