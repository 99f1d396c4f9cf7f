package control

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
)

// Viewport scrolls focused controls into view. The zero value does nothing.
type Viewport struct{ Scroll *container.Scroll }

// Reveal scrolls as little as needed to show the focused control and a margin above and
// below it, if there is room. Controls call it when they gain the focus. They cannot pass
// themselves, because a control that is embedded in another is not on the canvas.
func (s Viewport) Reveal() {
	if s.Scroll == nil {
		return
	}
	driver := fyne.CurrentApp().Driver()
	canvas := driver.CanvasForObject(s.Scroll)
	if canvas == nil {
		return
	}
	control, ok := canvas.Focused().(fyne.CanvasObject)
	if !ok {
		return
	}
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

// BesideBar returns an object for the content of a scroller, with space at its right
// for the scroll bar, which Fyne draws over the content.
func BesideBar(content fyne.CanvasObject) fyne.CanvasObject {
	bar := theme.ScrollBarSize() + theme.Padding()
	return container.New(layout.NewCustomPaddedLayout(0, 0, 0, bar), content)
}
