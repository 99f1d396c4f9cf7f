// Package reader shows an article as flowing text: paragraphs in a comfortable
// measure, labels as colour behind the text and letters in the margin, the
// current sentence outlined. Only the lines that show exist as canvas objects.
package reader

import (
	"image/color"

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

	// OnEntered is called when the pointer comes onto the article.
	OnEntered func()

	scroll *container.Scroll
	page   *page
}

var _ fyne.Widget = (*Reader)(nil)

// New makes an empty reader.
func New() *Reader {
	r := &Reader{}
	r.page = newPage(r)
	r.scroll = container.NewVScroll(r.page)
	r.scroll.OnScrolled = func(fyne.Position) { r.page.repaint() }
	r.ExtendBaseWidget(r)
	return r
}

// CreateRenderer implements fyne.Widget.
func (r *Reader) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(r.scroll) }

// SetArticle puts an article in place of the one before, at its top, with unit
// current.
func (r *Reader) SetArticle(v View, current int) {
	r.page.show(v, current)
	r.scroll.Offset = fyne.Position{}
	r.scroll.Refresh()
	r.reveal(current)
	r.page.repaint()
}

// Restructure shows the same article divided anew, keeping its place.
func (r *Reader) Restructure(v View, current int) {
	offset := r.scroll.Offset
	r.page.show(v, current)
	r.scroll.Refresh()
	r.scroll.ScrollToOffset(offset)
	r.reveal(current)
	r.page.repaint()
}

// SetCurrent outlines another unit and scrolls as little as needed to show it
// with some lines around it.
func (r *Reader) SetCurrent(unit int) {
	r.page.current = unit
	r.reveal(unit)
	r.page.repaint()
}

// RefreshMarks shows labels and notes as they are now. It lays nothing out.
func (r *Reader) RefreshMarks() { r.page.repaint() }

// ScrollPage scrolls by a share of what shows: 1 is a screenful down.
func (r *Reader) ScrollPage(share float32) {
	height := r.scroll.Size().Height
	y := r.scroll.Offset.Y + share*height*0.9
	r.scroll.ScrollToOffset(fyne.NewPos(0, min(max(y, 0), max(0, r.page.MinSize().Height-height))))
	r.page.repaint() // the scroller reports only what the wheel and the bar do
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

func (r *Reader) reveal(unit int) {
	top, bottom, ok := r.page.extent(unit)
	if !ok || r.scroll.Size().Height == 0 {
		return
	}
	slack := context * r.page.metrics.Line
	if first, _ := r.page.flow.Extent(unit); first == 0 {
		top = 0 // with the headline
	}
	height := r.scroll.Size().Height
	offset := r.scroll.Offset.Y
	if bottom+slack > offset+height {
		offset = bottom + slack - height
	}
	if top-slack < offset {
		offset = top - slack
	}
	offset = min(max(offset, 0), max(0, r.page.MinSize().Height-height))
	if offset != r.scroll.Offset.Y {
		r.scroll.ScrollToOffset(fyne.NewPos(0, offset))
	}
}

// Resize implements fyne.CanvasObject. The current sentence keeps its place
// on the screen when the width changes.
func (r *Reader) Resize(size fyne.Size) {
	if size == r.Size() {
		return
	}
	top, _, ok := r.page.extent(r.page.current)
	before := top - r.scroll.Offset.Y
	widthChanged := size.Width != r.Size().Width
	r.BaseWidget.Resize(size)
	if !ok {
		return
	}
	if after, _, ok := r.page.extent(r.page.current); ok && widthChanged && before > 0 && before < size.Height {
		r.scroll.ScrollToOffset(fyne.NewPos(0, max(0, after-before)))
	}
	r.reveal(r.page.current)
	r.page.repaint()
}
