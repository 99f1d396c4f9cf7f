package panel

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// sideBySide places objects in a row if each gets its preferred width there, and in
// a column otherwise. Its minimum width is the largest of the objects' minimum
// widths.
type sideBySide struct {
	first bool // the first object gets its minimum width and the others share the rest
}

var _ fyne.Layout = sideBySide{}

// wisher is an object with a preferred width.
type wisher interface{ wish() float32 }

func wishOf(o fyne.CanvasObject) float32 {
	if w, ok := o.(wisher); ok {
		return w.wish()
	}
	return o.MinSize().Width
}

// wish implements wisher. It returns the width that the chosen option needs.
func (c *choice) wish() float32 {
	words := fyne.MeasureText(c.Selected, theme.TextSize(), fyne.TextStyle{}).Width
	return words + theme.IconInlineSize() + 3*theme.InnerPadding() + 2*theme.Padding()
}

// widths divides a width among the objects, and reports whether each gets its
// preferred width.
func (l sideBySide) widths(objects []fyne.CanvasObject, width float32) (widths []float32, enough bool) {
	n := float32(len(objects))
	room := width - theme.Padding()*(n-1)
	enough = true
	for i, o := range objects {
		w := room / n
		if l.first {
			w = min(objects[0].MinSize().Width, room)
			if i > 0 {
				w = (room - w) / (n - 1)
			}
		}
		widths = append(widths, w)
		enough = enough && wishOf(o) <= w
	}
	return widths, enough
}

// MinSize implements fyne.Layout. Fyne does not say which width the layout will
// have. So MinSize returns the height of the last layout, which follows from the
// positions of the objects.
func (l sideBySide) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var size fyne.Size
	bottom := float32(0)
	for _, o := range objects {
		size = size.Max(o.MinSize())
		bottom = max(bottom, o.Position().Y+o.MinSize().Height)
	}
	size.Height = max(size.Height, bottom)
	return size
}

// Layout implements fyne.Layout.
func (l sideBySide) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	widths, enough := l.widths(objects, size.Width)
	x, y := float32(0), float32(0)
	for i, o := range objects {
		h := o.MinSize().Height
		o.Move(fyne.NewPos(x, y))
		if enough {
			o.Resize(fyne.NewSize(widths[i], h))
			x += widths[i] + theme.Padding()
			continue
		}
		o.Resize(fyne.NewSize(size.Width, h))
		y += h + theme.Padding()
	}
}
