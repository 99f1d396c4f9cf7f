package reader

import (
	"fyne.io/fyne/v2/theme"

	"assay.app/assay/ui/look"
)

// foundPen is the thickness of the line under a hit, in device-independent pixels.
const foundPen = 2.5

// found underlines the search hits in the lines, and draws a frame around the current
// one. A background behind the hits would make labelled text less legible.
func (r *renderer) found(lines []placed, marks map[int]Mark) {
	p := r.page
	ink := look.Current(theme.ColorNamePrimary)
	for _, l := range lines {
		y := l.top + l.line - l.inset()
		for _, run := range l.Runs {
			for _, f := range marks[run.Unit].Found {
				if f.End <= run.Start || f.Start >= run.End {
					continue
				}
				from, to := p.ahead(run, l.face, max(f.Start, run.Start)), p.ahead(run, l.face, f.End)
				if run.Left {
					from, to = run.W-to, run.W-from
				}
				x := p.column + run.X
				r.rect(ink, box{x + from, y - foundPen, x + to, y})
				if f == marks[run.Unit].FoundHere {
					top := y - p.styled.text*1.36
					r.rect(ink, box{x + from - foundPen, top, x + to + foundPen, top + foundPen})
					r.rect(ink, box{x + from - foundPen, top, x + from, y})
					r.rect(ink, box{x + to, top, x + to + foundPen, y})
				}
			}
		}
	}
}
