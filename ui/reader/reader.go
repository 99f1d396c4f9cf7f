// Package reader shows an article as flowing text, with labels as colours behind
// the sentences and letters in the margin.
package reader

import (
	"image/color"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"assay.app/assay/model"
)

// View describes an article to show.
type View struct {
	Title     string
	Facts     string // outlet, byline and date, in a line under the title
	Text      string
	Structure model.Structure
	Others    bool // the right margin has room for the labels of other analysts
	// Mark returns how a unit is marked. It is called at every repaint for each
	// unit on or near the screen. If Mark is nil, no unit is marked.
	Mark func(unit int) Mark
	// Grade returns the letter of the grade that the article has, and whether it is the
	// article's own and not that of its outlet. The letter is "" if there is none. It is
	// called at every repaint. If Grade is nil, no letter is shown.
	Grade func() (letter string, own bool)
}

// Mark describes how a unit is marked.
type Mark struct {
	Color   color.Color // of the label; nil if there is none
	Letter  string      // letter of the label, in the margin
	Ghost   string      // letter of a suggestion, outlined in the margin if Letter is empty
	Notes   bool        // the unit has reliability notes
	Phrases bool        // the unit has phrases
	Grade   string      // the grade that the unit itself has, such as "B2", in the right margin
	Others  []OtherMark // labels of other analysts, in the right margin

	Found     []model.Span // search hits, in byte offsets into the article's text
	FoundHere model.Span   // the hit that is current; zero if there is none
}

// OtherMark is a label that another analyst gave to a unit.
type OtherMark struct {
	Letter  string
	Color   color.Color // of the label; nil if it has none
	Who     string
	Differs bool // the analyst's own label is different
}

// Reader is a widget that shows an article. Its methods may be called only on the
// GUI goroutine.
type Reader struct {
	widget.BaseWidget

	// OnTapped is called when a unit or the margin beside it is clicked, and when text
	// is dragged from it.
	OnTapped func(unit int)
	// OnGhost is called when the letter of a suggestion is clicked.
	OnGhost func(unit int)
	// OnNotes is called when the mark of notes is clicked.
	OnNotes func(unit int)
	// OnGrade is called when the grade of a unit is clicked, and with -1 when the grade of
	// the article is clicked.
	OnGrade func(unit int)
	// OnGradePointed is called when the pointer comes over the grade of a unit, with the
	// position below the grade on the canvas. The unit is -1 for the grade of the article.
	OnGradePointed func(unit int, at fyne.Position)
	// OnGradeLeft is called when the pointer has left a grade.
	OnGradeLeft func()
	// OnSelected is called when the analyst has selected other text, or none. The span
	// is in bytes of the article's text.
	OnSelected func(model.Span)
	// OnMenu is called when a unit or the margin beside it is clicked with the
	// secondary button. It gets the nearest byte offset in the unit's text, and the
	// position on the canvas.
	OnMenu func(unit, offset int, at fyne.Position)
	// OnPointed is called when the pointer moves over a unit. It gets the byte
	// offset into the article's text, as OffsetAt returns it.
	OnPointed func(unit, offset int)

	// Passive draws a thin outline around the current unit. It is set while another
	// reader receives the keys.
	Passive bool

	// After calls f on the GUI goroutine after d, unless cancelled. The reader uses
	// it to lay out the rest of an article in the background. If After is nil, the
	// reader lays out only the text on or near the screen.
	After func(d time.Duration, f func()) (cancel func())

	// OnEntered is called when the pointer enters the article.
	OnEntered func()

	scroll *container.Scroll
	page   *page
	now    func() time.Time

	settling bool   // the reader is moving or resizing the page itself
	stop     func() // cancels the call that After has scheduled; nil if none is scheduled
}

var (
	_ fyne.Widget     = (*Reader)(nil)
	_ fyne.Accessible = (*Reader)(nil)
)

// New returns an empty reader.
func New() *Reader {
	r := &Reader{now: time.Now}
	r.page = newPage(r)
	r.scroll = container.NewVScroll(r.page)
	r.scroll.OnScrolled = r.scrolled
	r.ExtendBaseWidget(r)
	return r
}

// CreateRenderer implements fyne.Widget.
func (r *Reader) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(r.scroll) }

// AccessibilityLabel implements fyne.Accessible. It returns the text of the current
// unit, or the headline if no unit is current.
func (r *Reader) AccessibilityLabel() string {
	if p := r.page; p.current >= 0 && p.current < len(p.view.Structure.Units) {
		return folded(p.view.Structure.Units[p.current].Span.Of(p.view.Text))
	}
	return r.page.view.Title
}

// AccessibilityRole implements fyne.Accessible.
func (r *Reader) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

// SetArticle shows another article. It scrolls down from the top only as far as
// needed to show the current unit, or not at all if current is -1.
func (r *Reader) SetArticle(v View, current int) {
	r.stopLater()
	r.page.show(v, current)
	r.scroll.Offset = fyne.Position{}
	if !r.reveal(current) {
		r.hold(spot{-1, 0})
	}
}

// Restructure shows the same article divided into other units. The text keeps its
// place on the screen, unless it must move to show the current unit.
func (r *Reader) Restructure(v View, current int) {
	r.stopLater()
	s, was := r.page.spotAt(r.scroll.Offset.Y), r.page.galley
	r.page.show(v, current)
	r.page.galley.inherit(was)
	r.hold(s)
	r.reveal(current)
}

// SetCurrent outlines another unit. It scrolls as little as needed to show the unit
// with some lines around it.
func (r *Reader) SetCurrent(unit int) {
	r.page.current = unit
	// While text is dragged, the page must not move below the pointer.
	if r.page.mouse.dragging || !r.reveal(unit) {
		r.page.repaint()
	}
}

// RefreshMarks repaints the article after labels or notes have changed. The text is
// not laid out again.
func (r *Reader) RefreshMarks() { r.page.repaint() }

// ScrollPage scrolls by 90 % of the height of the screen times share. A negative
// share scrolls up.
func (r *Reader) ScrollPage(share float32) {
	height := r.scroll.Size().Height
	y := r.scroll.Offset.Y + share*height*0.9
	r.scroll.Offset.Y = r.page.within(y)
	r.hold(r.page.spotAt(r.scroll.Offset.Y))
}

// OffsetAt returns the unit at pos, a position relative to the reader's upper left
// corner. It also returns the nearest grapheme boundary in the part of the unit on
// that line, as a byte offset into the article's text. It returns false if there is
// no unit at or near pos.
func (r *Reader) OffsetAt(pos fyne.Position) (unit, offset int, ok bool) {
	return r.page.offsetAt(pos.Add(r.scroll.Offset))
}

// SetCaret draws a caret before the byte at offset in the article's text. It draws
// none if no text is drawn there. An offset of -1 hides the caret.
func (r *Reader) SetCaret(offset int) {
	if r.page.caret != offset {
		r.page.caret = offset
		r.page.repaint()
	}
}

// Objects returns the number of canvas objects that show the article.
func (r *Reader) Objects() int { return len(r.page.objects) }

// context is the number of lines that reveal keeps visible above and below a
// sentence, if there is room.
const context = 3

// reveal scrolls as little as needed to show a unit. It reports whether it has
// repainted the page.
func (r *Reader) reveal(unit int) bool {
	p := r.page
	height := r.scroll.Size().Height
	if !p.blocksOf(unit).ok || height == 0 {
		return false
	}
	s := p.spotAt(r.scroll.Offset.Y)
	top, bottom, _ := p.extent(unit) // may lay out blocks, which can move the spot
	was := p.topOf(s)
	slack := context * p.metrics.Line
	if b := p.blocksOf(unit); b.first == 0 {
		if first, _ := p.galley.flow(0).Extent(unit); first == 0 {
			top = 0 // show the headline too
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

// Resize implements fyne.CanvasObject. If the beginning of the current sentence is
// visible, it keeps its place on the screen as far as possible. Otherwise, the text
// at the top does.
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

// sees reports whether any part of a unit is on the screen.
func (r *Reader) sees(unit int) bool {
	b := r.page.blocksOf(unit)
	if !b.ok || !r.page.galley.laid(b.first) || !r.page.galley.laid(b.last) {
		return false
	}
	top, bottom, _ := r.page.extent(unit)
	return bottom > r.scroll.Offset.Y && top < r.scroll.Offset.Y+r.scroll.Size().Height
}
