package differences

import (
	"math"
	"sort"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// relay computes the lines again, and forgets their heights.
func (l *List) relay() {
	l.lines = l.compared.lines(l.all, l.opened)
	l.at = min(l.at, max(0, len(l.lines)-1))
	for _, c := range l.cells {
		c.line.pair = -1 // the spare cells have this, too
		l.release(c)
	}
	l.forget()
	l.sized()
	l.place()
}

// forget estimates all heights again.
func (l *List) forget() {
	l.width, l.size = l.scroll.Size().Width, theme.TextSize()
	l.heights, l.measured = make([]float32, len(l.lines)), make([]bool, len(l.lines))
	l.tops = make([]float32, len(l.lines)+1)
	high := lineHeight()
	fit := max(1, columnWidth(l.width)/(theme.TextSize()*0.5)) // characters in a line of text
	for i, of := range l.lines {
		l.heights[i] = l.estimate(of, high, fit)
	}
	for _, c := range l.cells {
		c.line.pair = -1
	}
	l.sum(0)
}

// sum computes where the lines are after a line whose height has changed.
func (l *List) sum(from int) {
	y := l.tops[from]
	for i := from; i < len(l.lines); i++ {
		y += l.heights[i]
		l.tops[i+1] = y
	}
}

// estimate returns the probable height of a line.
func (l *List) estimate(of line, high, fit float32) float32 {
	if of.run > 0 {
		return high + 2*pad
	}
	p := l.compared.Pairs[of.pair]
	long := 0
	if p.A >= 0 {
		long = len(l.compared.A[p.A])
	}
	if p.B >= 0 {
		long = max(long, len(l.compared.B[p.B]))
	}
	h := float32(math.Ceil(float64(float32(min(long, longest))/fit)))*high + 2*pad
	if p.Moved {
		h += high
	}
	return h
}

// lineAt returns the line at a distance from the top of the list.
func (l *List) lineAt(y float32) int {
	i := sort.Search(len(l.lines), func(i int) bool { return l.tops[i+1] > y })
	return min(max(i, 0), max(0, len(l.lines)-1))
}

// place puts a cell wherever a line is visible.
func (l *List) place() {
	if l.placing || l.scroll.Size().Height <= 0 {
		return
	}
	l.placing = true
	defer func() { l.placing = false }()
	if w := l.scroll.Size().Width; w != l.width || l.size != theme.TextSize() {
		at := l.lineAt(l.scroll.Offset.Y)
		l.forget()
		l.sized()
		if len(l.lines) > 0 && l.scroll.Offset.Y > 0 {
			l.scroll.ScrollToOffset(fyne.NewPos(0, l.tops[at]))
		}
	}
	first := l.lineAt(l.scroll.Offset.Y)
	last := l.measureFrom(first)
	for i, c := range l.cells {
		if i < first || i >= last {
			l.release(c)
		}
	}
	for i := first; i < last; i++ {
		c := l.cells[i]
		c.Move(fyne.NewPos(0, l.tops[i]))
		c.Resize(fyne.NewSize(l.width, l.tops[i+1]-l.tops[i]))
	}
}

// measureFrom measures the visible lines, of which the first is given, and returns the one after
// the last of them.
func (l *List) measureFrom(first int) (last int) {
	y, height := l.scroll.Offset.Y, l.scroll.Size().Height
	for last = first; last < len(l.lines) && (last == first || l.tops[last] < y+height); last++ {
		c, h := l.take(last), l.heights[last]
		if !l.measured[last] {
			l.measured[last] = true
			l.heights[last] = c.high()
			if last == first && l.tops[last] < y {
				y = max(0, y+l.heights[last]-h) // its bottom stays
			}
		}
		l.tops[last+1] = l.tops[last] + l.heights[last]
	}
	l.sum(last)
	l.sized()
	if y != l.scroll.Offset.Y {
		l.scroll.ScrollToOffset(fyne.NewPos(0, y))
	}
	return last
}

// sized makes the content as high as all lines.
func (l *List) sized() {
	end := l.tops[len(l.lines)]
	if l.content.Size().Height != max(end, l.scroll.Size().Height) {
		l.scroll.Refresh()
	}
}

// reveal scrolls as little as needed to show the current line.
func (l *List) reveal() {
	if l.scroll.Size().Height <= 0 || len(l.lines) == 0 {
		return
	}
	l.place()
	for range 3 { // lines that come into view may be higher than estimated
		top, bottom := l.tops[l.at], l.tops[l.at+1]
		y, height := l.scroll.Offset.Y, l.scroll.Size().Height
		switch {
		case top < y || bottom-top > height:
			y = top
		case bottom > y+height:
			y = bottom - height
		}
		if y == l.scroll.Offset.Y {
			break
		}
		l.scroll.ScrollToOffset(fyne.NewPos(0, y))
		l.place()
	}
	l.content.Refresh()
}

// take returns the cell that shows a line.
func (l *List) take(i int) *cell {
	c, there := l.cells[i]
	if !there {
		if n := len(l.spare); n > 0 {
			c, l.spare = l.spare[n-1], l.spare[:n-1]
		} else {
			c = newCell(l)
			l.content.Objects = append(l.content.Objects, c)
		}
		c.at = i
		l.cells[i] = c
		c.Show()
	}
	c.set(l.lines[i])
	return c
}

func (l *List) release(c *cell) {
	delete(l.cells, c.at)
	c.at, c.hovered = -1, false
	c.Hide()
	l.spare = append(l.spare, c)
}

// linesLayout makes the content as high as all lines.
type linesLayout struct{ l *List }

// MinSize implements fyne.Layout.
func (r linesLayout) MinSize([]fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(1, r.l.tops[len(r.l.tops)-1])
}

// Layout implements fyne.Layout.
func (r linesLayout) Layout([]fyne.CanvasObject, fyne.Size) { r.l.place() }
