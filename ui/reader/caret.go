package reader

import (
	"sort"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"github.com/go-text/typesetting/segmenter"

	"assay.app/assay/ui/look"
)

// offsetAt gives the unit at a point of the page and the boundary between two
// graphemes of it that is nearest.
func (p *page) offsetAt(at fyne.Position) (unit, offset int, ok bool) {
	run, ok := p.flow.runAt(at.X-p.column, at.Y-p.textTop, p.metrics.Line)
	if !ok {
		return 0, 0, false
	}
	x := at.X - p.column - run.X
	ends := boundaries(p.view.Text[run.Start:run.End])
	i := sort.Search(len(ends), func(i int) bool { return p.ahead(run, run.Start+ends[i]) >= x })
	if i == len(ends) {
		i--
	}
	if i > 0 && x-p.ahead(run, run.Start+ends[i-1]) < p.ahead(run, run.Start+ends[i])-x {
		i--
	}
	return run.Unit, run.Start + ends[i], true
}

// ahead is how wide a run is before the byte at offset.
func (p *page) ahead(run Run, offset int) float32 {
	if offset >= run.End {
		return run.W
	}
	return fyne.MeasureText(folded(p.view.Text[run.Start:offset]), p.styled.text, fyne.TextStyle{}).Width
}

// boundaries gives the byte offsets at which graphemes of a text begin, and
// its length.
func boundaries(text string) []int {
	var s segmenter.Segmenter
	s.InitWithString(text)
	var ends []int
	at := 0
	for i := s.GraphemeIterator(); i.Next(); {
		ends = append(ends, at)
		at += len(string(i.Grapheme().Text))
	}
	return append(ends, at)
}

// caret draws the line at the caret, if it shows.
func (r *renderer) caret(from, to int) {
	p := r.page
	for _, l := range p.flow.Lines[from:to] {
		for _, run := range l.Runs {
			if p.caret >= run.Start && (p.caret < run.End || p.caret == run.End && run.Tail) {
				const pen = 1.5
				x, y := p.column+run.X+p.ahead(run, p.caret), p.textTop+l.Y
				r.rect(look.Current(theme.ColorNamePrimary), box{x - pen/2, y + 2, x + pen/2, y + p.metrics.Line - 2})
				return
			}
		}
	}
}
