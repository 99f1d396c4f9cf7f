package timeline

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"assay.app/assay/ui/control"
	"assay.app/assay/ui/look"
)

// rail shows the names of the bands at the left of the field: rank, outlet and lag.
type rail struct {
	widget.BaseWidget
	canvases
	of       *Chart
	names    []*label
	from, to int               // the bands that are painted
	top      float64           // of what is painted
	current  *canvas.Rectangle // behind the current band
	bar      *canvas.Rectangle // at its left edge
}

// label is the text of a band.
type label struct {
	name, lag *control.MarkedText
	shown     Band
	width     float32
	size      float32 // of the text
	dim       color.Color
}

func newRail(c *Chart) *rail {
	r := &rail{of: c, current: canvas.NewRectangle(color.Transparent), bar: canvas.NewRectangle(color.Transparent)}
	r.ExtendBaseWidget(r)
	return r
}

// place shows the visible names.
func (r *rail) place(all bool) {
	c := r.of
	if c.laid == nil {
		r.begin()
		canvas.Refresh(r)
		return
	}
	from, to := c.laid.VisibleBands(c.y, c.y+c.laid.measures.height)
	if all || from < r.from || to > r.to {
		r.from, r.to, r.top = max(0, from-2), min(len(c.laid.Bands), to+2), c.y
		r.paint()
		canvas.Refresh(r)
	}
	r.mark()
	r.Move(fyne.NewPos(0, float32(r.top-c.y)))
}

// mark shows which band is current.
func (r *rail) mark() {
	c := r.of
	b := c.laid.Bands[c.band]
	r.current.FillColor, r.bar.FillColor = look.Current(look.ColorHover), look.Current(look.ColorCurrent)
	for o, width := range map[*canvas.Rectangle]float32{r.current: c.railWidth(), r.bar: barWidth} {
		o.Move(fyne.NewPos(0, float32(b.Y-r.top)))
		o.Resize(fyne.NewSize(width, float32(b.Height)))
	}
}

func (r *rail) paint() {
	r.begin()
	r.objects = append(r.objects, r.current, r.bar)
	c := r.of
	width := c.railWidth()
	line := look.Current(theme.ColorNameSeparator)
	used := 0
	for i := r.from; i < r.to; i++ {
		b := c.laid.Bands[i]
		y, height := float32(b.Y-r.top), float32(b.Height)
		r.rect(0, y+height-lineUnder, width, lineUnder, line)
		r.label(used, c.content.Bands[i], y, width)
		used++
	}
	r.rect(width-1, 0, 1, float32(c.laid.measures.height)+2*float32(c.laid.Shape.Row), line)
}

// label shows the text of a band in the label with an index.
func (r *rail) label(i int, b Band, y, width float32) {
	if i == len(r.names) {
		r.names = append(r.names, &label{name: control.NewMarkedText(theme.SizeNameText), lag: control.NewMarkedText(theme.SizeNameCaptionText)})
		r.names[i].name.Bold = true
	}
	l := r.names[i]
	left := float32(sidePad)
	if r.of.content.Tall {
		em := theme.TextSize()
		r.text(b.Rank, em, look.Current(theme.ColorNameForeground), left, y+fieldInset, rankEms*em, 1.3*em).TextStyle.Bold = true
		left += rankEms * em
	}
	put := func(m *control.MarkedText, y float32) {
		m.Move(fyne.NewPos(left, y))
		m.Resize(fyne.NewSize(max(0, width-left-sidePad), m.MinSize().Height))
		r.objects = append(r.objects, m)
	}
	put(l.name, y+fieldInset)
	if r.of.content.Tall {
		put(l.lag, y+fieldInset+l.name.MinSize().Height)
	}
	dim, size := look.Current(look.ColorDim), theme.TextSize()
	if l.shown == b && l.width == width && l.size == size && l.dim == dim {
		return
	}
	l.shown, l.width, l.size, l.dim = b, width, size, dim
	l.name.Set(b.Name, nil, theme.ColorNameForeground)
	l.lag.Set(b.Lag, nil, look.ColorDim)
}

// sidePad is the space beside the names, in device-independent pixels, and rankEms the width of
// a rank in multiples of the text size.
const (
	sidePad  = 8
	rankEms  = 2
	barWidth = 3 // of the bar at the current band
)

// CreateRenderer implements fyne.Widget.
func (r *rail) CreateRenderer() fyne.WidgetRenderer { return &partRenderer{r, &r.canvases} }
