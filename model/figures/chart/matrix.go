package chart

import (
	"assay.app/assay/model/figures"
	"assay.app/assay/model/scene"
)

// The measures of a matrix.
const (
	cellLeast = 38.0
	cellMost  = 110.0
	headMost  = 110.0 // the height of names that run upwards
	apart     = 10.0  // between F and the letters before it
)

// matrix lays out a shaded cell with its number for each row and column. The sums are at the ends.
func (d *drawing) matrix() {
	from, to, more := d.shownRows()
	columns := min(len(d.f.Columns), MostColumns)
	names := d.names(from, to)
	left := margin + names + gap
	side, turned := d.cellWidth(columns, left)
	sums := max(cellLeast, d.widestSum(from, to)+gap)
	xs := make([]float64, columns+1)
	x := left
	for c := range columns {
		if c > 0 && d.isApart(d.f.Cross.Columns, d.f.Columns[c]) {
			x += apart
		}
		xs[c] = x
		x += side
	}
	xs[columns] = x
	d.s.Width = max(d.s.Width, x+sums+margin)
	d.heads(xs, side, turned)
	most := max(1, d.f.Largest())
	for r := from; r < to; r++ {
		if r > from && d.isApart(d.f.Cross.Rows, d.f.Rows[r]) {
			d.y += apart
		}
		middle := d.y + line/2
		d.text(left-gap, middle+rise, d.row(r), style{size: textSize, anchor: scene.End, most: names, tip: d.row(r)})
		for _, c := range d.f.RowCells(r) {
			if c.Column >= columns {
				continue
			}
			of, tip := d.f.At(r, c.Column), d.tip(r, c.Column, c.Count)
			d.rect(xs[c.Column]+1, d.y+1, side-2, line-2, scene.Color{Role: scene.Shade, Share: float64(c.Count) / float64(most)}, of, tip)
			d.text(xs[c.Column]+side/2, middle+rise, d.Words.Number(c.Count), style{size: textSize, role: scene.OnFill, anchor: scene.Middle, of: of + 1, tip: tip, most: side - 2})
		}
		d.text(x+sums, middle+rise, d.Words.Number(d.f.Sums[r]), style{size: textSize, role: scene.Muted, anchor: scene.End})
		d.y += line
	}
	d.totals(xs, side, x+sums)
	d.more(more)
	if n := len(d.f.Columns) - columns; n > 0 {
		d.y += line
		d.text(margin, d.y, d.Words.MoreColumns(n), style{size: textSize, role: scene.Muted})
	}
}

// isApart reports whether a value stands outside the order of its scale: F, 6, and none.
func (d *drawing) isApart(of figures.Dimension, v figures.Value) bool {
	switch of {
	case figures.Letter:
		return v.Key == "F" || v.None()
	case figures.Digit:
		return v.Key == "6" || v.None()
	default:
		return false
	}
}

// cellWidth returns the width of a column, and whether the names of columns run upwards because
// they do not fit.
func (d *drawing) cellWidth(columns int, left float64) (width float64, turned bool) {
	widest := 0.0
	for c := range columns {
		widest = max(widest, d.Measure(d.column(c), textSize, false))
	}
	numbers := cellLeast
	for _, n := range d.f.Totals {
		numbers = max(numbers, d.Measure(d.Words.Number(n), textSize, false)+gap)
	}
	room := (d.s.Width - left - margin - cellLeast) / float64(max(columns, 1))
	width = min(max(room, numbers), cellMost)
	return width, widest+4 > width
}

func (d *drawing) widestSum(from, to int) float64 {
	widest := d.Measure(d.Words.Number(d.f.Total), textSize, true)
	for r := from; r < to; r++ {
		widest = max(widest, d.Measure(d.Words.Number(d.f.Sums[r]), textSize, false))
	}
	return widest
}

// heads adds the names of the columns.
func (d *drawing) heads(xs []float64, side float64, turned bool) {
	height := line
	if turned {
		height = gap
		for c := range len(xs) - 1 {
			height = max(height, min(d.Measure(d.column(c), textSize, false), headMost)+gap)
		}
	}
	d.y += height
	for c := range len(xs) - 1 {
		s := style{size: textSize, anchor: scene.Middle, most: side - 4}
		x := xs[c] + side/2
		if turned {
			s = style{size: textSize, turned: true, most: headMost}
			x += rise
		}
		d.text(x, d.y-4, d.column(c), s)
	}
}

// totals adds the sums of the columns.
func (d *drawing) totals(xs []float64, side, end float64) {
	d.rule(xs[0], d.y+2, end-xs[0], 0)
	d.y += 2
	middle := d.y + line/2
	for c := range len(xs) - 1 {
		d.text(xs[c]+side/2, middle+rise, d.Words.Number(d.f.Totals[c]), style{size: textSize, role: scene.Muted, anchor: scene.Middle, most: side})
	}
	d.text(end, middle+rise, d.Words.Number(d.f.Total), style{size: textSize, bold: true, anchor: scene.End})
	d.y += line
}
