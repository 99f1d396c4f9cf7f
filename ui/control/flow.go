package control

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// Flow is a layout that sets objects side by side and wraps them into rows, as
// words wrap. Its minimum width is that of the widest object, so it can shrink with
// the window. Its minimum height is the height at the width of the last layout.
type Flow struct{ width float32 }

// Layout implements fyne.Layout.
func (f *Flow) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	f.width = size.Width
	f.place(objects, func(o fyne.CanvasObject, at fyne.Position) {
		o.Resize(o.MinSize())
		o.Move(at)
	})
}

// MinSize implements fyne.Layout.
func (f *Flow) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return f.place(objects, func(fyne.CanvasObject, fyne.Position) {})
}

// place calls put with the position of each visible object, and returns the size
// that the rows need.
func (f *Flow) place(objects []fyne.CanvasObject, put func(fyne.CanvasObject, fyne.Position)) (least fyne.Size) {
	var at fyne.Position
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		size := o.MinSize()
		if at.X > 0 && at.X+size.Width > f.width {
			at = fyne.NewPos(0, least.Height+theme.Padding())
		}
		put(o, at)
		least = fyne.NewSize(max(least.Width, size.Width), max(least.Height, at.Y+size.Height))
		at.X += size.Width + theme.Padding()
	}
	return least
}
