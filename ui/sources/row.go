package sources

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"assay.app/assay/ui/control"
	"assay.app/assay/ui/look"
)

// row shows a row of the sheet. A click on a cell opens the sentences that it counts, and a
// click on the line makes the row current.
type row struct {
	widget.BaseWidget
	g       *grid
	at      int
	chip    *chip
	name    *control.MarkedText
	detail  *control.MarkedText
	cells   []*counter
	ring    *canvas.Rectangle
	objects []fyne.CanvasObject
}

var (
	_ fyne.Tappable          = (*row)(nil)
	_ fyne.SecondaryTappable = (*row)(nil)
	_ fyne.Scrollable        = (*row)(nil)
)

func newRow(g *grid) *row {
	r := &row{
		g: g, at: -1, chip: newChip(), ring: canvas.NewRectangle(color.Transparent),
		name: control.NewMarkedText(theme.SizeNameText), detail: control.NewMarkedText(theme.SizeNameCaptionText),
	}
	r.ExtendBaseWidget(r)
	return r
}

func (r *row) set(i int) {
	r.at = i
	l := r.g.sheet().line(i)
	r.name.Set(l.name, nil, theme.ColorNameForeground)
	r.detail.Set(l.detail, nil, look.ColorDim)
	r.chip.set(l.letter)
	r.Refresh()
}

// Tapped implements fyne.Tappable.
func (r *row) Tapped(e *fyne.PointEvent) {
	r.g.tips.Leave()
	if s := r.g.sheet(); r.at < s.rows {
		column := s.at(e.Position.X, r.Size().Width)
		r.g.choose(r.at, column)
		if column >= 0 {
			r.g.open()
		}
	}
}

// TappedSecondary implements fyne.SecondaryTappable.
func (r *row) TappedSecondary(e *fyne.PointEvent) {
	r.g.tips.Leave()
	if r.at < r.g.sheet().rows {
		r.g.menu(r.at, e.AbsolutePosition)
	}
}

// Scrolled implements fyne.Scrollable.
func (r *row) Scrolled(e *fyne.ScrollEvent) { r.g.scrolled(e) }

// scrolled moves the columns if the wheel moves sideways, and the rows otherwise.
func (g *grid) scrolled(e *fyne.ScrollEvent) {
	g.tips.Leave()
	if dx := e.Scrolled.DX; dx*dx > e.Scrolled.DY*e.Scrolled.DY {
		n := 1
		if dx > 0 {
			n = -1
		}
		if g.sheet().scroll(n, g.width()) {
			g.refresh()
			g.of.view.say()
		}
		return
	}
	g.list.Scrolled(e)
}

// at returns the column at a distance from the left edge, or -1 for the line.
func (s *sheet) at(x, width float32) int {
	_, out := s.places(width)
	for _, p := range out {
		if x >= p.x && x < p.x+p.width {
			return p.column
		}
	}
	return -1
}

// CreateRenderer implements fyne.Widget.
func (r *row) CreateRenderer() fyne.WidgetRenderer { return &rowRenderer{r} }

type rowRenderer struct{ r *row }

// rowPad is the space above and below the texts of a row, and linePad the space beside them,
// in device-independent pixels.
const (
	rowPad  = 4
	linePad = 10
)

func (rr *rowRenderer) Destroy() {}

func (rr *rowRenderer) Objects() []fyne.CanvasObject {
	r := rr.r
	if len(r.objects) == 0 {
		r.objects = []fyne.CanvasObject{r.ring, r.name, r.detail, r.chip.back, r.chip.text}
	}
	return r.objects
}

func (rr *rowRenderer) MinSize() fyne.Size {
	r := rr.r
	return fyne.NewSize(100, r.name.MinSize().Height+r.detail.MinSize().Height+2*rowPad)
}

func (rr *rowRenderer) Layout(size fyne.Size) {
	r := rr.r
	s := r.g.sheet()
	if r.at < 0 || r.at >= s.rows {
		return
	}
	width, places := s.places(size.Width)
	x := float32(linePad) + r.chip.place(linePad, rowPad, r.name.MinSize().Height)
	r.name.Move(fyne.NewPos(x, rowPad))
	r.name.Resize(fyne.NewSize(max(0, width-x-linePad), r.name.MinSize().Height))
	r.detail.Move(fyne.NewPos(linePad, rowPad+r.name.MinSize().Height))
	r.detail.Resize(fyne.NewSize(max(0, width-2*linePad), r.detail.MinSize().Height))
	for len(r.cells) < len(places) {
		k := newCounter()
		r.cells = append(r.cells, k)
		r.objects = append(rr.Objects(), k.objects()...)
	}
	r.ring.Hidden = true
	for i, k := range r.cells {
		if i >= len(places) {
			k.hide()
			continue
		}
		p := places[i]
		k.show(s.cell(r.at, p.column), s.columns[p.column].most, p, rowPad, r.name.MinSize().Height)
		if p.column == s.column && r.current() {
			ringAround(r.ring, p.x, p.width, size.Height)
		}
	}
	if s.column < 0 && r.current() {
		ringAround(r.ring, 0, width, size.Height)
	}
}

// current reports whether the row has the current cell, and the grid the focus.
func (r *row) current() bool {
	return r.g.list.Focused() && !r.g.headed && r.at == r.g.sheet().row
}

// ringAround shows the ring of the current cell.
func ringAround(ring *canvas.Rectangle, x, width, height float32) {
	ring.Hidden = false
	ring.StrokeColor, ring.StrokeWidth = look.Current(look.ColorCurrent), theme.Size(look.SizeOutline)
	ring.CornerRadius = theme.Size(theme.SizeNameSelectionRadius)
	ring.Move(fyne.NewPos(x+2, 2))
	ring.Resize(fyne.NewSize(width-4, height-4))
}

func (rr *rowRenderer) Refresh() {
	rr.Layout(rr.r.Size())
	rr.r.name.Refresh()
	rr.r.detail.Refresh()
	canvas.Refresh(rr.r)
}
