// Package chart lays figures out as drawings: bars, matrices, and columns over time.
package chart

import (
	"strings"

	"assay.app/assay/model/figures"
	"assay.app/assay/model/scene"
)

// Options say how a figure is drawn.
type Options struct {
	Width float64 // of the drawing in points; a matrix may need more

	// Measure returns the width of a text in points. If it is nil, Estimate is used.
	Measure func(text string, size float64, bold bool) float64
	Words   Words

	// From is the first row, and Rows the number of rows to draw. If Rows is 0, all rows are
	// drawn, up to MostRows. Columns over time show all days.
	From, Rows int

	// Bare leaves out the title and what is counted, for a window that shows them itself.
	Bare bool
}

// A drawing has at most so many rows and columns. It says how many it leaves out.
const (
	MostRows    = 1000
	MostColumns = 200
)

// Kind is the form of a drawing.
type Kind uint8

// The kinds.
const (
	Bars   Kind = iota // a bar for each row, divided by the columns
	Matrix             // a shaded cell with its number for each row and column
	Days               // a column for each day, or for longer times if there are many
)

// mostSeries is the largest number of columns by which bars are divided.
const mostSeries = 8

// KindOf returns the kind of drawing that suits a figure.
func KindOf(f *figures.Figure) Kind {
	timed := f.Cross.Rows == figures.Published || f.Cross.Rows == figures.Worked
	switch {
	case f.Cross.Columns == figures.Work || f.Cross.Columns == figures.Digit || f.Cross.Rows == figures.Letter && f.Cross.Columns != figures.Whole:
		return Matrix // sentences that are counted in several columns do not add up
	case len(f.Columns) > mostSeries:
		return Matrix
	case timed:
		return Days
	}
	return Bars
}

// The measures of a drawing, in points.
const (
	margin   = 16.0
	gap      = 8.0
	line     = 20.0 // a row
	bar      = 13.0 // the height of a bar
	textSize = 11.0
	title    = 15.0 // the size of the title
	least    = 320  // the least width of a drawing
	share    = 0.34 // of the width that names take at most
	rise     = 4.0  // from the middle of a line of text to its baseline
)

// Layout returns the drawing of a figure. The items that show a cell have its index in Of.
func Layout(f *figures.Figure, o Options) *scene.Scene {
	if o.Measure == nil {
		o.Measure = Estimate
	}
	o.Words = o.Words.orEnglish()
	d := &drawing{Options: o, f: f, s: &scene.Scene{Width: max(o.Width, least)}}
	d.From = min(max(d.From, 0), len(f.Rows))
	d.head()
	switch {
	case f.Total == 0:
		d.text(d.s.Width/2, d.y+2*line, d.Words.Empty, style{size: textSize, role: scene.Muted, anchor: scene.Middle, most: d.s.Width - 2*margin})
		d.y += 3 * line
	case KindOf(f) == Matrix:
		d.matrix()
	case KindOf(f) == Days:
		d.days()
	default:
		d.bars()
	}
	d.s.Height = d.y + margin
	d.s.Items[0].W, d.s.Items[0].H = d.s.Width, d.s.Height
	return d.s
}

// drawing is a drawing that is being laid out.
type drawing struct {
	Options
	f *figures.Figure
	s *scene.Scene
	y float64 // where the next part begins
}

// style is how a text is drawn.
type style struct {
	size   float64
	role   scene.Role
	anchor scene.Anchor
	bold   bool
	turned bool
	most   float64 // the text is cut to this width; 0 for no limit
	tip    string
	of     int // the index of a cell plus 1
}

// text adds a text whose baseline goes through a point. A text that is cut has the whole as tip.
func (d *drawing) text(x, y float64, text string, s style) {
	text = strings.Join(strings.Fields(text), " ")
	shown := text
	if s.most > 0 {
		shown = d.cut(text, s)
	}
	if shown != text && s.tip == "" {
		s.tip = text
	}
	d.s.Items = append(d.s.Items, scene.Item{
		Shape: scene.Text, X: x, Y: y, Text: shown, Size: s.size, Bold: s.bold, Turned: s.turned, Anchor: s.anchor,
		Fill: scene.Color{Role: s.role}, Tip: s.tip, Of: s.of - 1,
	})
}

// cut returns a text that is at most as wide as the style says, with an ellipsis if it was cut.
func (d *drawing) cut(text string, s style) string {
	if d.Measure(text, s.size, s.bold) <= s.most {
		return text
	}
	runes := []rune(text)
	low, high := 0, len(runes)
	for low < high {
		half := (low + high + 1) / 2
		if d.Measure(string(runes[:half])+"…", s.size, s.bold) <= s.most {
			low = half
		} else {
			high = half - 1
		}
	}
	return strings.TrimSpace(string(runes[:low])) + "…"
}

// rect adds a rectangle.
func (d *drawing) rect(x, y, w, h float64, fill scene.Color, of int, tip string) *scene.Item {
	d.s.Items = append(d.s.Items, scene.Item{Shape: scene.Rect, X: x, Y: y, W: w, H: h, Fill: fill, Of: of, Tip: tip})
	return &d.s.Items[len(d.s.Items)-1]
}

// rule adds a line.
func (d *drawing) rule(x, y, w, h float64) {
	d.s.Items = append(d.s.Items, scene.Item{Shape: scene.Line, X: x, Y: y, W: w, H: h, Size: 1, Fill: scene.Color{Role: scene.Grid}, Of: -1})
}

// head adds the paper, the title, what is counted, and the legend.
func (d *drawing) head() {
	d.s.Title = d.Words.Title(d.f)
	d.rect(0, 0, 0, 0, scene.Color{Role: scene.Paper}, -1, "")
	if !d.Bare {
		d.y = margin + title
		most := d.s.Width - 2*margin
		d.text(margin, d.y, d.s.Title, style{size: title, bold: true, most: most})
		d.y += line
		d.text(margin, d.y, d.Words.Counted(d.f), style{size: textSize, role: scene.Muted, most: most})
		d.y += gap
	}
	if KindOf(d.f) != Matrix && d.f.Total > 0 && (len(d.f.Columns) > 1 || d.f.Cross.Columns == figures.Label) {
		d.legend()
	}
}

// legend adds what the colours stand for, in as many lines as it needs.
func (d *drawing) legend() {
	const box = 10.0
	x := margin
	d.y += gap
	for c := range d.f.Columns {
		name := d.column(c)
		if mark := d.f.Columns[c].Mark; mark != "" {
			name = mark + "  " + name
		}
		most := min(180, d.s.Width-2*margin-box-gap)
		w := box + gap/2 + min(d.Measure(name, textSize, false), most) + 2*gap
		if x > margin && x+w > d.s.Width-margin {
			x = margin
			d.y += line
		}
		r := d.rect(x, d.y, box, box, d.color(c), -1, "")
		r.Hatched = d.hatched(c)
		d.text(x+box+gap/2, d.y+box-1, name, style{size: textSize, most: most})
		x += w
	}
	d.y += line
}

// color returns the colour of a column.
func (d *drawing) color(c int) scene.Color {
	v := d.f.Columns[c]
	switch {
	case v.None():
		return scene.Color{Role: scene.Muted}
	case v.Color != "":
		return scene.Color{Role: scene.Own, RGB: v.Color}
	case len(d.f.Columns) == 1:
		return scene.Color{Role: scene.Accent}
	}
	return scene.Color{Role: scene.Series, Number: c}
}

// hatched reports whether a column has stripes, so that neighbours can be told apart without
// colours. Labels have their letters.
func (d *drawing) hatched(c int) bool {
	return d.f.Columns[c].Mark == "" && len(d.f.Columns) > 1 && c%2 == 1
}

func (d *drawing) row(r int) string    { return d.Words.Value(d.f.Cross.Rows, d.f.Rows[r]) }
func (d *drawing) column(c int) string { return d.Words.Value(d.f.Cross.Columns, d.f.Columns[c]) }

// shownRows returns the rows to draw, and how many follow them.
func (d *drawing) shownRows() (from, to, more int) {
	n := d.Rows
	if n <= 0 || n > MostRows {
		n = MostRows
	}
	to = min(d.From+n, len(d.f.Rows))
	if d.Rows == 0 {
		more = len(d.f.Rows) - to
	}
	return d.From, to, more
}

// more says how many rows are not drawn.
func (d *drawing) more(n int) {
	if n > 0 {
		d.y += line
		d.text(margin, d.y, d.Words.More(n), style{size: textSize, role: scene.Muted, most: d.s.Width - 2*margin})
	}
}

// tip returns the text that is shown while the pointer is on a cell.
func (d *drawing) tip(r, c, count int) string {
	row := d.row(r)
	if g := d.f.Rows[r].Group; g != "" {
		row += ", " + g
	}
	if d.f.Cross.Columns == figures.Whole {
		return row + ": " + d.Words.Number(count)
	}
	return row + ", " + d.column(c) + ": " + d.Words.Number(count)
}

// names returns the width of the names of rows.
func (d *drawing) names(from, to int) float64 {
	widest := 0.0
	for r := from; r < to; r++ {
		widest = max(widest, d.Measure(d.row(r), textSize, false))
	}
	return min(widest+1, share*max(d.Width, least))
}
