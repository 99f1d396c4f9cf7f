package reader

import (
	"image/color"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"

	"assay.app/assay/model"
	"assay.app/assay/ui/look"
)

// renderer turns the lines on or near the screen into canvas objects. It reuses the
// objects of the previous repaint.
type renderer struct {
	page  *page
	rects pool[*canvas.Rectangle]
	texts pool[*canvas.Text]
}

// pool creates objects as needed, and reuses them after used is set to 0.
type pool[T fyne.CanvasObject] struct {
	all  []T
	used int
	make func() T
}

func (p *pool[T]) next() T {
	if p.used == len(p.all) {
		p.all = append(p.all, p.make())
	}
	p.used++
	return p.all[p.used-1]
}

func newRenderer(p *page) *renderer {
	return &renderer{
		page:  p,
		rects: pool[*canvas.Rectangle]{make: func() *canvas.Rectangle { return &canvas.Rectangle{} }},
		texts: pool[*canvas.Text]{make: func() *canvas.Text { return &canvas.Text{} }},
	}
}

// Layout implements fyne.WidgetRenderer.
func (r *renderer) Layout(fyne.Size) { r.build() }

// MinSize implements fyne.WidgetRenderer.
func (r *renderer) MinSize() fyne.Size { return r.page.MinSize() }

// Objects implements fyne.WidgetRenderer.
func (r *renderer) Objects() []fyne.CanvasObject { return r.page.objects }

// Destroy implements fyne.WidgetRenderer.
func (r *renderer) Destroy() {}

// Refresh implements fyne.WidgetRenderer.
func (r *renderer) Refresh() {
	r.build()
	canvas.Refresh(r.page)
}

// overscan is how far above and below the screen lines are drawn, in
// device-independent pixels. It prevents gaps in short scrolls before the next
// repaint.
const overscan = 200

// build rebuilds the objects of the page. Later objects are drawn over earlier
// ones.
func (r *renderer) build() {
	p := r.page
	r.rects.used, r.texts.used = 0, 0
	p.objects, p.points = p.objects[:0], p.points[:0]
	top := p.reader.scroll.Offset.Y - overscan
	bottom := p.reader.scroll.Offset.Y + p.reader.scroll.Size().Height + overscan
	r.header(top)
	lines := p.lines(top, bottom)
	marks := r.marks(lines)
	for _, l := range lines {
		r.backgrounds(l, marks)
	}
	r.selection(lines)
	for _, l := range lines {
		r.line(l, marks)
	}
	r.found(lines, marks)
	r.outlines(lines)
	r.caret(lines)
}

func (r *renderer) marks(lines []placed) map[int]Mark {
	marks := make(map[int]Mark)
	if r.page.view.Mark == nil {
		return marks
	}
	for _, l := range lines {
		for _, run := range l.Runs {
			if _, ok := marks[run.Unit]; !ok {
				marks[run.Unit] = r.page.view.Mark(run.Unit)
			}
		}
	}
	return marks
}

// header draws the title, unless the text has it, and the facts, if they are below
// top.
func (r *renderer) header(top float32) {
	p := r.page
	bottom, facts := p.textTop, paddingTop+p.title.Height
	if h := p.galley.head; h.has() {
		if !p.galley.has(h.block) {
			return
		}
		facts = p.textTop + p.galley.top(h.block) + p.galley.flow(h.block).Height
		bottom = facts + h.below
	}
	if top >= bottom {
		return
	}
	r.articleGrade(facts + 4)
	fg := look.Current(theme.ColorNameForeground)
	for _, l := range p.title.Lines {
		for _, run := range l.Runs {
			r.text(glyphs(run), fg, p.styled.title, look.Reading(true),
				box{p.column + run.X, paddingTop + l.Y, p.column + run.X + run.W, paddingTop + l.Y + p.titled.Line})
		}
	}
	for _, l := range p.facts.Lines {
		y := facts + 4 + l.Y
		for _, run := range l.Runs {
			r.text(glyphs(run), look.Current(look.ColorDim), theme.Size(theme.SizeNameText), fyne.TextStyle{},
				box{p.column + run.X, y, p.column + run.X + run.W, y + p.metrics.Line})
		}
	}
}

func (r *renderer) backgrounds(l placed, marks map[int]Mark) {
	p := r.page
	inset := l.inset()
	for _, s := range stretches(l.Runs) {
		var fill color.Color
		switch m := marks[s.unit]; {
		case m.Color != nil:
			fill = look.Tint(m.Color, look.Variant())
		case s.unit == p.hovered:
			fill = look.Current(look.ColorHover)
		default:
			continue
		}
		b := r.boxOf(l, s)
		bg := r.rect(fill, box{b.Left, b.Top + inset, b.Right, b.Bottom - inset})
		bg.CornerRadius = 3
	}
}

// stretch is the horizontal extent of adjacent runs of a unit on a line.
type stretch struct {
	unit        int
	left, right float32
}

func stretches(runs []Run) []stretch {
	out := make([]stretch, 0, 4)
	for _, run := range runs {
		if n := len(out); n > 0 && out[n-1].unit == run.Unit {
			out[n-1].right = run.X + run.W
			continue
		}
		out = append(out, stretch{run.Unit, run.X, run.X + run.W})
	}
	return out
}

// boxOf returns the box of a stretch on the page. It is slightly wider than the
// text.
func (r *renderer) boxOf(l placed, s stretch) box {
	p := r.page
	const air = 1 // with more, neighbouring sentences with the same label would look like one
	return box{p.column + s.left - air, l.top, p.column + s.right + air, l.top + l.line}
}

func (r *renderer) line(l placed, marks map[int]Mark) {
	p := r.page
	fg, dim := look.Current(theme.ColorNameForeground), look.Current(look.ColorAside)
	y := l.top
	chipRight := p.column - 14
	heads := make([]int, 0, 4)
	for _, run := range l.Runs {
		ink := fg
		aside := p.view.Structure.Units[run.Unit].Kind != model.UnitSentence
		// On the colour of a selection the dim colour would lack contrast. The title is
		// the title, whether it is tagged or not.
		if aside && !p.selected.meets(run) && !l.head {
			ink = dim
		}
		r.text(glyphs(run), ink, l.size, l.style, box{p.column + run.X, y, p.column + run.X + run.W, y + l.line})
		if run.Head {
			heads = append(heads, run.Unit)
		}
	}
	// Letters are right-aligned, in the order of their sentences.
	slices.Sort(heads)
	var noted, graded []int
	phrased := false
	for i, unit := range slices.Backward(heads) {
		m := marks[unit]
		if m.Letter != "" || m.Ghost != "" {
			chipRight = r.chip(m, chipRight, l, heads[i:i+1])
		}
		phrased = phrased || m.Phrases
		if m.Grade != "" {
			graded = append([]int{unit}, graded...)
		}
		if m.Notes {
			noted = append([]int{unit}, noted...)
		}
	}
	if len(noted) > 0 {
		r.noteMark(p.column+p.metrics.Width+16, l, noted)
	}
	if phrased {
		r.phraseMark(p.column+p.metrics.Width+phraseAfter, l)
	}
	if len(graded) > 0 {
		r.grades(graded, marks, l)
	}
	r.others(heads, marks, l)
}

// chip draws the letter of a label or a suggestion in the margin, with its right
// edge at right. It returns the right edge for the next letter.
func (r *renderer) chip(m Mark, right float32, l placed, units []int) float32 {
	size := theme.Size(look.SizeSmall)
	w := size * 1.5
	pad := (l.line - w) / 2
	at := box{right - w, l.top + pad, right, l.top + pad + w}
	letter, ink, kind := m.Letter, look.Current(theme.ColorNameForeground), letterPoint
	if letter == "" {
		letter, ink, kind = m.Ghost, look.Current(look.ColorAside), ghostPoint
		bg := r.rect(color.Transparent, at)
		bg.StrokeColor, bg.StrokeWidth, bg.CornerRadius = ink, 1+theme.Size(look.SizeEdge), 3
		if r.page.pointedAt(kind, units) {
			bg.FillColor, bg.StrokeColor = look.Current(look.ColorSelected), look.Current(look.ColorCurrent)
			ink = look.Current(theme.ColorNameForeground)
		}
	} else {
		bg := r.rect(look.Solid(m.Color, look.Variant()), at)
		bg.CornerRadius = 3
		if r.page.pointedAt(kind, units) {
			bg.StrokeColor, bg.StrokeWidth = look.Current(look.ColorCurrent), theme.Size(look.SizeOutline)
		}
	}
	r.addPoint(kind, at, units)
	t := r.text(letter, ink, size, fyne.TextStyle{Bold: true}, at)
	t.Alignment = fyne.TextAlignCenter
	return right - w - 3
}

// phraseAfter is the distance between the text and the mark of phrases, which is before
// that of notes.
const phraseAfter = 4

// phraseMark draws a small chip.
func (r *renderer) phraseMark(x float32, l placed) {
	const w, h = 8, 6
	top := l.top + (l.line-h)/2
	r.rect(look.Current(look.ColorCurrent), box{x, top, x + w, top + h}).CornerRadius = h / 2
}

// noteMark draws a small sheet of paper with two lines of writing.
func (r *renderer) noteMark(x float32, l placed, units []int) {
	ink := look.Current(look.ColorCurrent)
	const w, h = 12, 14
	top := l.top + (l.line-h)/2
	at := box{x, top, x + w, top + h}
	sheet := r.rect(color.Transparent, at)
	sheet.StrokeColor, sheet.StrokeWidth, sheet.CornerRadius = ink, 1.5, 2
	if r.page.pointedAt(notePoint, units) {
		sheet.FillColor, sheet.StrokeWidth = look.Current(look.ColorSelected), 2
	}
	r.addPoint(notePoint, at, units)
	r.rect(ink, box{x + 3, top + 4, x + w - 3, top + 5.5})
	r.rect(ink, box{x + 3, top + 8, x + w - 5, top + 9.5})
}

// outlines draws the outline of the current sentence. Thinner outlines are around
// the selected sentences, if there are several, and around the sentences of the mark
// under the pointer.
func (r *renderer) outlines(lines []placed) {
	p := r.page
	if p.over != nil {
		for _, unit := range p.over.units {
			r.outline(lines, unit, 1+theme.Size(look.SizeEdge))
		}
	}
	if first, last := p.selectedUnits(); last > first {
		for unit := first; unit <= last; unit++ {
			r.outline(lines, unit, 1+theme.Size(look.SizeEdge))
		}
	}
	pen := theme.Size(look.SizeOutline)
	if p.reader.Passive {
		pen = 1 + theme.Size(look.SizeEdge)
	}
	r.outline(lines, p.current, pen)
}

// outline draws the outline of a unit, if it is on the lines.
func (r *renderer) outline(lines []placed, unit int, pen float32) {
	var boxes []box
	for _, l := range lines {
		for _, s := range stretches(l.Runs) {
			if s.unit == unit {
				b := r.boxOf(l, s)
				boxes = append(boxes, box{b.Left - 1, b.Top, b.Right + 1, b.Bottom})
			}
		}
	}
	ink := look.Current(look.ColorCurrent)
	for _, e := range outline(boxes) {
		r.rect(ink, box{e.X1 - pen/2, e.Y1 - pen/2, e.X2 + pen/2, e.Y2 + pen/2})
	}
}

func (r *renderer) rect(fill color.Color, at box) *canvas.Rectangle {
	rect := r.rects.next()
	rect.FillColor, rect.StrokeColor, rect.StrokeWidth, rect.CornerRadius = fill, nil, 0, 0
	r.put(rect, at)
	return rect
}

func (r *renderer) text(s string, ink color.Color, size float32, st fyne.TextStyle, at box) *canvas.Text {
	t := r.texts.next()
	t.Text, t.Color, t.TextSize, t.TextStyle, t.Alignment = s, ink, size, st, fyne.TextAlignLeading
	r.put(t, at)
	return t
}

func (r *renderer) put(o fyne.CanvasObject, at box) {
	o.Move(fyne.NewPos(at.Left, at.Top))
	o.Resize(fyne.NewSize(at.Right-at.Left, at.Bottom-at.Top))
	r.page.objects = append(r.page.objects, o)
}
