package control

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"assay.app/assay/ui/look"
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
	s.Viewport.Reveal()
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

// CreateRenderer implements fyne.Widget. Fyne draws the part of the track that is not
// reached in the colour of an input's background, which is that of a dialog.
func (s *Slider) CreateRenderer() fyne.WidgetRenderer {
	r := &sliderRenderer{WidgetRenderer: s.Slider.CreateRenderer()}
	r.track, _ = r.Objects()[0].(*canvas.Rectangle)
	r.style()
	return r
}

type sliderRenderer struct {
	fyne.WidgetRenderer
	track *canvas.Rectangle
}

// Refresh implements fyne.WidgetRenderer.
func (r *sliderRenderer) Refresh() {
	r.WidgetRenderer.Refresh()
	r.style()
}

func (r *sliderRenderer) style() {
	if r.track != nil {
		r.track.FillColor = look.Current(theme.ColorNameInputBorder)
		r.track.Refresh()
	}
}
