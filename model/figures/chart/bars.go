package chart

import "assay.app/assay/model/scene"

// bars lays out a bar for each row. The parts of a bar are in the order of the columns, and the
// sum of the row is at its end. Rows of one group are under one heading.
func (d *drawing) bars() {
	from, to, more := d.shownRows()
	names := d.names(from, to)
	longest, widest := 1, 0.0
	for r := range d.f.Rows { // all rows, so that windows of rows have one scale
		longest = max(longest, d.length(r))
	}
	for r := from; r < to; r++ {
		widest = max(widest, d.Measure(d.Words.Number(d.f.Sums[r]), textSize, false))
	}
	left := margin + names + gap
	room := max(d.s.Width-margin-widest-gap-left, 20)
	group := ""
	for r := from; r < to; r++ {
		if g := d.f.Rows[r].Group; g != "" && (g != group || r == from) {
			group = g
			d.y += line
			d.text(margin, d.y, g, style{size: textSize, bold: true, most: d.s.Width - 2*margin})
			d.y += gap / 2
		}
		middle := d.y + line/2
		d.text(left-gap, middle+rise, d.row(r), style{size: textSize, anchor: scene.End, most: names, tip: d.row(r)})
		end := d.bar(r, left, middle-bar/2, room/float64(longest))
		d.text(end+gap/2, middle+rise, d.Words.Number(d.f.Sums[r]), style{size: textSize, role: scene.Muted})
		d.rule(left, d.y, 0, line)
		d.y += line
	}
	d.more(more)
}

// length returns the sum of the parts of a bar. It is more than the sum of the row if sentences
// are counted in several columns.
func (d *drawing) length(r int) int {
	n := 0
	for _, c := range d.f.RowCells(r) {
		n += c.Count
	}
	return n
}

// bar adds the parts of a bar and returns where it ends.
func (d *drawing) bar(r int, x, y, unit float64) float64 {
	for i, c := range d.f.RowCells(r) {
		w := float64(c.Count) * unit
		of := d.f.At(r, c.Column)
		if i > 0 && w > 3 { // a gap between parts
			x++
			w--
		}
		tip := d.tip(r, c.Column, c.Count)
		d.rect(x, y, w, bar, d.color(c.Column), of, tip).Hatched = d.hatched(c.Column)
		if text := d.inside(c.Column, c.Count, w-6); text != "" && len(d.f.Columns) > 1 {
			if d.hatched(c.Column) { // stripes under the text would make it hard to read
				wide := d.Measure(text, textSize-2, false) + 4
				d.rect(x+w/2-wide/2, y+1, wide, bar-2, scene.Color{Role: scene.Paper}, of, tip)
			}
			d.text(x+w/2, y+bar-3, text, style{size: textSize - 2, role: scene.OnFill, anchor: scene.Middle, of: of + 1, tip: tip})
		}
		x += w
	}
	return x
}

// inside returns what is written into a part of a bar: the letter of the label and the count, one
// of them, or nothing if the part is too short.
func (d *drawing) inside(c, count int, room float64) string {
	number := d.Words.Number(count)
	texts := []string{number}
	if mark := d.f.Columns[c].Mark; mark != "" {
		texts = []string{mark + " " + number, mark}
	}
	for _, text := range texts {
		if d.Measure(text, textSize-2, false) <= room {
			return text
		}
	}
	return ""
}
