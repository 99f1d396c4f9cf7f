package pdf

import (
	"assay.app/assay/model/scene"
	"assay.app/assay/storage/report/pdf/paper"
	"assay.app/assay/storage/typeset"
)

// Lengths in points.
const (
	pageShort = 595.28 // A4
	pageLong  = 841.89
	marginX   = 62.0
	marginTop = 60.0
	marginLow = 64.0
	sideShare = 0.29 // of the width, for what stands at the side of paragraphs
	sideGap   = 14.0
)

// sheet is the page that is being filled, from top to bottom.
type sheet struct {
	page          *paper.Page
	width, height float64 // of the page
	y             float64 // where the next block begins
	gap           float64 // to leave before the next block, unless it begins the page
	narrow        bool    // a column at the side is kept free
	side          []placedLine
	sideLow       float64 // the lower end of what stands at the side
	holding       bool    // the page waits for numbers
}

// placedLine is a line that has no room yet at the side of the page.
type placedLine struct {
	set    *setText
	line   typeset.Line
	mark   *paper.Element
	height float64
	last   bool // the element ends with it
}

// begin begins a page, upright or across.
func (f *flow) begin(across bool) {
	f.width, f.height = pageShort, pageLong
	if across {
		f.width, f.height = pageLong, pageShort
	}
	f.page = f.file.Page(f.width, f.height)
	f.y, f.gap, f.sideLow = marginTop, 0, 0
	rest := f.side
	f.side = nil
	f.drawSide(rest, marginTop)
}

// next ends the page and begins another one of the same form.
func (f *flow) next() {
	across := f.width > f.height
	f.finish()
	f.begin(across)
}

// finish ends the page.
func (f *flow) finish() {
	f.page.Foot()
	if f.holding {
		f.held = append(f.held, f.page)
		return
	}
	f.page.Finish()
}

// turn begins a page of another form, unless the page has it already.
func (f *flow) turn(across bool) {
	if (f.width > f.height) == across {
		return
	}
	f.flushSide()
	f.finish()
	f.begin(across)
}

// fresh reports whether nothing is on the page.
func (f *flow) fresh() bool { return f.y == marginTop && f.sideLow == 0 }

// low is the lower end of the text.
func (f *flow) low() float64 { return f.height - marginLow }

// column returns the left and the right end of the text.
func (f *flow) column() (left, right float64) {
	left, right = marginX, f.width-marginX
	if f.narrow {
		room := (right - left) * sideShare
		if f.left {
			left += room
		} else {
			right -= room
		}
	}
	return left, right
}

// sideColumn returns the left and the right end of what stands at the side.
func (f *flow) sideColumn() (left, right float64) {
	left, right = marginX, f.width-marginX
	room := (right - left) * sideShare
	if f.left {
		return left, left + room - sideGap
	}
	return right - room + sideGap, right
}

// space leaves a gap before a block, and goes to the next page if a height has no room.
func (f *flow) space(before, height float64) {
	if !f.fresh() {
		f.y += max(before, f.gap)
	}
	f.gap = 0
	if f.y+height > f.low() && !f.fresh() {
		f.next()
	}
}

// drawSide draws lines at the side from a height on. Those that have no room follow on the next
// page.
func (f *flow) drawSide(lines []placedLine, y float64) {
	left, right := f.sideColumn()
	for i, l := range lines {
		if y+l.height > f.low() && (i > 0 || y > marginTop) {
			f.side = append(f.side, lines[i:]...)
			break
		}
		f.drawLine(l.set, l.line, left, right, y, l.height, l.mark)
		if l.last {
			l.mark.End()
		}
		y += l.height
	}
	if len(lines) > 0 {
		f.sideLow = max(f.sideLow, y+4)
	}
}

// flushSide draws what still has no room at the side.
func (f *flow) flushSide() {
	for len(f.side) > 0 {
		f.next()
	}
	f.y = max(f.y, f.sideLow)
}

// feet draws the feet of all pages.
func (f *flow) feet() {
	for n := range f.file.Pages() {
		f.file.Foot(n+1, func(p *paper.Page) { f.foot(p, n+1) })
	}
}

// foot draws the foot of a page: the title of the document and the page number.
func (f *flow) foot(p *paper.Page, number int) {
	const size = 8
	width, height := p.Size()
	label := ""
	if f.doc.Words.Page != nil {
		label = clean(f.doc.Words.Page(number, f.file.Pages()))
	}
	muted := func(int) scene.RGB { return f.light.Muted }
	y := height - 36
	style := typeset.Style{Size: size, Language: f.doc.Language}
	page := f.fonts.Line(label, style)
	title := f.shortened(clean(f.doc.Title), style, width-2*marginX-page.Width-20)
	left, right := title, page
	if f.left {
		left, right = page, title
	}
	p.Text(left, marginX, y, muted)
	p.Text(right, width-marginX-right.Width, y, muted)
}

// shortened returns a text on one line of at most a width, with an ellipsis if it is longer.
func (f *flow) shortened(text string, style typeset.Style, width float64) typeset.Line {
	line := f.fonts.Line(text, style)
	if line.Width <= width {
		return line
	}
	lines := f.fonts.Shape([]typeset.Span{{Text: text, Style: style}}, typeset.Rightwards).Lines(width - style.Size)
	if len(lines) == 0 {
		return line
	}
	n := 0
	for i := range lines[0].Pieces {
		n += len(lines[0].Pieces[i].Runes)
	}
	runes := []rune(text)
	return f.fonts.Line(string(runes[:min(n, len(runes))])+"…", style)
}
