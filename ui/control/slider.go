package control

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// Slider is a slider that can handle Esc.
type Slider struct {
	widget.Slider
	OnEscape func()
	Viewport Viewport
}

// NewSlider returns a slider from least to most, in steps of 1. It calls escape on
// Esc.
func NewSlider(least, most float64, escape func()) *Slider {
	s := &Slider{OnEscape: escape}
	s.Min, s.Max, s.Step = least, most, 1
	s.ExtendBaseWidget(s)
	return s
}

// FocusGained implements fyne.Focusable.
func (s *Slider) FocusGained() {
	s.Viewport.Reveal(s)
	s.Slider.FocusGained()
}

// TypedKey implements fyne.Focusable.
func (s *Slider) TypedKey(k *fyne.KeyEvent) {
	if k.Name == fyne.KeyEscape {
		s.OnEscape()
		return
	}
	s.Slider.TypedKey(k)
}
