package control

import (
	"time"

	"fyne.io/fyne/v2"
	fynedialog "fyne.io/fyne/v2/dialog"
)

// Spread describes a dialog that is nearly as large as its window.
type Spread struct {
	Dialog *fynedialog.CustomDialog
	Window fyne.Window
	Most   fyne.Size // the greatest size, or zero
	// After calls a function on the GUI goroutine after a pause, unless cancel is called before.
	After func(time.Duration, func()) (cancel func())
	Fit   func(width float32) // called before the dialog has another width; may be nil
}

// Follow gives the dialog the size of the window, less a margin, now and whenever the window has
// another size, until stop is called. Fyne does not say when a window is resized.
func (s Spread) Follow() (stop func()) {
	const margin, pause = 48, 250 * time.Millisecond
	var last fyne.Size
	var cancel func()
	var look func()
	look = func() {
		if size := s.Window.Canvas().Size(); size != last {
			last = size
			size = size.SubtractWidthHeight(margin, margin)
			if !s.Most.IsZero() {
				size = fyne.NewSize(min(size.Width, s.Most.Width), min(size.Height, s.Most.Height))
			}
			if s.Fit != nil {
				s.Fit(size.Width)
			}
			s.Dialog.Resize(size)
			for _, o := range s.Window.Canvas().Overlays().List() {
				o.Refresh() // puts the dialog in the middle
			}
		}
		cancel = s.After(pause, look)
	}
	look()
	return func() { cancel() }
}
