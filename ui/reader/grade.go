package reader

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"assay.app/assay/ui/look"
)

// Grades are in chips in the right margin, between the note marks and the labels of other
// analysts. Their room is always reserved, so that grading moves no text. A sentence has a
// chip only for its own grade. The letter of the article is beside its facts; its chip is
// hollow if the letter is that of the outlet.

// gradeAfter is the distance between the text and the chips.
const gradeAfter = 32

// gradeSize returns the width of a chip; gradeRoom returns the width that chips add to the
// margin.
func gradeSize() float32 { return theme.Size(look.SizeSmall) * 2.1 }
func gradeRoom() float32 { return gradeSize() + 4 }

// grades draws the grade of the first of the graded units that begin on a line. A dot follows
// it if several do.
func (r *renderer) grades(units []int, marks map[int]Mark, l placed) {
	text := marks[units[0]].Grade
	if len(units) > 1 {
		text += "·"
	}
	r.grade(text, true, l.top, l.line, gradePoint, units)
}

// articleGrade draws the letter of the article beside a line of its facts.
func (r *renderer) articleGrade(top float32) {
	if r.page.view.Grade == nil {
		return
	}
	if letter, own := r.page.view.Grade(); letter != "" {
		r.grade(letter, own, top, r.page.metrics.Line, articleGradePoint, nil)
	}
}

// grade draws a chip.
func (r *renderer) grade(text string, own bool, top, line float32, kind pointKind, units []int) {
	p := r.page
	size := theme.Size(look.SizeSmall)
	height := size * 1.5
	left := p.column + p.metrics.Width + gradeAfter
	y := top + (line-height)/2
	at := box{left, y, left + gradeSize(), y + height}
	ink := look.Current(theme.ColorNameForeground)
	bg := r.rect(color.Transparent, at)
	bg.StrokeColor, bg.StrokeWidth, bg.CornerRadius = look.Current(theme.ColorNameInputBorder), 1+theme.Size(look.SizeEdge), 3
	switch {
	case p.pointedAt(kind, units):
		bg.FillColor, bg.StrokeColor = look.Current(look.ColorSelected), look.Current(look.ColorCurrent)
	case own:
		bg.FillColor = look.Current(theme.ColorNameButton)
	default:
		ink = look.Current(look.ColorDim)
	}
	r.addPoint(kind, at, units)
	t := r.text(text, ink, size, fyne.TextStyle{Bold: own}, at)
	t.Alignment = fyne.TextAlignCenter
}

// tellGrade calls the reader's callbacks after the pointer has moved on or off a grade.
// origin is the position of the page on the canvas.
func (p *page) tellGrade(was *point, origin fyne.Position) {
	r := p.reader
	isGrade := func(m *point) bool { return m != nil && (m.kind == gradePoint || m.kind == articleGradePoint) }
	switch {
	case isGrade(p.over) && r.OnGradePointed != nil:
		unit := -1
		if len(p.over.units) > 0 {
			unit = p.over.units[0]
		}
		r.OnGradePointed(unit, origin.AddXY(p.over.at.Left, p.over.at.Bottom+4))
	case isGrade(was) && r.OnGradeLeft != nil:
		r.OnGradeLeft()
	}
}
