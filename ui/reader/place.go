package reader

import (
	"time"

	"fyne.io/fyne/v2"
)

// Keeping the place
//
// The height of a block that is not laid out is an estimate. When the block is laid
// out, its height may change, and everything below it then moves. The scroller
// moves by the same distance, so that the visible text stays where it is on the
// screen. Blocks on or near the screen are laid out before they are painted, and
// the others in short slices in the background.

// spot is a vertical position on the page, as a distance below the top of a line.
type spot struct {
	offset int // byte offset of text on the line; -1 measures from the top of the page
	below  float32
}

// spotAt returns the spot at a distance top from the top of the page. It measures
// the spot from something that should not move on the screen. This is the beginning
// of the current unit if that is visible. Otherwise, above the text, it is the top
// of the page, and elsewhere the line at the top or the beginning of a visible
// block.
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

// lineSpot returns the spot at a distance top from the top of the page. The spot is
// relative to the line there, or to the beginning of the block if there is no line.
func (p *page) lineSpot(block int, top float32) spot {
	within := top - p.textTop - p.galley.top(block)
	f := p.galley.flow(block)
	from, _ := f.LinesIn(within, within+1, p.galley.lineOf(block))
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

// topOf returns the current distance of a spot from the top of the page. It lays
// out the spot's block if necessary.
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

// settle lays out the blocks on or near the screen for a scroll offset that puts s
// at the top. It returns that offset, limited to the page.
func (p *page) settle(s spot) (offset float32) {
	height := p.reader.scroll.Size().Height
	for range 4 { // blocks shorter than estimated make room for others, fewer in each round
		offset = p.within(p.topOf(s))
		if !p.ensure(offset-overscan, offset+height+overscan) {
			break
		}
	}
	return offset
}

// ensure lays out the blocks between two distances from the top of the page. It
// reports whether it had to lay out any.
func (p *page) ensure(top, bottom float32) (did bool) {
	if p.styled == (style{}) {
		return false // the width is not known yet
	}
	for i := p.galley.at(top - p.textTop); i < len(p.galley.blocks) && p.textTop+p.galley.top(i) < bottom; i++ {
		if !p.galley.has(i) {
			p.galley.flow(i)
			did = true
		}
	}
	return did
}

// within limits a scroll offset to the page.
func (p *page) within(offset float32) float32 {
	return min(max(offset, 0), max(0, p.MinSize().Height-p.reader.scroll.Size().Height))
}

// hold scrolls so that s is at the top of the screen, as far as the page allows,
// and repaints the page.
func (r *Reader) hold(s spot) {
	offset := r.page.settle(s)
	r.settling = true
	r.scroll.Offset.Y = offset
	r.scroll.Base.Refresh() // resizes and moves the page
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

// settleHere paints the page at the current scroll position. It first lays out the
// blocks on or near the screen.
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

// slice is how long blocks are laid out on the GUI goroutine at a time. pause is
// the time between two slices.
const (
	slice = 5 * time.Millisecond
	pause = 20 * time.Millisecond
)

// layOutLater schedules the layout of the rest of the article in slices, if After
// is set.
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

// stopLater cancels the next slice, if one is scheduled.
func (r *Reader) stopLater() {
	if r.stop != nil {
		r.stop()
		r.stop = nil
	}
}

// Stop cancels the next step of the layout in the background.
func (r *Reader) Stop() { r.stopLater() }

// layOutSlice lays out blocks for a limited time.
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
	// If the text on the screen has not moved, only the scroll bar is out of date.
	// It is updated after the last slice.
	if p.galley.unlaid == 0 || p.within(p.topOf(s)) != r.scroll.Offset.Y {
		r.hold(s)
	}
}

// outgrown reports whether the page has to be resized because the height of the
// article has changed.
func (p *page) outgrown() bool {
	return p.Size().Height != max(p.MinSize().Height, p.reader.scroll.Size().Height)
}
