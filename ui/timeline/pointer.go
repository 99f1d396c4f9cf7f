package timeline

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
)

// reach is how far from a mark a click still means it, in device-independent pixels.
const reach = 4

// at returns the point of the layout at a position in the chart, and whether it is in the field.
func (c *Chart) at(p fyne.Position) (x, y float64, in bool) {
	left, top := c.railWidth(), axisEms*theme.TextSize()
	return c.x + float64(p.X-left), c.y + float64(p.Y-top), p.X >= left && p.Y >= top
}

// under returns the mark at a position in the chart, or noItem.
func (c *Chart) under(p fyne.Position) int {
	if c.laid == nil {
		return noItem
	}
	x, y, in := c.at(p)
	if !in {
		return noItem
	}
	best := noItem
	for _, i := range c.laid.AppendVisible(nil, x-reach, x+reach, y, y+1) {
		if best == noItem || c.away(i, x) < c.away(best, x) {
			best = i
		}
	}
	return best
}

// away returns how far a place is from a mark.
func (c *Chart) away(mark int, x float64) float64 {
	m := &c.laid.Marks[mark]
	if m.Bar && x >= m.X0 && x <= m.X1 {
		return 0
	}
	return abs(m.X - x)
}

// bandUnder returns the band at a position, or noItem.
func (c *Chart) bandUnder(p fyne.Position) int {
	_, y, _ := c.at(p)
	if c.laid == nil || p.Y < axisEms*theme.TextSize() {
		return noItem
	}
	if from, to := c.laid.VisibleBands(y, y+1); from < to {
		return from
	}
	return noItem
}

// MouseDown implements desktop.Mouseable. It makes a mark or a band current at once, because Fyne
// reports a tap only when it cannot become a double tap any more.
func (c *Chart) MouseDown(e *desktop.MouseEvent) {
	if e.Button == desktop.MouseButtonPrimary {
		c.point(e.Position)
	}
}

// MouseUp implements desktop.Mouseable.
func (c *Chart) MouseUp(*desktop.MouseEvent) {}

// Tapped implements fyne.Tappable.
func (c *Chart) Tapped(e *fyne.PointEvent) { c.point(e.Position) }

// point makes what is at a position current.
func (c *Chart) point(at fyne.Position) {
	c.tips.Leave()
	c.host.Focus(c)
	if m := c.under(at); m != noItem {
		c.choose(m)
	} else if b := c.bandUnder(at); b != noItem && b != c.band {
		c.toBand(b)
	}
}

// DoubleTapped implements fyne.DoubleTappable. It opens what is under the pointer.
func (c *Chart) DoubleTapped(e *fyne.PointEvent) {
	if m := c.under(e.Position); m != noItem {
		c.point(e.Position)
		c.open()
	}
}

// Scrolled implements fyne.Scrollable. The wheel scrolls the bands or, if all are visible, the
// time. With Ctrl it zooms about the pointer.
func (c *Chart) Scrolled(e *fyne.ScrollEvent) {
	c.wheel(e, modifiers()&fyne.KeyModifierShortcutDefault != 0)
}

func (c *Chart) wheel(e *fyne.ScrollEvent, zoom bool) {
	if c.laid == nil {
		return
	}
	dx, dy := float64(-e.Scrolled.DX), float64(-e.Scrolled.DY)
	switch {
	case zoom && dy < 0:
		c.zoomBy(1.5, float64(e.Position.X-c.railWidth()))
	case zoom && dy > 0:
		c.zoomBy(1/1.5, float64(e.Position.X-c.railWidth()))
	case dx == 0 && c.laid.Height() <= c.laid.measures.height:
		c.scrollBy(dy, 0)
	default:
		c.scrollBy(dx, dy)
	}
}

// Dragged implements fyne.Draggable.
func (c *Chart) Dragged(e *fyne.DragEvent) {
	c.scrollBy(float64(-e.Dragged.DX), float64(-e.Dragged.DY))
}

// DragEnd implements fyne.Draggable.
func (c *Chart) DragEnd() {}

// MouseIn implements desktop.Hoverable.
func (c *Chart) MouseIn(e *desktop.MouseEvent) { c.MouseMoved(e) }

// MouseMoved implements desktop.Hoverable. It shows the tip of the mark under the pointer.
func (c *Chart) MouseMoved(e *desktop.MouseEvent) {
	m := c.under(e.Position)
	if m == c.hovered {
		return
	}
	c.hovered = m
	c.tips.Leave()
	if m != noItem {
		c.tips.Rest(c.content.Tip(c.laid.Items(m)), e.AbsolutePosition.AddXY(0, theme.TextSize()))
	} else if b := c.bandUnder(e.Position); b != noItem && e.Position.X < c.railWidth() {
		band := c.content.Bands[b]
		c.tips.Rest(lines(band.Name, band.Lag), e.AbsolutePosition.AddXY(0, theme.TextSize()))
	}
}

// MouseOut implements desktop.Hoverable.
func (c *Chart) MouseOut() {
	c.hovered = noItem
	c.tips.Leave()
}
