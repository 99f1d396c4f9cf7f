package timeline

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"

	"assay.app/assay/ui/look"
)

// The size of the names at the left, and of the axis, in multiples of the text size.
const (
	railShare  = 0.3
	leastRail  = 9
	mostRail   = 20
	axisEms    = 1.9
	mostUnder  = 100 // the least width of the field, in device-independent pixels
	lineUnder  = 1
	fieldInset = 2
)

func (c *Chart) railWidth() float32 {
	em, width := theme.TextSize(), c.Size().Width
	return max(0, min(max(leastRail*em, min(railShare*width, mostRail*em)), width-mostUnder))
}

func (c *Chart) fieldSize() fyne.Size {
	return fyne.NewSize(max(mostUnder, c.Size().Width-c.railWidth()), max(1, c.Size().Height-axisEms*theme.TextSize()))
}

// CreateRenderer implements fyne.Widget.
func (c *Chart) CreateRenderer() fyne.WidgetRenderer { return &chartRenderer{c} }

type chartRenderer struct{ c *Chart }

func (r *chartRenderer) Destroy()           {}
func (r *chartRenderer) MinSize() fyne.Size { return fyne.NewSize(200, 80) }

func (r *chartRenderer) Objects() []fyne.CanvasObject {
	c := r.c
	return []fyne.CanvasObject{c.back, c.zone, c.clips[0], c.clips[1], c.clips[2], c.outline}
}

func (r *chartRenderer) Layout(size fyne.Size) {
	c := r.c
	left, top := c.railWidth(), axisEms*theme.TextSize()
	field := c.fieldSize()
	put := func(o fyne.CanvasObject, x, y, width, height float32) {
		o.Move(fyne.NewPos(x, y))
		o.Resize(fyne.NewSize(max(0, width), max(0, height)))
	}
	put(c.back, 0, 0, size.Width, size.Height)
	put(c.outline, 0, 0, size.Width, size.Height)
	put(c.zone, fieldInset*4, fieldInset*2, left-fieldInset*8, top)
	put(c.clips[0], 0, top, left, field.Height)
	put(c.clips[1], left, top, field.Width, field.Height)
	put(c.clips[2], left, 0, field.Width, top)
	c.colours()
	if c.laid == nil || c.laid.measures != c.measures() {
		c.keepMiddle()
		c.relay()
	}
	if c.laid != nil {
		c.place(true)
	}
}

// keepMiddle keeps the time in the middle where it is as the size changes.
func (c *Chart) keepMiddle() {
	if c.laid != nil && !c.anchor.want {
		width := c.laid.measures.width
		c.anchor = anchor{at: c.laid.Scale.Time(c.x + width/2), x: float64(c.fieldSize().Width) / 2, want: true}
	}
}

func (c *Chart) colours() {
	c.back.FillColor = look.Current(theme.ColorNameBackground)
	c.outline.StrokeWidth, c.outline.StrokeColor = 0, color.Transparent
	if c.focused && c.mark() == noItem {
		c.outline.StrokeWidth, c.outline.StrokeColor = theme.Size(look.SizeOutline), look.Current(look.ColorCurrent)
	}
	text := ""
	if c.content.Where != nil && len(c.content.Chart.Items) > 0 {
		text = zoneName(c.content.Where)
	}
	c.zone.Set(text, nil, look.ColorDim)
}

func (r *chartRenderer) Refresh() {
	r.c.colours()
	r.c.place(true)
	canvas.Refresh(r.c)
}
