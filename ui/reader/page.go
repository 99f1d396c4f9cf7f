package reader

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"assay.app/assay/model"
	"assay.app/assay/ui/look"
)

// Sizes of the page, in device-independent pixels unless stated otherwise.
const (
	marginLeft  = 76 // for the letters of labels
	marginNotes = 40 // for the note marks, at the right
	paddingTop  = 36
	paddingEnd  = 120 // below the last line
	measureRune = 70  // largest number of characters on a line, approximately
	lineHeight  = 1.6 // multiple of the text size
)

// page is the article inside the scroller. It is as high as the whole article, but
// has canvas objects only for the part on or near the screen.
type page struct {
	widget.BaseWidget
	reader *Reader

	view    View
	current int
	caret   int // byte offset into the text; -1 if hidden

	hovered  int    // the unit under the pointer; -1 if there is none
	over     *point // the mark under the pointer; nil if there is none
	overText bool   // the pointer is over text
	mouse    mouse
	selected selected

	styled  style // style of the last layout
	metrics Metrics
	column  float32 // left edge of the text column
	title   *Flow
	titled  Metrics
	facts   *Flow
	textTop float32
	galley  *galley
	next    int // the next block to lay out in the background
	words   widths
	bold    widths

	objects []fyne.CanvasObject
	points  []point // the marks that react to the pointer
}

var (
	_ fyne.Widget            = (*page)(nil)
	_ fyne.Tappable          = (*page)(nil)
	_ fyne.SecondaryTappable = (*page)(nil)
	_ desktop.Hoverable      = (*page)(nil)
	_ desktop.Cursorable     = (*page)(nil)
	_ desktop.Mouseable      = (*page)(nil)
	_ fyne.Draggable         = (*page)(nil)
	_ fyne.Scrollable        = (*page)(nil)
)

// style holds the settings that the layout depends on.
type style struct {
	width, text, title float32
	serif              bool
}

func newPage(r *Reader) *page {
	p := &page{reader: r, current: -1, hovered: -1, caret: -1, galley: newGalley("", model.Structure{}), title: &Flow{}, facts: &Flow{}}
	p.ExtendBaseWidget(p)
	return p
}

func (p *page) show(v View, current int) {
	p.view, p.current, p.hovered, p.caret = v, current, -1, -1
	p.over, p.selected, p.mouse = nil, selected{}, mouse{}
	p.styled = style{}
	head, body := titleIn(v.Text, v.Structure, v.Title)
	p.galley = newHeadedGalley(v.Text, v.Structure, head, body)
	p.layOut(p.Size().Width)
	p.repaint()
}

// layOut prepares the page for a width and the current theme. It lays out the
// headline and the facts. The blocks of the text are laid out later, when they are
// needed. It does nothing if the style is unchanged or the width is 0.
func (p *page) layOut(width float32) {
	want := p.wanted(width)
	if want == p.styled || width == 0 {
		return
	}
	if want.text != p.styled.text || want.title != p.styled.title || want.serif != p.styled.serif {
		p.words, p.bold = widths{}, widths{}
	}
	p.styled = want
	measure := p.words.measure(want.text, look.Reading(false))
	room := max(80, width-marginLeft-p.marginRight())
	const alphabet = "abcdefghijklmnopqrstuvwxyz "
	column := min(room, measure(alphabet)/float32(len(alphabet))*measureRune)
	p.column = marginLeft + (room-column)/2
	p.metrics = Metrics{
		Width:     column,
		Line:      grid(want.text * lineHeight),
		Paragraph: grid(want.text * 0.8),
		Space:     measure(" "),
	}
	bold := p.bold.measure(want.title, look.Reading(true))
	p.titled = Metrics{Width: column, Line: grid(want.title * 1.3), Space: bold(" ")}
	p.title = &Flow{}
	if !p.galley.head.has() {
		p.title = LayOut(p.view.Title, whole(p.view.Title), p.titled, bold)
	}
	small := widths{}.measure(theme.Size(theme.SizeNameText), fyne.TextStyle{})
	p.facts = LayOut(p.view.Facts, whole(p.view.Facts), Metrics{Width: column, Line: p.metrics.Line, Space: small(" ")}, small)
	p.textTop = paddingTop
	facts := p.facts.Height + p.metrics.Line
	if !p.galley.head.has() {
		p.textTop += p.title.Height + facts
	}
	p.galley.setHead(headed{metrics: p.titled, measure: bold, below: facts})
	p.galley.set(p.metrics, measure)
	for i := 0; p.galley.head.has() && i <= p.galley.head.block; i++ {
		p.galley.flow(i) // the height of a title differs much from the estimate, which is for text
	}
	p.next = 0
}

func (p *page) marginRight() float32 {
	if p.view.Others {
		return marginOthers + gradeRoom()
	}
	return marginNotes + gradeRoom()
}

// whole returns the structure of a text that is a single unit.
func whole(text string) model.Structure {
	return model.Structure{Units: []model.Unit{{Span: model.Span{End: len(text)}}}}
}

// grid rounds to a whole pixel, so that every line is drawn alike.
func grid(v float32) float32 { return float32(int(v + 0.5)) }

// wanted returns the style for a width and the current theme.
func (p *page) wanted(width float32) style {
	return style{width: width, text: theme.Size(look.SizeReading), title: theme.Size(look.SizeTitle), serif: look.Serif()}
}

// blocks holds the indexes of the first and the last block of a unit.
type blocks struct {
	first, last int
	ok          bool // false if there is no such unit, or no layout yet
}

func (p *page) blocksOf(unit int) (b blocks) {
	if unit < 0 || unit >= len(p.view.Structure.Units) || p.styled == (style{}) {
		return b
	}
	span := p.view.Structure.Units[unit].Span
	return blocks{p.galley.blockOf(span.Start), p.galley.blockOf(max(span.Start, span.End-1)), true}
}

// extent returns the distances of the top and the bottom of a unit from the top of
// the page. It lays out the blocks in which the unit begins and ends. It returns
// false if there is no such unit, or no layout yet.
func (p *page) extent(unit int) (top, bottom float32, ok bool) {
	b := p.blocksOf(unit)
	if !b.ok {
		return 0, 0, false
	}
	from, to := p.galley.flow(b.first), p.galley.flow(b.last)
	first, _ := from.Extent(unit)
	_, last := to.Extent(unit)
	return p.textTop + p.galley.top(b.first) + float32(first)*p.galley.lineOf(b.first),
		p.textTop + p.galley.top(b.last) + float32(last+1)*p.galley.lineOf(b.last), true
}

// face is how the text of a line is drawn.
type face struct {
	line  float32 // height of the line
	size  float32 // of the text
	style fyne.TextStyle
	head  bool // it is the title
}

// inset returns the distance between the top of a line and a background behind its
// text.
func (f face) inset() float32 { return max(0, (f.line-f.size*1.36)/2) }

// faceOf returns the face of a block.
func (p *page) faceOf(block int) face {
	if p.galley.isHead(block) {
		return face{p.titled.Line, p.styled.title, look.Reading(true), true}
	}
	return face{p.metrics.Line, p.styled.text, look.Reading(false), false}
}

// placed is a line and the distance of its top from the top of the page.
type placed struct {
	Line
	face
	top float32
}

// lines returns the lines that are partly or wholly between two distances from the
// top of the page. It skips blocks whose lines are not in memory.
func (p *page) lines(top, bottom float32) (out []placed) {
	for i := p.galley.at(top - p.textTop); i < len(p.galley.blocks); i++ {
		y := p.textTop + p.galley.top(i)
		if y >= bottom {
			break
		}
		if !p.galley.has(i) {
			continue
		}
		f := p.galley.flow(i)
		from, to := f.LinesIn(top-y, bottom-y, p.galley.lineOf(i))
		for _, l := range f.Lines[from:to] {
			out = append(out, placed{l, p.faceOf(i), y + l.Y})
		}
	}
	return out
}

// runAt returns the run at a point of the page, or the nearest one on the line there
// that is less than reach away. It returns false if there is none, or if the lines
// of the block there are not in memory.
func (p *page) runAt(at fyne.Position, reach float32) (Run, face, bool) {
	y := at.Y - p.textTop
	if len(p.galley.blocks) == 0 || y < 0 {
		return Run{}, face{}, false
	}
	i := p.galley.at(y)
	if !p.galley.has(i) {
		return Run{}, face{}, false
	}
	run, ok := p.galley.flow(i).runAt(at.X-p.column, y-p.galley.top(i), p.galley.lineOf(i), reach)
	return run, p.faceOf(i), ok
}

// MinSize implements fyne.CanvasObject. The minimum height is that of the whole
// page.
func (p *page) MinSize() fyne.Size {
	return fyne.NewSize(marginLeft+p.marginRight()+160, p.textTop+p.galley.height()+paddingEnd)
}

// Resize implements fyne.CanvasObject.
func (p *page) Resize(size fyne.Size) {
	p.layOut(size.Width)
	p.BaseWidget.Resize(size)
}

// Refresh implements fyne.CanvasObject. It lays out the article again if the theme
// has another font or text size.
func (p *page) Refresh() {
	if p.styled != (style{}) && p.styled != p.wanted(p.Size().Width) && !p.reader.settling {
		// Keep the text in its place on the screen.
		s := p.spotAt(p.reader.scroll.Offset.Y)
		p.layOut(p.Size().Width)
		p.reader.hold(s)
		p.reader.reveal(p.current)
	}
	p.layOut(p.Size().Width)
	p.BaseWidget.Refresh()
}

func (p *page) repaint() { p.BaseWidget.Refresh() }

// CreateRenderer implements fyne.Widget.
func (p *page) CreateRenderer() fyne.WidgetRenderer { return newRenderer(p) }
