package dialog

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"

	"assay.app/assay/ui/look"
)

// edged draws an edge around a control of Fyne's. Its buttons show the keyboard
// by a shade that is not to be seen on the chosen one, and its choices lie on
// white paper as white as it.
type edged struct {
	fyne.WidgetRenderer
	edge    *canvas.Rectangle
	objects []fyne.CanvasObject
	outside float32 // how far the edge lies outside of the control
	style   func(edge *canvas.Rectangle)
}

func newEdged(of fyne.WidgetRenderer, outside float32, style func(*canvas.Rectangle)) *edged {
	e := &edged{WidgetRenderer: of, edge: canvas.NewRectangle(color.Transparent), outside: outside, style: style}
	e.objects = append(append(e.objects, of.Objects()...), e.edge)
	style(e.edge)
	return e
}

// Objects implements fyne.WidgetRenderer.
func (e *edged) Objects() []fyne.CanvasObject { return e.objects }

// Layout implements fyne.WidgetRenderer.
func (e *edged) Layout(size fyne.Size) {
	e.WidgetRenderer.Layout(size)
	e.edge.Move(fyne.NewPos(-e.outside, -e.outside))
	e.edge.Resize(size.AddWidthHeight(2*e.outside, 2*e.outside))
}

// Refresh implements fyne.WidgetRenderer.
func (e *edged) Refresh() {
	e.style(e.edge)
	e.edge.Refresh()
	e.WidgetRenderer.Refresh()
}

// ringAround is how far outside of a button the ring lies that shows that it has
// the keyboard: the least that parts it from a button of the ring's own colour.
const ringAround = 3

// ring is an edge that shows while a control has the keyboard.
func ring(focused func() bool) func(*canvas.Rectangle) {
	return func(edge *canvas.Rectangle) {
		edge.CornerRadius = theme.Size(theme.SizeNameButtonRadius) + ringAround
		edge.StrokeColor, edge.StrokeWidth = look.Current(look.ColorCurrent), theme.Size(look.SizeOutline)
		edge.Hidden = !focused()
	}
}

// border is the edge of what can be typed or chosen in.
func border(focused func() bool) func(*canvas.Rectangle) {
	return func(edge *canvas.Rectangle) {
		edge.CornerRadius = theme.Size(theme.SizeNameInputRadius)
		edge.StrokeColor, edge.StrokeWidth = look.Current(theme.ColorNameInputBorder), theme.Size(theme.SizeNameInputBorder)
		if focused() {
			edge.StrokeColor, edge.StrokeWidth = look.Current(look.ColorCurrent), theme.Size(look.SizeOutline)
		}
	}
}
