package dialog

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// flow is a layout that sets objects beside each other, and goes on in a new row where
// the width ends, as words do. Its least width is that of the widest object, so that it
// becomes narrower with the window; its height is that of the width it had last.
type flow struct{ width float32 }

// Layout implements fyne.Layout.
func (f *flow) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	f.width = size.Width
	f.place(objects, func(o fyne.CanvasObject, at fyne.Position) {
		o.Resize(o.MinSize())
		o.Move(at)
	})
}

// MinSize implements fyne.Layout.
func (f *flow) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return f.place(objects, func(fyne.CanvasObject, fyne.Position) {})
}

func (f *flow) place(objects []fyne.CanvasObject, put func(fyne.CanvasObject, fyne.Position)) (least fyne.Size) {
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
