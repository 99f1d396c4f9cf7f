package timeline

import (
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
	from, to int     // the bands that are painted
	top      float64 // of what is painted
}

// label is the text of a band.
type label struct {
	name, lag *control.MarkedText
	shown     Band
}

func newRail(c *Chart) *rail {
	r := &rail{of: c}
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
	r.Move(fyne.NewPos(0, float32(r.top-c.y)))
}

func (r *rail) paint() {
	r.begin()
	c := r.of
	width := c.railWidth()
	line := look.Current(theme.ColorNameSeparator)
	used := 0
	for i := r.from; i < r.to; i++ {
		b := c.laid.Bands[i]
		y, height := float32(b.Y-r.top), float32(b.Height)
		if i == c.band {
			r.rect(0, y, width, height, look.Current(look.ColorHover))
			r.rect(0, y, 3, height, look.Current(look.ColorCurrent))
		}
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
	l.name.Set(b.Name, nil, theme.ColorNameForeground)
	l.lag.Set(b.Lag, nil, look.ColorDim)
}

// sidePad is the space beside the names, in device-independent pixels, and rankEms the width of
// a rank in multiples of the text size.
const (
	sidePad = 8
	rankEms = 2
)

// CreateRenderer implements fyne.Widget.
func (r *rail) CreateRenderer() fyne.WidgetRenderer { return &partRenderer{r, &r.canvases} }
