package dialog

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// sight is what a control is seen through: where the keyboard goes by Tab, the
// eye must be able to follow. Without one there is nothing to scroll.
type sight struct{ through *container.Scroll }

// bring scrolls as little as brings a control into sight, with what stands
// close above and below it.
func (s sight) bring(control fyne.CanvasObject) {
	if s.through == nil {
		return
	}
	driver := fyne.CurrentApp().Driver()
	top := driver.AbsolutePositionForObject(control).Y - driver.AbsolutePositionForObject(s.through).Y
	bottom := top + control.Size().Height
	switch room := s.through.Size().Height; {
	case top < sightMargin:
		s.scroll(top - sightMargin)
	case bottom > room-sightMargin:
		s.scroll(min(bottom-room+sightMargin, top))
	}
}

func (s sight) scroll(dy float32) {
	s.through.ScrollToOffset(fyne.NewPos(0, s.through.Offset.Y+dy))
}

// sightMargin is how much shows above and below a control, in
// device-independent pixels.
const sightMargin = 24
