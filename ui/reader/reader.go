// Package reader shows an article as flowing text: paragraphs in a comfortable
// measure, labels as colour behind the text and letters in the margin, the
// current sentence outlined. Only the lines that show exist as canvas objects.
package reader

import (
	"image/color"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"assay.app/assay/model"
)

// View is an article as the reader shows it.
type View struct {
	Title     string
	Facts     string // outlet, byline, date: one line under the title
	Text      string
	Structure model.Structure
	Others    bool // the right margin has room for the labels of others
	// Mark tells how a unit is marked. It is asked for visible units only, at
	// every repaint.
	Mark func(unit int) Mark
}

// Mark is how one unit is marked.
type Mark struct {
	Color  color.Color // the label's; nil for none
	Letter string      // in the margin
	Ghost  string      // a letter that is only suggested: outlined in the margin when Letter is empty
	Notes  bool        // it has reliability notes
	Others []OtherMark // labels of other analysts, in the right margin

	Found []model.Span // what of it was found, in bytes of the article's text
}

// OtherMark is a label that another analyst gave a unit.
type OtherMark struct {
	Letter  string
	Color   color.Color // the label's
	Who     string
	Differs bool // from the label that the analyst gave
}

// Reader is the widget. Its methods belong to the GUI goroutine.
type Reader struct {
	widget.BaseWidget

	// OnTapped is called with the unit that was clicked.
	OnTapped func(unit int)
	// OnMenu is called with the unit that was clicked with the secondary
	// button, the byte offset into the text there, as OffsetAt gives it, and
	// where on the canvas.
	OnMenu func(unit, offset int, at fyne.Position)
	// OnPointed is called, if set, with the unit under the pointer and the byte
	// offset there whenever the pointer moves over a unit.
	OnPointed func(unit, offset int)

	// After calls f on the GUI goroutine once d has passed, unless cancelled. It
	// is how the rest of an article is laid out while nothing else happens; nil
	// leaves it until it shows.
	After func(d time.Duration, f func()) (cancel func())

	// OnEntered is called when the pointer comes onto the article.
	OnEntered func()

	scroll *container.Scroll
	page   *page

	settling bool   // the page is being moved by hold
	stop     func() // calls off what After will do; nil if it will do nothing
}

var (
	_ fyne.Widget     = (*Reader)(nil)
	_ fyne.Accessible = (*Reader)(nil)
)

// New makes an empty reader.
func New() *Reader {
	r := &Reader{}
	r.page = newPage(r)
	r.scroll = container.NewVScroll(r.page)
	r.scroll.OnScrolled = r.scrolled
	r.ExtendBaseWidget(r)
	return r
}

// CreateRenderer implements fyne.Widget.
func (r *Reader) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(r.scroll) }

// AccessibilityLabel implements fyne.Accessible: the current unit, or, without
// one, the headline.
func (r *Reader) AccessibilityLabel() string {
	if p := r.page; p.current >= 0 && p.current < len(p.view.Structure.Units) {
		return folded(p.view.Structure.Units[p.current].Span.Of(p.view.Text))
	}
	return r.page.view.Title
}

// AccessibilityRole implements fyne.Accessible.
func (r *Reader) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

// SetArticle puts an article in place of the one before, at its top, with unit
// current.
func (r *Reader) SetArticle(v View, current int) {
	r.stopLater()
	r.page.show(v, current)
	r.scroll.Offset = fyne.Position{}
	if !r.reveal(current) {
		r.hold(spot{-1, 0})
	}
}

// Restructure shows the same article divided anew, keeping its place.
func (r *Reader) Restructure(v View, current int) {
	r.stopLater()
	s, was := r.page.spotAt(r.scroll.Offset.Y), r.page.galley
	r.page.show(v, current)
	r.page.galley.inherit(was)
	r.hold(s)
	r.reveal(current)
}

// SetCurrent outlines another unit and scrolls as little as needed to show it
// with some lines around it.
func (r *Reader) SetCurrent(unit int) {
	r.page.current = unit
	if !r.reveal(unit) {
		r.page.repaint()
	}
}

// RefreshMarks shows labels and notes as they are now. It lays nothing out.
func (r *Reader) RefreshMarks() { r.page.repaint() }

// ScrollPage scrolls by a share of what shows: 1 is a screenful down.
func (r *Reader) ScrollPage(share float32) {
	height := r.scroll.Size().Height
	y := r.scroll.Offset.Y + share*height*0.9
	r.scroll.Offset.Y = r.page.within(y)
	r.hold(r.page.spotAt(r.scroll.Offset.Y))
}

// OffsetAt gives the unit at a point of the reader, counted from the reader's
// upper left corner, and the place in the text that is nearest to it: a UTF-8
// byte offset into the article's text, on the boundary of a grapheme, within
// the unit or at one of its ends. It gives false where there is no unit.
func (r *Reader) OffsetAt(pos fyne.Position) (unit, offset int, ok bool) {
	return r.page.offsetAt(pos.Add(r.scroll.Offset))
}

// SetCaret draws a thin line before the byte at offset of the article's text;
// -1 draws none. An offset in white space between units, or outside of the
// text, draws none either.
func (r *Reader) SetCaret(offset int) {
	if r.page.caret != offset {
		r.page.caret = offset
		r.page.repaint()
	}
}

// Objects is the number of canvas objects that the article is shown with.
func (r *Reader) Objects() int { return len(r.page.objects) }

// context is how many lines are kept in view above and below the current
// sentence.
const context = 3

// reveal scrolls as little as needed to show a unit, and reports whether it
// did.
func (r *Reader) reveal(unit int) bool {
	p := r.page
	height := r.scroll.Size().Height
	if !p.blocksOf(unit).ok || height == 0 {
		return false
	}
	s := p.spotAt(r.scroll.Offset.Y)
	top, bottom, _ := p.extent(unit) // may lay out blocks, and so move the spot
	was := p.topOf(s)
	slack := context * p.metrics.Line
	if b := p.blocksOf(unit); b.first == 0 {
		if first, _ := p.galley.flow(0).Extent(unit); first == 0 {
			top = 0 // with the headline
		}
	}
	offset := was
	if bottom+slack > offset+height {
		offset = bottom + slack - height
	}
	if top-slack < offset {
		offset = top - slack
	}
	offset = p.within(offset)
	if offset == r.scroll.Offset.Y && p.galley.has(p.galley.at(offset-p.textTop)) {
		return false
	}
	start := p.view.Structure.Units[unit].Span.Start
	r.hold(spot{start, offset - p.topOf(spot{start, 0})})
	return true
}

// Resize implements fyne.CanvasObject. The current sentence keeps its place
// on the screen when the width changes, or, if it is not there, the line at the
// top does.
func (r *Reader) Resize(size fyne.Size) {
	if size == r.Size() {
		return
	}
	if r.Size().Width == 0 {
		r.BaseWidget.Resize(size)
		r.hold(spot{-1, 0})
		r.reveal(r.page.current)
		return
	}
	seen := r.sees(r.page.current)
	s := r.page.spotAt(r.scroll.Offset.Y)
	r.settling = true
	r.BaseWidget.Resize(size)
	r.settling = false
	r.hold(s)
	if seen {
		r.reveal(r.page.current)
	}
}

// sees reports whether any of a unit is on the screen.
func (r *Reader) sees(unit int) bool {
	b := r.page.blocksOf(unit)
	if !b.ok || !r.page.galley.laid(b.first) || !r.page.galley.laid(b.last) {
		return false
	}
	top, bottom, _ := r.page.extent(unit)
	return bottom > r.scroll.Offset.Y && top < r.scroll.Offset.Y+r.scroll.Size().Height
}
