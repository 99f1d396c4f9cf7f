package timeline

import (
	"cmp"
	"math"
	"slices"
	"sort"
)

// Shape has the measures of a layout.
type Shape struct {
	Mark float64 // the width of a mark, whose middle is at its time; bars are at least so wide
	Gap  float64 // between neighbouring marks of a row, at least
	Row  float64 // the height of a row
	Head float64 // the height of a band above its rows
	// Points and Bars are the most rows of a band for marks and for bars, at least 1. What finds
	// no place in them is added to a mark that it would cover.
	Points, Bars int
}

// Layout says where a chart has its marks. It is not changed after it is made.
type Layout struct {
	Scale Scale
	Shape Shape
	Bands []Band // from top to bottom
	Marks []Mark // by band, then by X0
	items []int  // indexes into the chart's Items, by mark
	reach []float64
}

// Band is the stretch of one outlet. Y is its top.
type Band struct {
	Y, Height float64
	From, To  int     // its marks, in Layout.Marks
	X0, X1    float64 // the line from the first time to the last one
	Items     int
}

// Mark is a mark or a bar.
type Mark struct {
	Band, Row int     // Row counts from 0 in the band: first those of marks, then those of bars
	X         float64 // the time that it stands at, the beginning of a bar
	X0, X1    float64 // from its left to its right
	Bar       bool
	Until     float64 // the latest time at which an item of it was gone; 0 if all are there
	from, to  int     // its items, in Layout.items
}

// Count returns how many items are at the mark.
func (m *Mark) Count() int { return m.to - m.from }

// NewLayout lays out a chart. It takes O(n log n), and does not depend on the order of the
// items: each is at exactly one mark.
func NewLayout(c *Chart, scale Scale, shape Shape) *Layout {
	shape.Points, shape.Bars = max(shape.Points, 1), max(shape.Bars, 1)
	l := &Layout{Scale: scale, Shape: shape, Bands: make([]Band, len(c.Columns)), items: make([]int, 0, len(c.Items))}
	sorted := l.sorted(c)
	y := 0.0
	for i := range l.Bands {
		end := sort.Search(len(sorted), func(k int) bool { return sorted[k].band > i })
		l.stack(i, sorted[:end])
		sorted = sorted[end:]
		b := &l.Bands[i]
		b.Y = y
		y += b.Height
	}
	l.setReach()
	return l
}

// placed is an item on the axis.
type placed struct {
	Mark
	band, item, of int
	last           float64 // the latest time, without the width of the mark
}

// sorted returns the items by band and place.
func (l *Layout) sorted(c *Chart) []placed {
	out := make([]placed, len(c.Items))
	for i, item := range c.Items {
		p := placed{band: item.Band, item: i, of: item.Of}
		p.Band, p.Bar, p.X = item.Band, item.Bar, l.Scale.X(item.From)
		p.last = p.X
		if item.Bar {
			p.last = l.Scale.X(item.To)
			p.X0, p.X1 = p.X, max(p.last, p.X+l.Shape.Mark)
		} else {
			p.X0, p.X1 = p.X-l.Shape.Mark/2, p.X+l.Shape.Mark/2
		}
		if !item.Until.IsZero() {
			p.Until = l.Scale.X(item.Until)
		}
		out[i] = p
	}
	order := make([]int32, len(out)) // items are large to move
	for i := range order {
		order[i] = int32(i)
	}
	slices.SortFunc(order, func(i, k int32) int {
		a, b := &out[i], &out[k]
		if a.band == b.band && a.X0 != b.X0 { // most are told apart here
			return cmp.Compare(a.X0, b.X0)
		}
		return cmp.Or(cmp.Compare(a.band, b.band), cmp.Compare(a.X1, b.X1), cmp.Compare(a.of, b.of))
	})
	sorted := make([]placed, len(out))
	for i, of := range order {
		sorted[i] = out[of]
	}
	return sorted
}

// lane is a number of rows that are filled from left to right.
type lane struct {
	most int
	ends []float64 // of each row
	last []int     // the mark at the end of each row, in Layout.Marks
}

// row returns the first row that is free at a place, or −1 and the mark to join: of those at
// the ends of the rows, the one that begins last.
func (r *lane) row(l *Layout, x0 float64) (row, join int) {
	join = -1
	for i, end := range r.ends {
		if end <= x0 {
			return i, -1
		}
		if join < 0 || l.Marks[r.last[i]].X0 > l.Marks[join].X0 {
			join = r.last[i]
		}
	}
	if len(r.ends) < r.most {
		r.ends, r.last = append(r.ends, math.Inf(-1)), append(r.last, 0)
		return len(r.ends) - 1, -1
	}
	return -1, join
}

// stack adds the marks of a band, given its items by place. Marks and bars are stacked apart,
// so that a mark never ends up in a bar, which would hide its time.
func (l *Layout) stack(band int, items []placed) {
	b := &l.Bands[band]
	b.From, b.Items = len(l.Marks), len(items)
	points, bars := lane{most: l.Shape.Points}, lane{most: l.Shape.Bars}
	at := map[int][]int{} // items by mark, if there are several
	for i := range items {
		p := &items[i]
		if i == 0 || p.X < b.X0 {
			b.X0 = p.X
		}
		b.X1 = max(b.X1, p.last)
		rows := &points
		if p.Bar {
			rows = &bars
		}
		row, join := rows.row(l, p.X0)
		if row < 0 {
			at[join] = append(at[join], p.item)
			l.Marks[join].Until = max(l.Marks[join].Until, p.Until)
			continue
		}
		m := p.Mark
		m.Row, m.from = row, p.item
		rows.ends[row], rows.last[row] = m.X1+l.Shape.Gap, len(l.Marks)
		l.Marks = append(l.Marks, m)
	}
	b.To = len(l.Marks)
	for i := b.From; i < b.To; i++ {
		m := &l.Marks[i]
		if m.Bar {
			m.Row += len(points.ends)
		}
		l.items = append(append(l.items, m.from), at[i]...)
		m.from, m.to = len(l.items)-1-len(at[i]), len(l.items)
	}
	b.Height = l.Shape.Head + float64(max(len(points.ends)+len(bars.ends), 1))*l.Shape.Row
}

// setReach notes how far to the right the marks of a band reach up to each mark.
func (l *Layout) setReach() {
	l.reach = make([]float64, len(l.Marks))
	for _, b := range l.Bands {
		reach := math.Inf(-1)
		for i := b.From; i < b.To; i++ {
			reach = max(reach, l.Marks[i].right())
			l.reach[i] = reach
		}
	}
}

func (m *Mark) right() float64 { return max(m.X1, m.Until) }

// Items returns the indexes of the items at a mark, in the chart's Items, by their place.
func (l *Layout) Items(mark int) []int { return l.items[l.Marks[mark].from:l.Marks[mark].to] }

// Height returns the height of all bands.
func (l *Layout) Height() float64 {
	if len(l.Bands) == 0 {
		return 0
	}
	last := l.Bands[len(l.Bands)-1]
	return last.Y + last.Height
}

// Top returns the top of the row of a mark.
func (l *Layout) Top(mark int) float64 {
	m := &l.Marks[mark]
	return l.Bands[m.Band].Y + l.Shape.Head + float64(m.Row)*l.Shape.Row
}

// VisibleBands returns the indexes [from,to) of the bands that have a part in [y0,y1).
func (l *Layout) VisibleBands(y0, y1 float64) (from, to int) {
	from = sort.Search(len(l.Bands), func(i int) bool { return l.Bands[i].Y+l.Bands[i].Height > y0 })
	to = sort.Search(len(l.Bands), func(i int) bool { return l.Bands[i].Y >= y1 })
	return from, max(from, to)
}

// AppendVisible appends the indexes of the marks that have a part in [x0,x1)×[y0,y1) to a list,
// in the order of l.Marks. The line to Mark.Until is a part of a mark. It takes O(log n) for
// each band, and for what it returns.
func (l *Layout) AppendVisible(list []int, x0, x1, y0, y1 float64) []int {
	from, to := l.VisibleBands(y0, y1)
	for _, b := range l.Bands[from:to] {
		first := b.From + sort.Search(b.To-b.From, func(i int) bool { return l.reach[b.From+i] > x0 })
		for i := first; i < b.To && l.Marks[i].X0 < x1; i++ {
			top := l.Top(i)
			if l.Marks[i].right() > x0 && top+l.Shape.Row > y0 && top < y1 {
				list = append(list, i)
			}
		}
	}
	return list
}
