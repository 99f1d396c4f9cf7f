package reader

import (
	"time"

	"fyne.io/fyne/v2"
)

// Keeping the place
//
// A block that is not laid out has an estimated height. If the block turns out to
// be higher or lower, everything below it moves, and the scroller moves too, so
// that nothing on the screen does: while blocks are laid out, a spot of the text
// keeps its position. Blocks on the screen are laid out before they are painted,
// the others in slices while the program is idle.

// spot is a place in the article: a distance below a byte of the text.
type spot struct {
	offset int // byte offset into the text; -1 for the top of the page
	below  float32
}

// spotAt returns the spot to hold while the page changes: the current unit if it is
// on the screen and laid out, or else the first visible block that is laid out, or
// else whatever is at the top of the screen. It lays out nothing.
func (p *page) spotAt(top float32) spot {
	bottom := top + p.reader.scroll.Size().Height
	if b := p.blocksOf(p.current); b.ok && p.galley.laid(b.first) {
		if t, _, _ := p.extent(p.current); t >= top && t < bottom {
			return spot{p.view.Structure.Units[p.current].Span.Start, top - t}
		}
	}
	if top <= p.textTop {
		return spot{-1, top}
	}
	first := p.galley.at(top - p.textTop)
	found := first
	for i := first; i < len(p.galley.blocks) && p.galley.top(i)+p.textTop < bottom; i++ {
		if p.galley.laid(i) {
			found = i
			break
		}
	}
	if len(p.galley.blocks) == 0 {
		return spot{-1, top}
	}
	if found == first && p.galley.laid(found) {
		return p.lineSpot(found, top)
	}
	return spot{p.galley.blocks[found].start, top - p.textTop - p.galley.top(found)}
}

// lineSpot returns the spot of the first line on the screen, which is in the block.
func (p *page) lineSpot(block int, top float32) spot {
	within := top - p.textTop - p.galley.top(block)
	f := p.galley.flow(block)
	from, _ := f.LinesIn(within, within+1, p.metrics.Line)
	if from >= len(f.Lines) {
		return spot{p.galley.blocks[block].start, within}
	}
	return spot{asFirst(f.Lines[from]).Start, within - f.Lines[from].Y}
}

// asFirst returns the first run of a line in reading order.
func asFirst(l Line) Run {
	first := l.Runs[0]
	for _, r := range l.Runs {
		if r.Start < first.Start {
			first = r
		}
	}
	return first
}

// topOf returns the present distance of a spot from the top of the page. It lays
// out the spot's block.
func (p *page) topOf(s spot) float32 {
	if s.offset < 0 || len(p.galley.blocks) == 0 {
		return s.below
	}
	i := p.galley.blockOf(s.offset)
	f := p.galley.flow(i)
	y := float32(0)
	for _, l := range f.Lines {
		if asFirst(l).Start > s.offset {
			break
		}
		y = l.Y
	}
	return p.textTop + p.galley.top(i) + y + s.below
}

// settle lays out what is visible and a little around it while it holds a spot of
// the text. It returns the new offset of the scroller.
func (p *page) settle(s spot) (offset float32) {
	height := p.reader.scroll.Size().Height
	for range 4 { // each round may bring in more blocks, but ever fewer
		offset = p.within(p.topOf(s))
		if !p.ensure(offset-overscan, offset+height+overscan) {
			break
		}
	}
	return offset
}

// ensure lays out the blocks between two heights of the page, and reports whether
// any was not laid out.
func (p *page) ensure(top, bottom float32) (did bool) {
	if p.styled == (style{}) {
		return false // there is no width yet
	}
	for i := p.galley.at(top - p.textTop); i < len(p.galley.blocks) && p.textTop+p.galley.top(i) < bottom; i++ {
		if !p.galley.has(i) {
			p.galley.flow(i)
			did = true
		}
	}
	return did
}

// within limits an offset of the scroller to the page.
func (p *page) within(offset float32) float32 {
	return min(max(offset, 0), max(0, p.MinSize().Height-p.reader.scroll.Size().Height))
}

// hold scrolls so that a spot of the text keeps its position on the screen, and
// paints.
func (r *Reader) hold(s spot) {
	offset := r.page.settle(s)
	r.settling = true
	r.scroll.Offset.Y = offset
	r.scroll.Base.Refresh() // sets the height of the page, and moves it
	r.settling = false
	r.page.repaint()
	r.layOutLater()
}

// scrolled is called when the wheel or the scroll bar has moved the page.
func (r *Reader) scrolled(fyne.Position) {
	if !r.settling {
		r.settleHere()
	}
}

// settleHere paints what is visible at the present offset.
func (r *Reader) settleHere() {
	p := r.page
	top, height := r.scroll.Offset.Y, r.scroll.Size().Height
	s := p.spotAt(top)
	if p.ensure(top-overscan, top+height+overscan) || p.outgrown() {
		r.hold(s)
		return
	}
	p.repaint()
}

// The time that the GUI goroutine spends on a slice of the layout, and the pause
// between two slices.
const (
	slice = 5 * time.Millisecond
	pause = 20 * time.Millisecond
)

// layOutLater lays out the rest of the article in slices.
func (r *Reader) layOutLater() {
	if r.After == nil || r.stop != nil || r.page.galley.unlaid == 0 {
		return
	}
	r.stop = r.After(pause, func() {
		r.stop = nil
		r.layOutSlice(slice)
		r.layOutLater()
	})
}

// stopLater cancels layOutLater.
func (r *Reader) stopLater() {
	if r.stop != nil {
		r.stop()
		r.stop = nil
	}
}

// Stop stops all work in the background. It is called when the project is closed.
func (r *Reader) Stop() { r.stopLater() }

// layOutSlice lays out blocks, from the beginning of the article on, until time is
// up.
func (r *Reader) layOutSlice(enough time.Duration) {
	p := r.page
	s := p.spotAt(r.scroll.Offset.Y)
	until := time.Now().Add(enough)
	n := len(p.galley.blocks)
	if n == 0 || p.styled == (style{}) {
		return
	}
	for p.galley.unlaid > 0 && time.Now().Before(until) {
		if p.galley.laid(p.next % n) {
			p.next++
			continue
		}
		p.galley.flow(p.next % n)
	}
	// Nothing on the screen changes except the scroll bar, which can wait until the
	// end.
	if p.galley.unlaid == 0 || p.within(p.topOf(s)) != r.scroll.Offset.Y {
		r.hold(s)
	}
}

// outgrown reports whether the page has another height than the scroller knows.
func (p *page) outgrown() bool {
	return p.Size().Height != max(p.MinSize().Height, p.reader.scroll.Size().Height)
}
