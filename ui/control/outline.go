package control

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"

	"assay.app/assay/ui/look"
)

// outlined draws an edge around a Fyne control. Fyne marks a focused button with a
// shade, which is hard to see on a highlighted button. It draws no border around a
// select, so a select is hard to see on a white background.
type outlined struct {
	fyne.WidgetRenderer
	edge    *canvas.Rectangle
	objects []fyne.CanvasObject
	outside float32 // distance of the edge from the control
	style   func(edge *canvas.Rectangle)
}

func newOutlined(of fyne.WidgetRenderer, outside float32, style func(*canvas.Rectangle)) *outlined {
	e := &outlined{WidgetRenderer: of, edge: canvas.NewRectangle(color.Transparent), outside: outside, style: style}
	e.objects = append(append(e.objects, of.Objects()...), e.edge)
	style(e.edge)
	return e
}

// Objects implements fyne.WidgetRenderer.
func (e *outlined) Objects() []fyne.CanvasObject { return e.objects }

// Layout implements fyne.WidgetRenderer.
func (e *outlined) Layout(size fyne.Size) {
	e.WidgetRenderer.Layout(size)
	e.edge.Move(fyne.NewPos(-e.outside, -e.outside))
	e.edge.Resize(size.AddWidthHeight(2*e.outside, 2*e.outside))
}

// Refresh implements fyne.WidgetRenderer.
func (e *outlined) Refresh() {
	e.style(e.edge)
	e.edge.Refresh()
	e.WidgetRenderer.Refresh()
}

// ringAround is the distance of the focus ring from its button, in
// device-independent pixels. It separates the ring from a button of the same
// colour.
const ringAround = 3

// focusRing returns a function that styles an edge as a ring. The ring is visible
// only while focused returns true.
func focusRing(focused func() bool) func(*canvas.Rectangle) {
	return func(edge *canvas.Rectangle) {
		edge.CornerRadius = theme.Size(theme.SizeNameButtonRadius) + ringAround
		edge.StrokeColor, edge.StrokeWidth = look.Current(look.ColorCurrent), theme.Size(look.SizeOutline)
		edge.Hidden = !focused()
	}
}

// inputBorder returns a function that styles an edge as the border of an input. The
// border is thicker while focused returns true.
func inputBorder(focused func() bool) func(*canvas.Rectangle) {
	return func(edge *canvas.Rectangle) {
		edge.CornerRadius = theme.Size(theme.SizeNameInputRadius)
		edge.StrokeColor, edge.StrokeWidth = look.Current(theme.ColorNameInputBorder), theme.Size(theme.SizeNameInputBorder)
		if focused() {
			edge.StrokeColor, edge.StrokeWidth = look.Current(look.ColorCurrent), theme.Size(look.SizeOutline)
		}
	}
}
