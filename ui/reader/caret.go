package reader

import (
	"sort"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"assay.app/assay/ui/look"
)

// offsetAt returns the unit at a point of the page, and the nearest grapheme
// boundary in the run there, as a byte offset into the article's text. It returns
// false if there is no run.
func (p *page) offsetAt(at fyne.Position) (unit, offset int, ok bool) {
	run, ok := p.runAt(at)
	if !ok {
		return 0, 0, false
	}
	x := at.X - p.column - run.X
	ends := boundaries(p.view.Text[run.Start:run.End])
	way := func(i int) float32 { return p.ahead(run, run.Start+ends[i]) }
	if run.Left {
		x = run.W - x
	}
	i := sort.Search(len(ends), func(i int) bool { return way(i) >= x })
	if i == len(ends) {
		i--
	}
	if i > 0 && x-way(i-1) < way(i)-x {
		i--
	}
	return run.Unit, run.Start + ends[i], true
}

// ahead returns the width of the part of a run before a byte offset into the
// article's text.
func (p *page) ahead(run Run, offset int) float32 {
	if offset >= run.End {
		return run.W
	}
	return fyne.MeasureText(folded(p.view.Text[run.Start:offset]), p.styled.text, look.Reading(false)).Width
}

// caretPen is the width of the caret, in device-independent pixels.
const caretPen = 3.0

// caret draws the caret if it is in one of the lines.
func (r *renderer) caret(lines []placed) {
	p := r.page
	for _, l := range lines {
		for _, run := range l.Runs {
			if p.caret >= run.Start && (p.caret < run.End || p.caret == run.End && run.Tail) {
				x, y := p.column+run.X, l.top
				if run.Left {
					x += run.W - p.ahead(run, p.caret)
				} else {
					x += p.ahead(run, p.caret)
				}
				r.rect(look.Current(theme.ColorNameForeground), box{x - caretPen/2, y, x + caretPen/2, y + p.metrics.Line})
				return
			}
		}
	}
}
