package control

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// Viewport scrolls focused controls into view. The zero value does nothing.
type Viewport struct{ Scroll *container.Scroll }

// Reveal scrolls as little as needed to show a control and a margin above and below
// it, if there is room.
func (s Viewport) Reveal(control fyne.CanvasObject) {
	if s.Scroll == nil {
		return
	}
	driver := fyne.CurrentApp().Driver()
	top := driver.AbsolutePositionForObject(control).Y - driver.AbsolutePositionForObject(s.Scroll).Y
	bottom := top + control.Size().Height
	switch room := s.Scroll.Size().Height; {
	case top < viewportMargin:
		s.scroll(top - viewportMargin)
	case bottom > room-viewportMargin:
		s.scroll(min(bottom-room+viewportMargin, top))
	}
}

func (s Viewport) scroll(dy float32) {
	s.Scroll.ScrollToOffset(fyne.NewPos(0, s.Scroll.Offset.Y+dy))
}

// viewportMargin is the margin above and below a revealed control, in
// device-independent pixels.
const viewportMargin = 24
