package command_test

import (
	"testing"

	"fyne.io/fyne/v2"

	"assay.app/assay/ui/command"
)

func TestOnlyAKeyThatIsHeldDownRepeats(t *testing.T) {
	var h command.Held
	del, down := &fyne.KeyEvent{Name: fyne.KeyDelete}, &fyne.KeyEvent{Name: fyne.KeyDown}
	for range 2 {
		if h.Repeats(del) {
			t.Error("a key repeats although no press was reported")
		}
	}
	h.Down(del)
	for i := range 3 {
		if got, want := h.Repeats(del), i > 0; got != want {
			t.Errorf("typed %d times, a held key repeats: %v", i+1, got)
		}
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
