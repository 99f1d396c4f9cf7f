package compare

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"assay.app/assay/ui/control"
	"assay.app/assay/ui/look"
)

// row shows a statement: the sign of its state, its title, its cells and its support. A click
// on a cell makes it current, and a click on the current cell opens it.
type row struct {
	widget.BaseWidget
	m       *matrix
	at      int
	state   *canvas.Text
	title   *control.MarkedText
	support *canvas.Text
	long    string         // the support
	brief   string         // the support in a narrow window
	cells   []*canvas.Text // by column, modulo their number
	ring    *canvas.Rectangle
	objects []fyne.CanvasObject
}

var (
	_ fyne.Tappable          = (*row)(nil)
	_ fyne.SecondaryTappable = (*row)(nil)
	_ fyne.Scrollable        = (*row)(nil)
)

func newRow(m *matrix) *row {
	r := &row{
		m: m, at: -1, state: newText(), support: newText(), ring: canvas.NewRectangle(color.Transparent),
		title: control.NewMarkedText(theme.SizeNameText),
	}
	r.state.TextStyle.Bold = true
	r.objects = []fyne.CanvasObject{r.ring, r.state, r.title, r.support}
	r.ExtendBaseWidget(r)
	return r
}

func newText() *canvas.Text { return canvas.NewText("", color.Transparent) }

func (r *row) set(i int) {
	r.at = i
	r.m.rows[r] = true
	if of := r.m.of.row(i); of != nil {
		var ink fyne.ThemeColorName
		r.state.Text, ink = stateSign(of.State)
		r.state.Color, r.state.TextSize = look.Current(ink), theme.TextSize()
		r.title.Set(of.Title, nil, theme.ColorNameForeground)
		r.long, r.brief = support(of), supportShort(of)
	}
	r.Refresh()
}

// Tapped implements fyne.Tappable.
func (r *row) Tapped(e *fyne.PointEvent) {
	r.m.tips.Leave()
	if r.m.of.row(r.at) == nil {
		return
	}
	column := r.m.columns().under(e.Position.X, r.m.outlets())
	again := r.m.row == r.at && r.m.column == column && r.m.list.Focused()
	r.m.choose(r.at, column)
	if again || column >= r.m.outlets() {
		r.m.of.open()
	}
}

// TappedSecondary implements fyne.SecondaryTappable.
func (r *row) TappedSecondary(e *fyne.PointEvent) {
	r.m.tips.Leave()
	if r.m.of.row(r.at) != nil {
		r.m.choose(r.at, r.m.columns().under(e.Position.X, r.m.outlets()))
		r.m.of.openMenu(e.AbsolutePosition)
	}
}

// Scrolled implements fyne.Scrollable.
func (r *row) Scrolled(e *fyne.ScrollEvent) { r.m.scrolled(e) }

// CreateRenderer implements fyne.Widget.
func (r *row) CreateRenderer() fyne.WidgetRenderer { return &rowRenderer{r} }

type rowRenderer struct{ r *row }

// The space above and below the texts of a row, the space beside them, and the width of the
// sign of the state in multiples of the text size.
const (
	rowPad   = 5 // in device-independent pixels
	sidePad  = 10
	stateEms = 1.4
)

func (rr *rowRenderer) Destroy() {}

func (rr *rowRenderer) Objects() []fyne.CanvasObject { return rr.r.objects }

func (rr *rowRenderer) MinSize() fyne.Size {
	return fyne.NewSize(100, rr.r.title.MinSize().Height+2*rowPad)
}

func (rr *rowRenderer) Layout(size fyne.Size) {
	r := rr.r
	of := r.m.of.row(r.at)
	if of == nil {
		return
	}
	c, high := r.m.columns(), r.title.MinSize().Height
	put := func(t *canvas.Text, x, width float32) {
		t.Move(fyne.NewPos(x, rowPad))
		t.Resize(fyne.NewSize(width, high))
	}
	lead := stateEms * theme.TextSize()
	put(r.state, sidePad, lead)
	r.title.Move(fyne.NewPos(sidePad+lead, rowPad))
	r.title.Resize(fyne.NewSize(max(0, c.title-lead-2*sidePad), high))
	r.support.Text, r.support.TextSize, r.support.Color = r.long, theme.CaptionTextSize(), look.Current(look.ColorDim)
	if c.short {
		r.support.Text = r.brief
	}
	put(r.support, c.at+supportPad, c.support-2*supportPad)
	r.layCells(c, put)
	r.ring.Hidden = true
	if r.at == r.m.row && r.m.list.Focused() {
		if x, width, ok := c.place(r.m.column, r.m.outlets()); ok {
			ringAround(r.ring, x, width, size.Height)
		}
	}
}

// layCells shows the visible cells.
func (r *row) layCells(c columns, put func(t *canvas.Text, x, width float32)) {
	of := r.m.of.row(r.at)
	n := len(c.places)
	for len(r.cells) < n {
		t := newText()
		r.cells = append(r.cells, t)
		r.objects = append(r.objects, t)
	}
	for _, p := range c.places {
		t := r.cells[p.column%n]
		text, ink := sign(of, of.Cell(p.column))
		if t.Hidden = text == ""; t.Hidden {
			continue
		}
		t.Text, t.TextSize, t.Color = text, theme.TextSize(), look.Current(ink)
		t.TextStyle.Bold = true
		put(t, p.x+namePad, p.width-namePad)
	}
	for _, t := range r.cells[n:] {
		t.Hidden = true
	}
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
	canvas.Refresh(rr.r)
}
