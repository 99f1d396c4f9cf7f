package reader

import (
	"math"
	"time"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"assay.app/assay/model"
	"assay.app/assay/model/segment"
	"assay.app/assay/ui/look"
)

// How text is selected
//
// A selection grows from its anchor by cells: single boundaries between characters,
// words, sentences or paragraphs. Dragging selects by characters, and after a double
// click by words. A triple click selects a sentence, and a fourth one the paragraph.
// Shift and a click extend the selection; without one, they select from the current
// sentence on by sentences, and so does dragging from a margin.
//
//	                anchor        pointer
//	                  ▼              ▼
//	We [saw it coming, she said at noon]. Nobody came.     by words
//
// The selection is stored as a span of the text, so it survives another layout.

// grain is the size of the cells by which a selection grows.
type grain int

const (
	byCharacter grain = iota
	byWord
	bySentence
	byParagraph
)

// selected is the selected text.
type selected struct {
	span   model.Span
	anchor model.Span // the cell from which the selection grows
	back   bool       // it grows towards the beginning of the text
	by     grain
}

// meets reports whether part of a run is selected.
func (s selected) meets(run Run) bool { return run.End > s.span.Start && run.Start < s.span.End }

// selectedUnits returns the first and the last unit with selected text, or 0 and -1
// if no text is selected.
func (p *page) selectedUnits() (first, last int) {
	s := p.selected.span
	if s.Len() == 0 {
		return 0, -1
	}
	units := p.view.Structure
	if first = max(units.UnitAt(s.Start), 0); first+1 < len(units.Units) && units.Units[first].Span.End <= s.Start {
		first++
	}
	return first, units.UnitAt(s.End - 1)
}

// mouse is the state of the primary button.
type mouse struct {
	down      bool
	at        fyne.Position // where it was pressed, on the page
	time      time.Time     // when it was pressed last
	clicks    int           // in quick succession at one place
	selecting bool          // the press selects text, so its release chooses nothing
	dragging  bool
	pointer   fyne.Position // while dragging, on the visible part of the page
	stop      func()        // cancels the scrolling at an edge; nil if there is none
}

// How close clicks must be in time and in space to count as a double click.
const (
	clickTime  = 400 * time.Millisecond
	clickSpace = 5
)

// MouseDown implements desktop.Mouseable.
func (p *page) MouseDown(e *desktop.MouseEvent) {
	if e.Button != desktop.MouseButtonPrimary {
		return
	}
	m, now := &p.mouse, p.reader.now()
	near := abs(e.Position.X-m.at.X) <= clickSpace && abs(e.Position.Y-m.at.Y) <= clickSpace
	if m.clicks++; !near || now.Sub(m.time) > clickTime || m.clicks > 4 {
		m.clicks = 1
	}
	m.down, m.dragging, m.selecting, m.at, m.time = true, false, false, e.Position, now
	if _, mark := p.pointAt(e.Position); mark {
		m.clicks = 1
		return
	}
	switch {
	case e.Modifier&fyne.KeyModifierShift != 0:
		m.clicks = 1
		m.selecting = p.extendTo(e.Position)
	case m.clicks == 1:
		was := p.selected.span.Len() > 0
		p.selected = selected{}
		p.selectionChanged(was)
	default:
		m.selecting = p.begin(grain(m.clicks-1), e.Position)
	}
}

// MouseUp implements desktop.Mouseable.
func (p *page) MouseUp(*desktop.MouseEvent) {}

func abs(x float32) float32 { return max(x, -x) }

// Dragged implements fyne.Draggable.
func (p *page) Dragged(e *fyne.DragEvent) {
	m := &p.mouse
	if !m.down {
		m.down, m.at, m.clicks = true, e.Position.SubtractXY(e.Dragged.DX, e.Dragged.DY), 1
	}
	if !m.dragging {
		m.dragging = true
		if !m.selecting {
			p.beginDragging()
		}
	}
	m.pointer = e.Position.Subtract(p.reader.scroll.Offset)
	p.extendTo(e.Position)
	p.scrollAtEdge()
}

// beginDragging begins a selection where the button was pressed, and makes the
// sentence there current.
func (p *page) beginDragging() {
	by, at := byCharacter, p.mouse.at
	if at.X < p.column-besideRun || at.X > p.column+p.metrics.Width+besideRun {
		by = bySentence
	}
	if unit := p.unitAt(at); unit >= 0 && p.reader.OnTapped != nil {
		p.reader.OnTapped(unit)
	}
	p.mouse.selecting = p.begin(by, at)
}

// DragEnd implements fyne.Draggable. If nothing was selected, the pointer has hardly
// moved, and DragEnd does what a click does.
func (p *page) DragEnd() {
	m := &p.mouse
	if m.stop != nil {
		m.stop()
	}
	at := m.at
	*m = mouse{}
	if p.selected.span.Len() == 0 {
		p.choose(at)
	}
}

// How often and by how much of the pointer's distance the page scrolls while text is
// dragged over its edge.
const (
	edgeTime  = 40 * time.Millisecond
	edgeShare = 0.5
)

// scrollAtEdge scrolls for as long as the pointer drags outside of the visible part
// of the page.
func (p *page) scrollAtEdge() {
	m, r := &p.mouse, p.reader
	beyond := min(m.pointer.Y, 0) + max(m.pointer.Y-r.scroll.Size().Height, 0)
	if beyond == 0 || m.stop != nil || r.After == nil {
		return
	}
	m.stop = r.After(edgeTime, func() {
		m.stop = nil
		r.scroll.Offset.Y = p.within(r.scroll.Offset.Y + beyond*edgeShare)
		r.settleHere()
		p.extendTo(m.pointer.Add(r.scroll.Offset))
		p.scrollAtEdge()
	})
}

// begin begins a selection at a point of the page, and reports whether there is
// text.
func (p *page) begin(by grain, at fyne.Position) bool {
	offset, ok := p.nearest(at, by)
	if ok {
		p.selected = selected{by: by, anchor: p.cell(by, offset)}
		p.grow(p.selected.anchor)
	}
	return ok
}

// extendTo extends the selection to a point of the page. If nothing is selected, it
// selects sentences from the current one on. It reports whether there is text.
func (p *page) extendTo(at fyne.Position) bool {
	if !p.mouse.dragging && p.selected.span.Len() == 0 {
		if p.current < 0 || p.current >= len(p.view.Structure.Units) {
			return false
		}
		p.selected = selected{by: bySentence, anchor: p.view.Structure.Units[p.current].Span}
	}
	offset, ok := p.nearest(at, p.selected.by)
	if ok {
		p.grow(p.cell(p.selected.by, offset))
	}
	return ok
}

// grow makes the selection reach from its anchor to a cell.
func (p *page) grow(cell model.Span) {
	s := &p.selected
	before := s.span
	s.back = cell.Start < s.anchor.Start
	s.span = model.Span{Start: s.anchor.Start, End: max(s.anchor.End, cell.End)}
	if s.back {
		s.span = model.Span{Start: cell.Start, End: s.anchor.End}
	}
	p.selectionChanged(s.span != before)
}

// selectionChanged repaints the page and calls OnSelected, if the selection has
// changed.
func (p *page) selectionChanged(changed bool) {
	if !changed {
		return
	}
	p.repaint()
	if p.reader.OnSelected != nil {
		p.reader.OnSelected(p.reader.Selection())
	}
}

// nearest returns the byte offset in the text that is nearest to a point of the
// page: a boundary between characters, or the beginning of the character there if
// cells are larger. It returns false if there is no text.
func (p *page) nearest(at fyne.Position, by grain) (int, bool) {
	if len(p.galley.blocks) == 0 || p.styled == (style{}) {
		return 0, false
	}
	y := at.Y - p.textTop
	i := p.galley.at(y)
	f, line := p.galley.flow(i), p.galley.lineOf(i)
	if len(f.Lines) == 0 {
		return p.galley.blocks[i].start, true
	}
	n := min(max(int((y-p.galley.top(i))/line), 0), len(f.Lines)-1)
	if y < 0 && i == 0 {
		return p.galley.blocks[0].start, true
	}
	run, _ := f.Lines[n].nearest(at.X-p.column, math.MaxFloat32)
	if by == byCharacter {
		return p.boundaryAt(run, p.faceOf(i), at.X), true
	}
	return p.graphemeAt(run, p.faceOf(i), at.X), true
}

// cell returns the cell at a byte offset of the text.
func (p *page) cell(by grain, offset int) model.Span {
	units := p.view.Structure.Units
	u := max(p.view.Structure.UnitAt(offset), 0)
	switch {
	case by == byCharacter || len(units) == 0:
		return model.Span{Start: offset, End: offset}
	case by == byWord:
		return p.wordAt(units[u].Span, offset)
	case by == bySentence:
		return units[u].Span
	}
	from, to := u, u
	for from > 0 && units[from-1].Paragraph == units[u].Paragraph {
		from--
	}
	for to+1 < len(units) && units[to+1].Paragraph == units[u].Paragraph {
		to++
	}
	return model.Span{Start: units[from].Span.Start, End: units[to].Span.End}
}

// wordAt returns the word of a unit at a byte offset of the text. Between two words
// it returns the one before.
func (p *page) wordAt(unit model.Span, offset int) model.Span {
	found := unit
	for i, w := range segment.Words(unit.Of(p.view.Text)) {
		w = model.Span{Start: unit.Start + w.Start, End: unit.Start + w.End}
		if i > 0 && w.Start > offset {
			break
		}
		found = w
	}
	return found
}

// Step is how far a key extends the selection.
type Step int

const (
	Character Step = iota
	Word
	Sentence
)

// Extend extends the selection by n steps, or shrinks it if n points the other way.
// Without a selection, it starts with the current unit: at its beginning, or with
// all of it if the step is a Sentence. The end that moves stays on the screen.
func (r *Reader) Extend(by Step, n int) {
	p := r.page
	units := p.view.Structure.Units
	if p.current < 0 || p.current >= len(units) {
		return
	}
	if by == Sentence {
		p.extendBySentences(n)
	} else {
		p.extendByStops(by, n)
	}
	moving := p.selected.span.End
	if p.selected.back {
		moving = p.selected.span.Start
	}
	r.show(moving)
}

func (p *page) extendBySentences(n int) {
	units := p.view.Structure.Units
	s := p.selected
	first, last := p.current, p.current
	if s.span.Len() > 0 {
		first, last = max(p.view.Structure.UnitAt(s.span.Start), 0), max(p.view.Structure.UnitAt(s.span.End-1), 0)
		if s.back {
			first, last = last, first
		}
	}
	last = min(max(last+n, 0), len(units)-1)
	p.selected = selected{by: bySentence, anchor: units[first].Span, span: s.span}
	p.grow(units[last].Span)
}

func (p *page) extendByStops(by Step, n int) {
	s := p.selected
	fixed, moving := s.span.Start, s.span.End
	switch {
	case s.span.Len() == 0:
		fixed = p.view.Structure.Units[p.current].Span.Start
		moving = fixed
	case s.back:
		fixed, moving = moving, fixed
	}
	for ; n > 0; n-- {
		moving = p.stop(by, moving, true)
	}
	for ; n < 0; n++ {
		moving = p.stop(by, moving, false)
	}
	p.selected = selected{by: byCharacter, anchor: model.Span{Start: fixed, End: fixed}, span: s.span}
	p.grow(model.Span{Start: moving, End: moving})
}

// stop returns the next place where the end of a selection can be, as a byte offset
// of the text: a boundary between characters, the end of a word, or, backwards, the
// beginning of one. White space counts as one character, as it is drawn.
func (p *page) stop(by Step, from int, forward bool) int {
	text, units := p.view.Text, p.view.Structure.Units
	u := max(p.view.Structure.UnitAt(from), 0)
	start, end := units[max(u-1, 0)].Span.Start, units[min(u+1, len(units)-1)].Span.End
	around := text[start:end]
	var stops []int
	if by == Character {
		for _, at := range boundaries(around) {
			if at > 0 && at < len(around) && isSpaceAt(around, at-1) && isSpaceAt(around, at) {
				continue
			}
			stops = append(stops, at)
		}
	} else {
		for _, w := range segment.Words(around) {
			if forward {
				stops = append(stops, w.End)
			} else {
				stops = append(stops, w.Start)
			}
		}
	}
	at := from
	for _, s := range stops {
		switch s += start; {
		case forward && s > from:
			return s
		case !forward && s < from:
			at = s
		}
	}
	return at
}

// isSpaceAt reports whether a byte of a text is white space of ASCII.
func isSpaceAt(text string, at int) bool { return text[at] < utf8.RuneSelf && isSpace(rune(text[at])) }

// Selection returns the selected span of the article's text, which is empty if none
// is selected.
func (r *Reader) Selection() model.Span {
	if s := r.page.selected.span; s.Len() > 0 {
		return s
	}
	return model.Span{}
}

// Select selects a span of the article's text, and nothing if the span is empty.
func (r *Reader) Select(span model.Span) {
	if span == r.Selection() {
		return
	}
	r.page.selected = selected{span: span, anchor: model.Span{Start: span.Start, End: span.Start}}
	r.page.repaint()
}

// SelectAll selects all of the article's text, and calls OnSelected.
func (r *Reader) SelectAll() {
	units := r.page.view.Structure.Units
	if len(units) == 0 {
		return
	}
	p := r.page
	p.selected = selected{by: bySentence, anchor: units[0].Span, span: p.selected.span}
	p.grow(units[len(units)-1].Span)
}

// show scrolls as little as needed to show the line of a byte offset of the text and
// a line around it.
func (r *Reader) show(offset int) {
	p := r.page
	if len(p.galley.blocks) == 0 || r.scroll.Size().Height == 0 {
		return
	}
	at := spot{offset, 0}
	top := p.topOf(at)
	line := p.metrics.Line
	y := r.scroll.Offset.Y
	if bottom := top + 2*line; bottom > y+r.scroll.Size().Height {
		y = bottom - r.scroll.Size().Height
	}
	if y = p.within(min(y, top-line)); y != r.scroll.Offset.Y {
		r.hold(spot{offset, y - top})
	}
}

// selection draws the background of the selected text.
func (r *renderer) selection(lines []placed) {
	p := r.page
	if p.selected.span.Len() == 0 {
		return
	}
	ink, s := look.Current(look.ColorSelected), p.selected.span
	for _, l := range lines {
		for i, run := range l.Runs {
			if run.End <= s.Start || run.Start >= s.End {
				continue
			}
			from, to := p.ahead(run, l.face, max(s.Start, run.Start)), run.W
			if s.End < run.End {
				to = p.ahead(run, l.face, s.End)
			}
			if run.Left {
				from, to = run.W-to, run.W-from
			}
			x := p.column + run.X
			left, right := x+from, x+to
			// The space between two runs is part of the selection if both are.
			if i+1 < len(l.Runs) && s.End >= run.End && !run.Left {
				if next := l.Runs[i+1]; next.Start >= run.End && next.Start < s.End {
					right = p.column + next.X
				}
			}
			r.rect(ink, box{left, l.top + l.inset(), right, l.top + l.line - l.inset()})
		}
	}
}
