package reader

import (
	"math"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// What is under the pointer
//
//	 letters          text                        note marks, grades, labels of others
//	┌─────────┬───────────────────────────────┬───────────────────────────────┐
//	│ [C] [Q] │ We saw it. It held, she said. │  ▤  [B2]  (Q) Bo              │
//	└─────────┴───────────────────────────────┴───────────────────────────────┘
//
// A suggested letter accepts the suggestion, a note mark opens the note, and a grade
// starts grading. All else in the margins selects the sentence beside it: the first one on a line at the
// left, the last one at the right. While the pointer is on a letter or a mark, its
// sentences are outlined, so that it is clear which letter belongs to which.

// point is a mark in a margin that reacts to the pointer.
type point struct {
	at    box
	units []int // the units to which the mark belongs
	kind  pointKind
}

type pointKind int

const (
	letterPoint pointKind = iota // a label, the analyst's own or that of another
	ghostPoint                   // a suggestion
	notePoint
	gradePoint        // the grade of a unit
	articleGradePoint // the grade of the article; it belongs to no unit
)

// addPoint records a mark in a margin.
func (r *renderer) addPoint(kind pointKind, at box, units []int) {
	r.page.points = append(r.page.points, point{at, units, kind})
}

// pointAir is how far beside a mark a click still counts as being on it, in
// device-independent pixels.
const pointAir = 4

// pointAt returns the mark at a point of the page, or the nearest of several.
func (p *page) pointAt(at fyne.Position) (best point, ok bool) {
	nearest := float32(math.MaxFloat32)
	for _, m := range p.points {
		if at.X < m.at.Left-pointAir || at.X > m.at.Right+pointAir || at.Y < m.at.Top-pointAir || at.Y > m.at.Bottom+pointAir {
			continue
		}
		if d := max(m.at.Left-at.X, at.X-m.at.Right, 0); d < nearest {
			best, nearest, ok = m, d, true
		}
	}
	return best, ok
}

// unitAt returns the unit that a click at a point of the page chooses, or -1 if
// there is none.
func (p *page) unitAt(at fyne.Position) int {
	if m, ok := p.pointAt(at); ok && len(m.units) > 0 {
		return m.units[0]
	}
	if run, _, ok := p.runAt(at, math.MaxFloat32); ok {
		return run.Unit
	}
	return -1
}

// Tapped implements fyne.Tappable.
func (p *page) Tapped(e *fyne.PointEvent) {
	selecting := p.mouse.selecting
	p.mouse.selecting, p.mouse.down = false, false
	if !selecting {
		p.choose(e.Position)
	}
}

// choose does what a click at a point of the page does.
func (p *page) choose(at fyne.Position) {
	r := p.reader
	if m, ok := p.pointAt(at); ok {
		switch {
		case m.kind == ghostPoint && r.OnGhost != nil:
			r.OnGhost(m.units[0])
			return
		case m.kind == notePoint && r.OnNotes != nil:
			// A second click goes on to the next of several sentences with notes.
			next := slices.Index(m.units, p.current) + 1
			r.OnNotes(m.units[next%len(m.units)])
			return
		case m.kind == gradePoint && r.OnGrade != nil:
			next := slices.Index(m.units, p.current) + 1
			r.OnGrade(m.units[next%len(m.units)])
			return
		case m.kind == articleGradePoint:
			if r.OnGrade != nil {
				r.OnGrade(-1)
			}
			return
		}
	}
	if unit := p.unitAt(at); unit >= 0 && r.OnTapped != nil {
		r.OnTapped(unit)
	}
}

// TappedSecondary implements fyne.SecondaryTappable.
func (p *page) TappedSecondary(e *fyne.PointEvent) {
	unit := p.unitAt(e.Position)
	if unit < 0 || p.reader.OnMenu == nil {
		return
	}
	span := p.view.Structure.Units[unit].Span
	offset := span.Start
	if run, f, ok := p.runAt(e.Position, math.MaxFloat32); ok {
		offset = min(max(p.boundaryAt(run, f, e.Position.X), span.Start), span.End)
	}
	p.reader.OnMenu(unit, offset, e.AbsolutePosition)
}

// MouseIn implements desktop.Hoverable.
func (p *page) MouseIn(e *desktop.MouseEvent) {
	if p.reader.OnEntered != nil {
		p.reader.OnEntered()
	}
	p.MouseMoved(e)
}

// MouseMoved implements desktop.Hoverable.
func (p *page) MouseMoved(e *desktop.MouseEvent) {
	m, marked := p.pointAt(e.Position)
	unit, offset, text := p.offsetAt(e.Position)
	p.overText = text && !marked
	var over *point
	if marked {
		m.units = slices.Clone(m.units)
		over = &m
	}
	p.hover(p.unitAt(e.Position), over, e.AbsolutePosition.Subtract(e.Position))
	if p.reader.OnPointed != nil && text {
		p.reader.OnPointed(unit, offset)
	}
}

// MouseOut implements desktop.Hoverable.
func (p *page) MouseOut() {
	p.overText = false
	p.hover(-1, nil, fyne.Position{})
}

// pointedAt reports whether the pointer is on a mark.
func (p *page) pointedAt(kind pointKind, units []int) bool {
	return p.over != nil && p.over.kind == kind && slices.Equal(p.over.units, units)
}

// hover records what is under the pointer. origin is the position of the page on the canvas.
func (p *page) hover(unit int, over *point, origin fyne.Position) {
	same := over == nil && p.over == nil ||
		over != nil && p.over != nil && over.kind == p.over.kind && slices.Equal(over.units, p.over.units)
	if unit == p.hovered && same {
		return
	}
	was := p.over
	p.hovered, p.over = unit, over
	p.repaint()
	p.tellGrade(was, origin)
}

// Cursor implements desktop.Cursorable.
func (p *page) Cursor() desktop.Cursor {
	switch {
	case p.over != nil:
		return desktop.PointerCursor
	case p.overText:
		return desktop.TextCursor
	}
	return desktop.DefaultCursor
}
