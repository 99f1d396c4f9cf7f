// Package drawing writes charts as SVG.
package drawing

import (
	"cmp"
	"fmt"
	"io"
	"time"

	"assay.app/assay/model"
	"assay.app/assay/model/timeline"
)

// Timeline is what a drawing shows: the articles of a timeline or, if Statement is set, the
// appearances of one of its statements.
type Timeline struct {
	*timeline.Timeline
	Statement *timeline.Statement
	Words     Words
}

// The measures of a drawing, in pixels.
const (
	width   = 1200
	margin  = 24
	apart   = 96  // between ticks, at least
	head    = 84  // above the bands: the title and the labels of the axis
	keyRow  = 22  // a row of the key
	keyCell = 200 // an entry of the key
)

func measures() timeline.Shape {
	return timeline.Shape{Mark: 11, Gap: 1, Row: 16, Head: 22, Points: 6, Bars: 3}
}

// A drawing is bounded: names longer than this many runes are shortened, and once the titles
// of marks take mostTitles bytes, no more are written. Marks are never left out.
const (
	longestName  = 80
	longestTitle = 160
	mostTitles   = 4 << 20
)

// WriteTimeline writes a drawing to w. It is one SVG 1.1 image without scripts, fonts or
// references, in light colours or, where the system prefers it, in dark ones. Its times are
// those of UTC; times without a zone are shown as printed. The error is that of w.
func WriteTimeline(w io.Writer, t Timeline) error {
	d := &drawing{svg: svg{w: w}, Timeline: t}
	if t.Statement != nil {
		d.chart, d.all = t.Statement.Chart(time.UTC), len(t.Statement.Appearances)
	} else {
		d.chart, d.all = t.Chart(time.UTC), len(t.Articles)
	}
	from, to := d.chart.Extent()
	d.layout = timeline.NewLayout(&d.chart, timeline.Fit(from, to, time.UTC, width-2*margin, apart), measures())
	d.begin(from, to)
	if len(d.chart.Items) > 0 {
		d.axis()
		for i := range d.layout.Bands {
			d.band(i)
		}
	}
	d.key()
	d.line("</svg>")
	return d.err
}

type drawing struct {
	svg
	Timeline
	chart  timeline.Chart
	layout *timeline.Layout
	all    int // articles or appearances, with those without a date
	titles int // bytes of titles so far
}

// begin writes everything before the axis.
func (d *drawing) begin(from, to time.Time) {
	title, about := d.Words.Articles, d.Words.Empty
	if d.Statement != nil {
		title = d.Statement.Title
	}
	if n := len(d.chart.Items); n > 0 {
		last := to.Add(-time.Second)
		about = d.Words.Describe(n, len(d.chart.Columns), from.Format(time.DateOnly), last.Format(time.DateOnly))
	}
	if n := d.all - len(d.chart.Items); n > 0 {
		about += " " + d.Words.Undated(n)
	}
	height := head + d.layout.Height() + float64(len(d.entries())+4)/5*keyRow + 2*margin
	d.line(`<svg xmlns="http://www.w3.org/2000/svg" version="1.1" width="%d" height="%s" viewBox="0 0 %d %s" role="img" aria-labelledby="title about">`,
		width, number(height), width, number(height))
	d.line(`<title id="title">%s</title>`, escaped(title, longestTitle))
	d.line(`<desc id="about">%s</desc>`, escaped(about, 4*longestTitle))
	d.line("<style>\n%s\n</style>", style)
	d.line(`<rect class="paper" width="100%%" height="100%%"/>`)
	d.line(`<text class="title" x="%d" y="32">%s</text>`, margin, escaped(title, longestName))
}

// x returns the place of a time in the drawing.
func (d *drawing) x(x float64) float64 { return margin + x }

// axis writes the ticks with their labels.
func (d *drawing) axis() {
	scale := d.layout.Scale
	bottom := head + d.layout.Height()
	d.line(`<text x="%d" y="%d">UTC</text>`, margin+3, head-24)
	for _, tick := range scale.Ticks(0, scale.Width()+1) {
		class := "tick"
		if tick.Level < scale.Level {
			class = "tick major"
		}
		x := d.x(tick.X)
		d.line(`<line class="%s" x1="%s" y1="%d" x2="%s" y2="%s"/>`, class, number(x), head-16, number(x), number(bottom))
		if tick.X < scale.Width()-1 { // at the end a label would be outside
			d.line(`<text x="%s" y="%d">%s</text>`, number(x+3), head-8, label(tick, scale.Level))
		}
	}
}

// label returns the label of a tick, in ISO 8601, which is the same in all languages.
func label(tick timeline.Tick, level timeline.Level) string {
	switch {
	case level == timeline.ByYear:
		return tick.Time.Format("2006")
	case level == timeline.ByMonth:
		return tick.Time.Format("2006-01")
	case level == timeline.ByHour && tick.Level == timeline.ByHour:
		return tick.Time.Format("15:04")
	}
	return tick.Time.Format(time.DateOnly)
}

// band writes the band of an outlet with its marks. Items that share a mark are all drawn,
// each at its own time.
func (d *drawing) band(i int) {
	b := d.layout.Bands[i]
	name := d.Words.NoOutlet
	if column := d.chart.Columns[i]; column >= 0 {
		name = cmp.Or(d.Outlets[column].Heading(), name)
	}
	d.line("<g>")
	d.line(`<text class="outlet" x="%d" y="%s">%s<tspan>%s</tspan></text>`, margin+4, number(head+b.Y+15), d.place(d.chart.Columns[i]), escaped(name, longestName))
	if y := head + b.Y + b.Height - 1; b.X1 > b.X0 {
		d.line(`<line class="line" x1="%s" y1="%s" x2="%s" y2="%s"/>`, number(d.x(b.X0)), number(y), number(d.x(b.X1)), number(y))
	}
	for m := b.From; m < b.To; m++ {
		for _, item := range d.layout.Items(m) {
			d.mark(&d.chart.Items[item], head+d.layout.Top(m)+d.layout.Shape.Row/2)
		}
	}
	d.line("</g>")
}

// place returns the place of an outlet among those that say the statement: "1. " or, if it is
// tied, "1–3. ".
func (d *drawing) place(column int) string {
	if d.Statement == nil {
		return ""
	}
	for _, o := range d.Statement.Outlets {
		switch {
		case o.Column != column || o.Rank == 0:
		case o.Tied():
			return fmt.Sprintf("%d–%d. ", o.Rank, o.Last)
		default:
			return fmt.Sprintf("%d. ", o.Rank)
		}
	}
	return ""
}

// mark writes an item at a height.
func (d *drawing) mark(item *timeline.Item, y float64) {
	at, stance, title := d.about(item.Of)
	d.line(`<g class="mark">`)
	if title = escaped(title, longestTitle); d.titles+len(title) <= mostTitles {
		d.titles += len(title)
		d.line("<title>%s</title>", title)
	}
	scale := d.layout.Scale
	x := d.x(scale.X(item.From))
	middle := x
	if item.Bar {
		w := max(d.x(scale.X(item.To))-x, d.layout.Shape.Mark)
		d.line(`<rect class="day" x="%s" y="%s" width="%s" height="12" rx="3"/>`, number(x), number(y-6), number(w))
		middle = x + w/2
	}
	if !item.Until.IsZero() {
		end := d.x(scale.X(item.Until))
		d.line(`<path class="gone" d="M%s %sH%sm0 -5v10"/>`, number(middle), number(y), number(end))
	}
	if !item.Bar || d.Statement != nil {
		d.shape(stance, middle, y, !at.Zoned)
	}
	d.line("</g>")
}

// about returns the time, the stance and the title of an item.
func (d *drawing) about(of int) (timeline.Moment, model.Stance, string) {
	if d.Statement == nil {
		a := &d.Articles[of]
		return a.Moment, model.Asserts, a.Moment.Text + " · " + a.Title
	}
	a := &d.Statement.Appearances[of]
	title := a.Moment.Text + " · " + cmp.Or(d.Words.Stances[a.Stance], string(a.Stance)) + " · " + a.Title
	if a.Until.Known() {
		title = a.Moment.Text + " · " + d.Words.Gone + " " + a.Until.Text + " · " + a.Title
	}
	return a.Moment, a.Stance, title
}

// entry is an entry of the key.
type entry struct {
	draw func(x, y float64)
	text string
}

// entries returns the entries of the key.
func (d *drawing) entries() []entry {
	sign := func(stance model.Stance, hollow bool) func(x, y float64) {
		return func(x, y float64) { d.shape(stance, x, y, hollow) }
	}
	var out []entry
	if d.Statement != nil {
		for _, stance := range []model.Stance{model.Asserts, model.Attributes, model.Denies, model.Doubts} {
			out = append(out, entry{sign(stance, false), d.Words.Stances[stance]})
		}
	} else {
		out = append(out, entry{sign(model.Asserts, false), d.Words.Timed})
	}
	out = append(out, entry{sign(model.Asserts, true), d.Words.NoZone}, entry{func(x, y float64) {
		d.line(`<rect class="day" x="%s" y="%s" width="14" height="12" rx="3"/>`, number(x-7), number(y-6))
	}, d.Words.Day})
	for i := range d.chart.Items {
		if !d.chart.Items[i].Until.IsZero() {
			return append(out, entry{func(x, y float64) {
				d.line(`<path class="gone" d="M%s %sh14m0 -5v10"/>`, number(x-7), number(y))
			}, d.Words.Version})
		}
	}
	return out
}

// key writes what the signs mean, and how much is not in the drawing.
func (d *drawing) key() {
	y := head + d.layout.Height() + margin
	d.line(`<g class="key">`)
	for i, e := range d.entries() {
		x := float64(margin + 8 + i%5*keyCell)
		at := y + float64(i/5*keyRow)
		e.draw(x, at)
		d.line(`<text x="%s" y="%s">%s</text>`, number(x+14), number(at+4), escaped(e.text, longestName))
	}
	d.line("</g>")
	if n := d.all - len(d.chart.Items); n > 0 {
		d.line(`<text x="%d" y="%s">%s</text>`, margin, number(y+float64((len(d.entries())+4)/5*keyRow)+4), escaped(d.Words.Undated(n), longestName))
	}
}
