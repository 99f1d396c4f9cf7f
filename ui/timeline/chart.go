package timeline

import (
	"image/color"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"assay.app/assay/model/timeline"
	"assay.app/assay/ui/command"
	"assay.app/assay/ui/control"
	"assay.app/assay/ui/panel"
)

// How a chart scrolls
//
// The marks are in a field that is clipped and moved. It is painted a little beyond what is
// visible, so that most steps of the wheel only move it. The names of the bands at the left move
// up and down with it, and the axis at the top to the left and right.

// Content is what a chart shows.
type Content struct {
	Chart timeline.Chart
	Bands []Band // those of Chart.Columns
	Where *time.Location
	Tall  bool // bands have a second line
	Start int  // the item that is current at first, or noItem
	// Sign returns the sign of an item, and Tip the text about some items at one mark.
	Sign func(item int) Sign
	Tip  func(items []int) string
}

// Band is what is beside a band. Rank and Lag may be "".
type Band struct{ Rank, Name, Lag string }

// Chart shows items in bands along an axis.
type Chart struct {
	widget.BaseWidget
	host    Host
	tips    *panel.Tips
	open    func() // opens the current mark
	content Content
	laid    *laid // nil if there is nothing to show yet
	asked   int   // counts the layouts that were asked for
	zoom    float64
	anchor  anchor
	x, y    float64 // of the left top corner in the layout
	band    int     // the current one
	item    int     // the current one, or noItem
	hovered int     // the mark under the pointer, or noItem

	focused, shift bool
	held           command.Held
	back           *canvas.Rectangle
	outline        *canvas.Rectangle
	zone           *control.MarkedText
	rail           *rail
	field          *field
	axis           *axis
	clips          [3]*container.Clip // of the rail, the field and the axis
}

const noItem = -1

// anchor is a time that stays where it is on the screen as the zoom changes.
type anchor struct {
	at   time.Time
	x    float64 // from the left of the field
	want bool
}

var (
	_ fyne.Focusable      = (*Chart)(nil)
	_ fyne.Shortcutable   = (*Chart)(nil)
	_ fyne.Accessible     = (*Chart)(nil)
	_ fyne.Tappable       = (*Chart)(nil)
	_ fyne.DoubleTappable = (*Chart)(nil)
	_ fyne.Scrollable     = (*Chart)(nil)
	_ fyne.Draggable      = (*Chart)(nil)
	_ desktop.Hoverable   = (*Chart)(nil)
	_ desktop.Keyable     = (*Chart)(nil)
	_ desktop.Mouseable   = (*Chart)(nil)
)

func newChart(host Host, tips *panel.Tips) *Chart {
	c := &Chart{
		host: host, tips: tips, zoom: 1, item: noItem, hovered: noItem,
		back: canvas.NewRectangle(color.Transparent), outline: canvas.NewRectangle(color.Transparent),
		zone: control.NewMarkedText(theme.SizeNameCaptionText),
	}
	c.rail, c.field, c.axis = newRail(c), newField(c), newAxis(c)
	for i, o := range []fyne.CanvasObject{c.rail, c.field, c.axis} {
		c.clips[i] = container.NewClip(o)
	}
	c.ExtendBaseWidget(c)
	return c
}

// show shows other content. If same is set, it is the same subject as before, and zoom, place
// and what is current stay, as far as they can.
func (c *Chart) show(content Content, same bool) {
	c.content = content
	if !same {
		c.zoom, c.laid, c.item, c.band = 1, nil, content.Start, 0
	}
	if c.item >= len(content.Chart.Items) {
		c.item = noItem
	}
	if c.item != noItem {
		c.band = content.Chart.Items[c.item].Band
	}
	c.band = max(0, min(c.band, len(content.Chart.Columns)-1))
	c.tips.Leave()
	c.relay()
}

// measures returns the sizes for the present zoom.
func (c *Chart) measures() measures {
	size := c.fieldSize()
	return measures{em: float64(theme.TextSize()), width: float64(size.Width), height: float64(size.Height), zoom: c.zoom, tall: c.content.Tall}
}

// relay lays the chart out. A large one is laid out on another goroutine.
func (c *Chart) relay() {
	c.asked++
	m := c.measures()
	switch {
	case len(c.content.Chart.Items) == 0:
		c.laid = nil
		c.place(true)
	case c.Size().Width == 0: // it has not been shown yet
	case len(c.content.Chart.Items) <= smallChart:
		c.laidOut(lay(&c.content.Chart, c.content.Where, m))
	default:
		chart, where, asked := c.content.Chart, c.content.Where, c.asked
		c.host.Go(func() {
			l := lay(&chart, where, m)
			c.host.Post(func() {
				if asked == c.asked {
					c.laidOut(l)
				}
			})
		})
	}
}

// laidOut shows a layout.
func (c *Chart) laidOut(l *laid) {
	first := c.laid == nil
	c.laid = l
	switch {
	case first:
		c.x, c.y = -l.measures.edge(), 0
	case c.anchor.want:
		c.x = l.Scale.X(c.anchor.at) - c.anchor.x
	}
	c.anchor.want = false
	c.clamp()
	c.colours()
	c.place(true)
	c.host.Moved()
}

// clamp keeps the visible part inside the layout.
func (c *Chart) clamp() {
	m := c.laid.measures
	c.x = max(-m.edge(), min(c.x, c.laid.Scale.Width()+m.edge()-m.width))
	c.y = max(0, min(c.y, c.laid.Height()-m.height))
}

// place paints what is visible, again if all is set, and moves it.
func (c *Chart) place(all bool) {
	if c.Size().Width == 0 {
		return
	}
	c.field.place(all)
	c.rail.place(all)
	c.axis.place(all)
}

// scrollBy scrolls by a distance.
func (c *Chart) scrollBy(dx, dy float64) {
	if c.laid == nil {
		return
	}
	c.tips.Leave()
	c.hovered = noItem
	c.x, c.y = c.x+dx, c.y+dy
	c.clamp()
	c.place(false)
}

// zoomBy multiplies the zoom, and keeps the time at a distance from the left of the field.
func (c *Chart) zoomBy(by, at float64) {
	if c.laid == nil {
		return
	}
	if zoom := max(1, min(c.zoom*by, c.laid.closest())); zoom != c.zoom {
		c.zoom, c.anchor = zoom, anchor{at: c.laid.Scale.Time(c.x + at), x: at, want: true}
		c.relay()
	}
}

// focusAt returns the distance of the current mark from the left of the field, or that of the
// middle if it is not visible.
func (c *Chart) focusAt() float64 {
	if c.mark() != noItem {
		if at := c.laid.Scale.X(c.content.Chart.Items[c.item].From) - c.x; at >= 0 && at <= c.laid.measures.width {
			return at
		}
	}
	return c.laid.measures.width / 2
}

// zoomIn and zoomOut zoom about what is current. whole shows the whole time.
func (c *Chart) zoomIn()  { c.zoomFocus(2) }
func (c *Chart) zoomOut() { c.zoomFocus(0.5) }
func (c *Chart) whole()   { c.zoomFocus(0) }

func (c *Chart) zoomFocus(by float64) {
	if c.laid != nil {
		c.zoomBy(by, c.focusAt())
	}
}

// mark returns the current mark, or noItem.
func (c *Chart) mark() int {
	if c.laid == nil || c.item == noItem || c.item >= len(c.laid.markOf) {
		return noItem
	}
	return c.laid.markOf[c.item]
}

// items returns the items at the current mark.
func (c *Chart) items() []int {
	if m := c.mark(); m != noItem {
		return c.laid.Items(m)
	}
	return nil
}

// choose makes a mark current, and scrolls to it.
func (c *Chart) choose(mark int) {
	if mark == noItem || c.laid == nil {
		return
	}
	c.item, c.band = c.laid.Items(mark)[0], c.laid.Marks[mark].Band
	c.reveal()
}

// chooseItem makes an item current, and scrolls to it.
func (c *Chart) chooseItem(item int) {
	if item < 0 || item >= len(c.content.Chart.Items) {
		return
	}
	c.item, c.band = item, c.content.Chart.Items[item].Band
	if c.laid != nil {
		c.reveal()
	}
}

// reveal scrolls as little as needed to show what is current.
func (c *Chart) reveal() {
	m := c.laid.measures
	if c.band < len(c.laid.Bands) {
		b := c.laid.Bands[c.band]
		c.y = min(b.Y, max(c.y, b.Y+b.Height-m.height))
	}
	if i := c.mark(); i != noItem {
		k := c.laid.Marks[i]
		right := min(k.X1, k.X0+m.width/2)
		c.x = min(k.X0-m.edge(), max(c.x, right+m.edge()-m.width))
	}
	c.clamp()
	c.colours()
	c.place(false)
	c.host.Moved()
}

// step makes a mark of the band current that is n further, or the first one that is visible.
func (c *Chart) step(n int) {
	if c.laid == nil || c.band >= len(c.laid.Bands) {
		return
	}
	b := c.laid.Bands[c.band]
	at := c.mark()
	if at == noItem {
		at = c.laid.nearest(c.band, c.x+c.laid.measures.width/2)
	} else {
		at += n
	}
	if b.To > b.From {
		c.choose(max(b.From, min(at, b.To-1)))
	}
}

// turn makes a band current that is n further down, and in it the mark that is nearest in time.
func (c *Chart) turn(n int) {
	if c.laid == nil || len(c.laid.Bands) == 0 {
		return
	}
	c.toBand(max(0, min(c.band+n, len(c.laid.Bands)-1)))
}

func (c *Chart) toBand(band int) {
	x := c.x + c.focusAt()
	c.band = band
	c.choose(c.laid.nearest(band, x))
}

// page returns how many bands are visible.
func (c *Chart) page() int {
	from, to := c.laid.VisibleBands(c.y, c.y+c.laid.measures.height)
	return max(1, to-from-1)
}

// Refresh implements fyne.Widget. The size of the text may be another one.
func (c *Chart) Refresh() {
	if c.laid != nil && c.laid.measures != c.measures() {
		c.relay()
	}
	c.BaseWidget.Refresh()
}
