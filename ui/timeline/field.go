package timeline

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"assay.app/assay/ui/look"
)

// How far beyond the visible part marks are painted, in device-independent pixels: at the sides,
// and above and below.
const (
	overscan = 160
	overtall = 48
)

// canvases are the objects of a part, which are used again whenever it is painted.
type canvases struct {
	rects   []*canvas.Rectangle
	texts   []*canvas.Text
	used    [2]int
	objects []fyne.CanvasObject
}

func (o *canvases) begin() {
	o.used = [2]int{}
	o.objects = o.objects[:0]
}

// rect adds a rectangle.
func (o *canvases) rect(x, y, width, height float32, fill color.Color) *canvas.Rectangle {
	if o.used[0] == len(o.rects) {
		o.rects = append(o.rects, &canvas.Rectangle{})
	}
	r := o.rects[o.used[0]]
	o.used[0]++
	r.FillColor, r.StrokeColor, r.StrokeWidth, r.CornerRadius = fill, color.Transparent, 0, 0
	r.Move(fyne.NewPos(x, y))
	r.Resize(fyne.NewSize(max(0, width), max(0, height)))
	o.objects = append(o.objects, r)
	return r
}

// text adds a text.
func (o *canvases) text(text string, size float32, ink color.Color, x, y, width, height float32) *canvas.Text {
	if o.used[1] == len(o.texts) {
		o.texts = append(o.texts, &canvas.Text{})
	}
	t := o.texts[o.used[1]]
	o.used[1]++
	t.Text, t.TextSize, t.Color, t.Alignment, t.TextStyle = text, size, ink, fyne.TextAlignLeading, fyne.TextStyle{}
	t.Move(fyne.NewPos(x, y))
	t.Resize(fyne.NewSize(width, height))
	o.objects = append(o.objects, t)
	return t
}

// window is a part of a layout.
type window struct{ x0, y0, x1, y1 float64 }

func (w window) covers(o window) bool {
	return w.x0 <= o.x0 && w.y0 <= o.y0 && w.x1 >= o.x1 && w.y1 >= o.y1
}

// visible returns the part of the layout that is visible.
func (c *Chart) visible() window {
	m := c.laid.measures
	return window{c.x, c.y, c.x + m.width, c.y + m.height}
}

// field shows the marks.
type field struct {
	widget.BaseWidget
	canvases
	of      *Chart
	painted window
	list    []int
	current *canvas.Rectangle // behind the current band
	ring    *canvas.Rectangle // around the current mark
}

func newField(c *Chart) *field {
	f := &field{of: c, current: canvas.NewRectangle(color.Transparent), ring: canvas.NewRectangle(color.Transparent)}
	f.ExtendBaseWidget(f)
	return f
}

// place shows the visible part. It paints it if it is not painted yet, or if all is set.
func (f *field) place(all bool) {
	c := f.of
	if c.laid == nil {
		if len(f.objects) > 0 {
			f.begin()
			canvas.Refresh(f)
		}
		return
	}
	if seen := c.visible(); all || !f.painted.covers(seen) {
		f.painted = window{seen.x0 - overscan, seen.y0 - overtall, seen.x1 + overscan, seen.y1 + overtall}
		f.paint()
		canvas.Refresh(f)
	}
	f.mark()
	f.Move(fyne.NewPos(float32(f.painted.x0-c.x), float32(f.painted.y0-c.y)))
}

// at returns the place of a point of the layout in the field.
func (f *field) at(x, y float64) (float32, float32) {
	return float32(x - f.painted.x0), float32(y - f.painted.y0)
}

// paint makes the objects of the part to paint. Later objects are painted over earlier ones.
func (f *field) paint() {
	f.begin()
	f.objects = append(f.objects, f.current)
	f.bands()
	c, p := f.of, f.painted
	f.list = c.laid.AppendVisible(f.list[:0], p.x0, p.x1, p.y0, p.y1)
	for _, i := range f.list {
		if c.laid.Marks[i].Bar {
			f.bar(i)
		}
		f.gone(i)
	}
	for _, i := range f.list {
		f.sign(i)
	}
	f.objects = append(f.objects, f.ring)
}

// bands paints the bands with the line from the first time to the last one, and the ticks.
func (f *field) bands() {
	c, p := f.of, f.painted
	width := float32(p.x1 - p.x0)
	line, dim := look.Current(theme.ColorNameSeparator), look.Current(theme.ColorNameInputBorder)
	from, to := c.laid.VisibleBands(p.y0, p.y1)
	for i := from; i < to; i++ {
		b := c.laid.Bands[i]
		_, y := f.at(0, b.Y)
		f.rect(0, y+float32(b.Height)-lineUnder, width, lineUnder, line)
	}
	_, top := f.at(0, max(p.y0, 0))
	_, bottom := f.at(0, min(p.y1, c.laid.Height()))
	for _, t := range c.laid.Scale.Ticks(p.x0, p.x1) {
		x, _ := f.at(t.X, 0)
		ink := line
		if t.Level < c.laid.Scale.Level {
			ink = dim
		}
		f.rect(x, top, 1, bottom-top, ink)
	}
	for i := from; i < to; i++ {
		b := c.laid.Bands[i]
		x0, x1 := max(b.X0, p.x0), min(b.X1, p.x1)
		if x1 > x0 {
			x, y := f.at(x0, b.Y+c.laid.Shape.Head+c.laid.Shape.Row/2)
			f.rect(x, y, float32(x1-x0), lineUnder, dim)
		}
	}
}

// bar paints the day of a mark whose time is unknown. A day that is narrower than its mark has the
// width of the sign.
func (f *field) bar(i int) {
	c := f.of
	m := &c.laid.Marks[i]
	x0, x1 := max(m.X0, f.painted.x0-overscan), min(m.X1, f.painted.x1+overscan)
	if x1-x0 <= c.laid.Shape.Mark+1 {
		x1 = x0 + c.signWidth()
	}
	x, y := f.at(x0, c.laid.Top(i))
	ink := look.Current(f.of.signOf(i).Ink)
	r := f.rect(x, y+fieldInset, float32(x1-x0), float32(c.laid.Shape.Row)-2*fieldInset, look.Mix(ink, look.Current(theme.ColorNameBackground), 0.12))
	r.StrokeColor, r.StrokeWidth, r.CornerRadius = ink, 1, 3
}

// signWidth returns the width of the sign in a bar.
func (c *Chart) signWidth() float64 { return min(c.laid.Shape.Mark, 3*c.laid.measures.em) }

// gone paints the line from a mark to the time at which the sentence was gone. The line would
// strike out the sign in the bar of a day, so it begins at the end of the bar.
func (f *field) gone(i int) {
	c := f.of
	m := &c.laid.Marks[i]
	if m.Until == 0 || m.Until <= m.X {
		return
	}
	ink := look.Current(theme.ColorNameForeground)
	from := m.X
	if m.Bar {
		from = m.X1
	}
	x0, x1 := max(from, f.painted.x0-overscan), min(m.Until, f.painted.x1+overscan)
	row := float32(c.laid.Shape.Row)
	x, y := f.at(x0, c.laid.Top(i))
	if x1 > x0 {
		f.rect(x, y+row/2-1, float32(x1-x0), 2, ink)
	}
	if m.Until <= f.painted.x1 {
		end, _ := f.at(m.Until, 0)
		f.rect(end-3, y+fieldInset, 3, row-2*fieldInset, ink)
	}
}

// sign paints the sign of a mark.
func (f *field) sign(i int) {
	c := f.of
	m := &c.laid.Marks[i]
	s := c.signOf(i)
	row := c.laid.Shape.Row
	x, y := f.at(m.X0, c.laid.Top(i))
	width := c.laid.Shape.Mark
	if m.Bar {
		width = c.signWidth()
	}
	t := f.text(s.Text, theme.TextSize(), look.Current(s.Ink), x, y, float32(width), float32(row))
	t.Alignment, t.TextStyle.Bold = fyne.TextAlignCenter, true
}

// mark shows which band and which mark are current.
func (f *field) mark() {
	c := f.of
	b := c.laid.Bands[c.band]
	_, y := f.at(0, b.Y)
	f.current.FillColor = look.Current(look.ColorHover)
	f.current.Move(fyne.NewPos(0, y))
	f.current.Resize(fyne.NewSize(float32(f.painted.x1-f.painted.x0), float32(b.Height)))
	i := c.mark()
	if f.ring.Hidden = i == noItem; f.ring.Hidden {
		return
	}
	m := &c.laid.Marks[i]
	x0, x1 := max(m.X0, f.painted.x0-overscan), min(m.X1, f.painted.x1+overscan)
	x, y := f.at(x0, c.laid.Top(i))
	f.ring.StrokeColor, f.ring.StrokeWidth, f.ring.CornerRadius = look.Current(look.ColorDim), 1, theme.Size(theme.SizeNameSelectionRadius)
	if c.focused {
		f.ring.StrokeColor, f.ring.StrokeWidth = look.Current(look.ColorCurrent), theme.Size(look.SizeOutline)
	}
	f.ring.Move(fyne.NewPos(x, y))
	f.ring.Resize(fyne.NewSize(float32(max(0, x1-x0)), float32(c.laid.Shape.Row)))
	canvas.Refresh(f.ring)
}

// signOf returns the sign of a mark.
func (c *Chart) signOf(mark int) Sign {
	if c.laid.signs == nil {
		c.laid.signs = make([]Sign, len(c.laid.Marks))
	}
	s := &c.laid.signs[mark]
	if s.Text != "" {
		return *s
	}
	items := c.laid.Items(mark)
	*s = c.content.Sign(items[0])
	if len(items) > 1 {
		var all []Sign
		for _, item := range items[:min(len(items), mostSigns)] {
			all = append(all, c.content.Sign(item))
		}
		*s = joined(all, len(items))
	}
	return *s
}

// mostSigns is how many items of a mark are looked at for the forms of its sign.
const mostSigns = 50

// CreateRenderer implements fyne.Widget.
func (f *field) CreateRenderer() fyne.WidgetRenderer { return &partRenderer{f, &f.canvases} }

// partRenderer shows the objects of a part, which that part has put in their places.
type partRenderer struct {
	of fyne.CanvasObject
	*canvases
}

func (r *partRenderer) Destroy()                     {}
func (r *partRenderer) Layout(fyne.Size)             {}
func (r *partRenderer) MinSize() fyne.Size           { return fyne.NewSize(1, 1) }
func (r *partRenderer) Objects() []fyne.CanvasObject { return r.objects }
func (r *partRenderer) Refresh()                     { canvas.Refresh(r.of) }
