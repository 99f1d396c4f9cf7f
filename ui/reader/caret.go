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
	run, f, ok := p.runAt(at, besideRun)
	if !ok {
		return 0, 0, false
	}
	return run.Unit, p.boundaryAt(run, f, at.X), true
}

// boundaryAt returns the grapheme boundary in a run that is nearest to a horizontal
// position on the page.
func (p *page) boundaryAt(run Run, f face, x float32) int {
	ends, way, x := p.along(run, f, x)
	i := sort.Search(len(ends), func(i int) bool { return way(i) >= x })
	if i == len(ends) {
		i--
	}
	if i > 0 && x-way(i-1) < way(i)-x {
		i--
	}
	return run.Start + ends[i]
}

// graphemeAt returns the beginning of the grapheme of a run at a horizontal position
// on the page, or of the nearest one in the run.
func (p *page) graphemeAt(run Run, f face, x float32) int {
	ends, way, x := p.along(run, f, x)
	i := sort.Search(len(ends), func(i int) bool { return way(i) > x })
	return run.Start + ends[min(max(i-1, 0), max(len(ends)-2, 0))]
}

// along returns the grapheme boundaries of a run, in bytes from its start, and the
// distance of each from the beginning of the run. It turns a horizontal position on
// the page into such a distance.
func (p *page) along(run Run, f face, x float32) (ends []int, way func(i int) float32, distance float32) {
	x -= p.column + run.X
	if run.Left {
		x = run.W - x
	}
	ends = boundaries(p.view.Text[run.Start:run.End])
	return ends, func(i int) float32 { return p.ahead(run, f, run.Start+ends[i]) }, x
}

// ahead returns the width of the part of a run before a byte offset into the
// article's text.
func (p *page) ahead(run Run, f face, offset int) float32 {
	if offset >= run.End {
		return run.W
	}
	return fyne.MeasureText(folded(p.view.Text[run.Start:offset]), f.size, f.style).Width
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
					x += run.W - p.ahead(run, l.face, p.caret)
				} else {
					x += p.ahead(run, l.face, p.caret)
				}
				r.rect(look.Current(theme.ColorNameForeground), box{x - caretPen/2, y, x + caretPen/2, y + l.line})
				return
			}
		}
	}
}
