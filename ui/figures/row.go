package figures

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"assay.app/assay/ui/control"
	"assay.app/assay/ui/look"
)

// row shows a row of the table. A click on a number opens what it counts.
type row struct {
	widget.BaseWidget
	n       *numbers
	at      int
	name    *control.MarkedText
	cells   []*canvas.Text
	ring    *canvas.Rectangle
	objects []fyne.CanvasObject
}

var (
	_ fyne.Tappable          = (*row)(nil)
	_ fyne.SecondaryTappable = (*row)(nil)
	_ fyne.Scrollable        = (*row)(nil)
)

func newRow(n *numbers) *row {
	r := &row{n: n, at: -1, name: control.NewMarkedText(theme.SizeNameText), ring: canvas.NewRectangle(color.Transparent)}
	r.objects = []fyne.CanvasObject{r.ring, r.name}
	r.ExtendBaseWidget(r)
	return r
}

// Tapped implements fyne.Tappable.
func (r *row) Tapped(e *fyne.PointEvent) {
	r.n.tips.Leave()
	column := r.n.under(e.Position.X)
	r.n.choose(r.at, column)
	if column >= 0 && r.at < len(r.n.of.drawn.Rows) && column < len(r.n.of.drawn.Columns) {
		r.n.of.open()
	}
}

// TappedSecondary implements fyne.SecondaryTappable.
func (r *row) TappedSecondary(e *fyne.PointEvent) {
	r.n.tips.Leave()
	r.n.choose(r.at, r.n.under(e.Position.X))
	r.n.of.openMenu(e.AbsolutePosition)
}

// Scrolled implements fyne.Scrollable.
func (r *row) Scrolled(e *fyne.ScrollEvent) { r.n.scrolled(e) }

// CreateRenderer implements fyne.Widget.
func (r *row) CreateRenderer() fyne.WidgetRenderer { return &rowRenderer{r} }

type rowRenderer struct{ r *row }

func (rr *rowRenderer) Destroy()                     {}
func (rr *rowRenderer) Objects() []fyne.CanvasObject { return rr.r.objects }

func (rr *rowRenderer) MinSize() fyne.Size {
	return fyne.NewSize(100, rr.r.name.MinSize().Height+2*rowPad)
}

func (rr *rowRenderer) Layout(size fyne.Size) {
	r := rr.r
	n := r.n
	r.ring.Hidden = true
	if r.at < 0 || r.at >= n.rows() {
		return
	}
	name, places := n.places()
	r.name.Move(fyne.NewPos(cellPad, rowPad))
	r.name.Resize(fyne.NewSize(max(0, name-2*cellPad), size.Height-2*rowPad))
	for len(r.cells) < len(places) {
		t := canvas.NewText("", color.Transparent)
		t.Alignment = fyne.TextAlignTrailing
		r.cells = append(r.cells, t)
		r.objects = append(r.objects, t)
	}
	w := n.of.words()
	total := r.at == len(n.of.drawn.Rows)
	for i, t := range r.cells {
		t.Hidden = i >= len(places)
		if t.Hidden {
			continue
		}
		p := places[i]
		count := n.count(r.at, p.column)
		t.Text, t.TextSize, t.Color = w.number(count), theme.TextSize(), look.Current(theme.ColorNameForeground)
		if count == 0 {
			t.Color = look.Current(look.ColorDim)
		}
		t.TextStyle.Bold = total || p.column == len(n.of.drawn.Columns)
		t.Move(fyne.NewPos(p.x+cellPad, rowPad))
		t.Resize(fyne.NewSize(p.width-2*cellPad, size.Height-2*rowPad))
		if p.column == n.column {
			r.mark(p.x, p.width, size.Height)
		}
	}
	if n.column < 0 {
		r.mark(0, name, size.Height)
	}
}

// mark shows the ring of the current cell if it is in the row.
func (r *row) mark(x, width, height float32) {
	if r.at != r.n.row || !r.n.list.Focused() {
		return
	}
	r.ring.Hidden = false
	r.ring.StrokeColor, r.ring.StrokeWidth = look.Current(look.ColorCurrent), theme.Size(look.SizeOutline)
	r.ring.CornerRadius = theme.Size(theme.SizeNameSelectionRadius)
	r.ring.Move(fyne.NewPos(x+1, 1))
	r.ring.Resize(fyne.NewSize(width-2, height-2))
}

func (rr *rowRenderer) Refresh() {
	r := rr.r
	if r.at >= 0 && r.at < r.n.rows() {
		r.name.Bold = r.at == len(r.n.of.drawn.Rows)
		r.name.Set(r.n.name(r.at), nil, theme.ColorNameForeground)
	}
	rr.Layout(r.Size())
	canvas.Refresh(r)
}

// heading shows the names of the columns.
type heading struct {
	widget.BaseWidget
	n       *numbers
	line    *canvas.Rectangle
	corner  *control.MarkedText
	names   []*control.MarkedText
	objects []fyne.CanvasObject
	over    int // the column under the pointer, or -2
}

var (
	_ fyne.Scrollable   = (*heading)(nil)
	_ desktop.Hoverable = (*heading)(nil)
)

func newHeading(n *numbers) *heading {
	h := &heading{n: n, over: -2, line: canvas.NewRectangle(color.Transparent), corner: control.NewMarkedText(theme.SizeNameCaptionText)}
	h.corner.Bold = true
	h.objects = []fyne.CanvasObject{h.line, h.corner}
	h.ExtendBaseWidget(h)
	return h
}

// Scrolled implements fyne.Scrollable.
func (h *heading) Scrolled(e *fyne.ScrollEvent) { h.n.scrolled(e) }

// MouseIn implements desktop.Hoverable.
func (h *heading) MouseIn(e *desktop.MouseEvent) { h.MouseMoved(e) }

// MouseMoved implements desktop.Hoverable. It shows the whole name of the column under the pointer.
func (h *heading) MouseMoved(e *desktop.MouseEvent) {
	column := h.n.under(e.Position.X)
	if column == h.over {
		return
	}
	h.over = column
	h.n.tips.Leave()
	if column >= 0 && h.n.on {
		h.n.tips.Rest(h.n.title(column), e.AbsolutePosition.AddXY(0, theme.TextSize()))
	}
}

// MouseOut implements desktop.Hoverable.
func (h *heading) MouseOut() {
	h.over = -2
	h.n.tips.Leave()
}

// CreateRenderer implements fyne.Widget.
func (h *heading) CreateRenderer() fyne.WidgetRenderer { return &headingRenderer{h} }

type headingRenderer struct{ h *heading }

func (r *headingRenderer) Destroy()                     {}
func (r *headingRenderer) Objects() []fyne.CanvasObject { return r.h.objects }

func (r *headingRenderer) MinSize() fyne.Size {
	return fyne.NewSize(100, r.h.corner.MinSize().Height+2*rowPad)
}

func (r *headingRenderer) Layout(size fyne.Size) {
	h := r.h
	h.line.FillColor = look.Current(theme.ColorNameInputBorder)
	h.line.Move(fyne.NewPos(0, size.Height-1))
	h.line.Resize(fyne.NewSize(size.Width, 1))
	name, places := h.n.places()
	put := func(m *control.MarkedText, text string, x, width float32) {
		m.Move(fyne.NewPos(x, rowPad))
		m.Resize(fyne.NewSize(max(0, width), size.Height-2*rowPad))
		m.Set(text, nil, theme.ColorNameForeground)
	}
	corner := ""
	if h.n.on {
		corner = dimension(h.n.of.drawn.Cross.Rows)
	}
	put(h.corner, corner, cellPad, name-2*cellPad)
	for len(h.names) < len(places) {
		m := control.NewMarkedText(theme.SizeNameCaptionText)
		m.Bold = true
		h.names = append(h.names, m)
		h.objects = append(h.objects, m)
	}
	for i, m := range h.names {
		setHidden(m, i >= len(places))
		if i >= len(places) {
			continue
		}
		p := places[i]
		text := h.n.title(p.column)
		wide := min(m.Measure(text, false)+1, p.width-2*cellPad) // numbers are aligned right
		put(m, text, p.x+p.width-cellPad-wide, wide)
	}
}

func (r *headingRenderer) Refresh() {
	r.Layout(r.h.Size())
	canvas.Refresh(r.h)
}
