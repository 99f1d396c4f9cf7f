package pdf

import (
	"fmt"

	"assay.app/assay/model/scene"
	"assay.app/assay/storage/report/content"
	"assay.app/assay/storage/report/pdf/paper"
	"assay.app/assay/storage/typeset"
)

// table is a table that is being written.
type table struct {
	*flow
	content.Table
	element *paper.Element
	style   typeset.Style
	pad     float64 // at the sides of a cell
	left    []float64
	right   []float64 // the ends of the columns
	head    []cell
	tall    float64 // the height of the head
}

// cell is a cell that is ready to be drawn.
type cell struct {
	set    *setText
	lines  []typeset.Line
	fill   scene.RGB
	filled bool
	e      *paper.Element // nil in a head that is repeated
}

// acrossFrom is the number of columns from which tables are on pages across.
const acrossFrom = 10

// leastShare is the least width of a column, as a share of the width that all would have if they
// were equal.
const leastShare = 0.3

// table writes a table. Its head is repeated on each page. A row stays on one page if it takes at
// most half of one.
func (f *flow) table(t content.Table) error {
	if err := content.CheckTable(&t); err != nil {
		return fmt.Errorf("write a PDF: %w", err)
	}
	f.flushSide()
	narrow, across := f.narrow, f.width > f.height
	f.narrow = false
	wide := len(t.Columns) >= acrossFrom
	f.turn(wide)
	w := &table{flow: f, Table: t, element: f.file.Document().Child("Table").Describe(clean(t.Summary))}
	w.measure()
	w.head = w.cells(w.titles(), true)
	w.tall = w.height(w.head)
	w.title()
	f.page.Place(t.ID, f.y)
	w.drawHead(false)
	err := w.rows()
	w.element.End()
	f.gap = 12
	f.turn(across && !wide)
	f.narrow = narrow
	return err
}

// measure decides on the size of the letters and on the columns.
func (t *table) measure() {
	n := len(t.Columns)
	t.style = typeset.Style{Size: 8.5}
	t.pad = 4
	switch {
	case n > 30:
		t.style.Size, t.pad = 4, 1
	case n > 18:
		t.style.Size, t.pad = 5.5, 1.5
	case n > 6:
		t.style.Size, t.pad = 7.5, 3
	}
	left, right := t.column()
	shares := content.Shares(t.Columns)
	sum := 0.0
	for i := range shares {
		shares[i] = max(shares[i], leastShare/float64(n))
		sum += shares[i]
	}
	x := 0.0
	for _, share := range shares {
		w := share / sum * (right - left)
		from, to := left+x, left+x+w
		if t.flow.left {
			from, to = right-x-w, right-x
		}
		t.left, t.right = append(t.left, from), append(t.right, to)
		x += w
	}
}

// title writes the title above the table.
func (t *table) title() {
	room := t.tall + 3*t.style.Size*lead
	runs := []content.Run{content.Plain(t.Title)}
	if plainText(runs) == "" {
		t.space(10, room)
		return
	}
	l := look{style: typeset.Style{Size: 9.5, Bold: true}, color: t.light.Ink}
	s := t.set(runs, l.style, l.color)
	left, right := t.column()
	lines := s.Lines(right - left)
	t.space(12, float64(len(lines))*l.style.Size*lead+room)
	e := t.file.Document().Child("Caption")
	t.lines(s, lines, l, e)
	e.End()
	t.y += 2
}

func (t *table) titles() []content.Cell {
	out := make([]content.Cell, len(t.Columns))
	for i, c := range t.Columns {
		out[i] = content.Cell{Text: []content.Run{{Text: c.Title, Bold: true}}}
	}
	return out
}

// cells sets the cells of a row.
func (t *table) cells(row []content.Cell, head bool) []cell {
	out := make([]cell, len(t.Columns))
	for i := range out {
		c := &row[i]
		color := t.light.Ink
		out[i].fill, out[i].filled = scene.ParseRGB(c.Fill)
		if out[i].filled {
			color = scene.Readable(out[i].fill)
		}
		out[i].set = t.set(c.Text, t.style, color)
		out[i].lines = out[i].set.Lines(max(t.right[i]-t.left[i]-2*t.pad, 1))
		if head && !out[i].filled {
			out[i].fill, out[i].filled = scene.Mix(t.light.Grid, t.light.Paper, 0.45), true
		}
	}
	return out
}

func (t *table) lineHeight() float64 { return t.style.Size * lead }

// height returns the height of a row.
func (t *table) height(cells []cell) float64 {
	most := 1
	for i := range cells {
		most = max(most, len(cells[i].lines))
	}
	return float64(most)*t.lineHeight() + 1.5*t.pad
}

// drawHead draws the head. When it is repeated, it is no part of the text.
func (t *table) drawHead(repeated bool) {
	if repeated {
		for i := range t.head {
			t.head[i].e = nil
		}
		t.drawRow(t.head, t.tall, nil)
		return
	}
	row := t.element.Child("TR")
	for i := range t.head {
		t.head[i].e = row.Child("TH").Attributes("/O/Table/Scope/Column")
	}
	t.drawRow(t.head, min(t.tall, (t.low()-marginTop)/2), row)
}

// turnPage goes to the next page and repeats the head.
func (t *table) turnPage() {
	t.next()
	if title := clean(t.Title); title != "" && t.doc.Words.Continued != "" {
		style := typeset.Style{Size: 8.5, Language: t.doc.Language}
		left, right := t.column()
		line := t.shortened(title+" "+clean(t.doc.Words.Continued), style, right-left)
		x := left
		if t.flow.left {
			x = right - line.Width
		}
		t.page.Aside()
		t.page.Text(line, x, t.y+9, func(int) scene.RGB { return t.light.Muted })
		t.y += 16
	}
	if t.tall < (t.low()-marginTop)/2 {
		t.drawHead(true)
	}
}

// rows writes the rows.
func (t *table) rows() error {
	n := 0
	for row, err := range t.Rows {
		if err == nil {
			err = t.ctx.Err()
		}
		if err == nil {
			err = t.file.Err()
		}
		if err == nil {
			err = content.CheckRow(&t.Table, n, row)
		}
		if err != nil {
			return err
		}
		n++
		t.row(t.cells(row, false))
	}
	return nil
}

// row writes a row, on several pages if it is taller than half of one.
func (t *table) row(cells []cell) {
	tr := t.element.Child("TR")
	for i := range cells {
		cells[i].e = tr.Child("TD")
	}
	for {
		height := t.height(cells)
		room := t.low() - t.y
		if height <= room {
			t.drawRow(cells, height, tr)
			return
		}
		if height <= (t.low()-marginTop)/2 || room < 4*t.lineHeight()+1.5*t.pad {
			t.turnPage()
			if t.height(cells) <= t.low()-t.y {
				continue
			}
			room = t.low() - t.y
		}
		n := max(int((room-1.5*t.pad)/t.lineHeight()), 1)
		part := make([]cell, len(cells))
		for i := range cells {
			part[i] = cells[i]
			k := min(n, len(cells[i].lines))
			part[i].lines, cells[i].lines = cells[i].lines[:k], cells[i].lines[k:]
		}
		t.drawRow(part, t.height(part), nil)
		t.turnPage()
	}
}

// drawRow draws a row of a height. If tr is given, its elements end.
func (t *table) drawRow(cells []cell, height float64, tr *paper.Element) {
	t.page.Aside()
	for i := range cells {
		if c := &cells[i]; c.filled {
			t.page.Rect(t.left[i], t.y, t.right[i]-t.left[i], height, c.fill)
		}
	}
	left, right := t.column()
	t.page.Line(left, t.y+height, right, t.y+height, 0.5, t.light.Grid)
	for i := range cells {
		t.drawCell(i, &cells[i])
		if e := cells[i].e; e != nil && tr != nil {
			e.End()
		}
	}
	if tr != nil {
		tr.End()
	}
	t.y += height
}

func (t *table) drawCell(i int, c *cell) {
	y := t.y + 0.75*t.pad
	for _, line := range c.lines {
		left, right := t.left[i]+t.pad, t.right[i]-t.pad
		x := left
		switch align := t.Columns[i].Align; {
		case align == content.Centre:
			x = (left + right - line.Width) / 2
		case (align == content.Trailing) != t.flow.left:
			x = right - line.Width
		}
		if c.e == nil {
			t.page.Aside()
			base := y + t.lineHeight()*0.5 + t.style.Size*0.35
			t.page.Text(line, x, base, func(span int) scene.RGB { return c.set.more[span].color })
		} else {
			t.page.Mark(c.e)
			t.drawLineAt(c.set, line, x, y, t.lineHeight(), c.e)
		}
		y += t.lineHeight()
	}
}
