package dialog

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// slider is a slider that the arrows move.
type slider struct {
	widget.Slider
	escape func()
	sight  sight
}

func newSlider(least, most float64, escape func()) *slider {
	s := &slider{escape: escape}
	s.Min, s.Max, s.Step = least, most, 1
	s.ExtendBaseWidget(s)
	return s
}

// FocusGained implements fyne.Focusable.
func (s *slider) FocusGained() {
	s.sight.bring(s)
	s.Slider.FocusGained()
}

// TypedKey implements fyne.Focusable.
func (s *slider) TypedKey(k *fyne.KeyEvent) {
	if k.Name == fyne.KeyEscape {
		s.escape()
		return
	}
	s.Slider.TypedKey(k)
}
