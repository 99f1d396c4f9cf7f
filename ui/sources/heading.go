package sources

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

// heading shows the names of the columns with their grades, and their totals. A click on a
// total opens the sentences that it counts.
type heading struct {
	widget.BaseWidget
	g       *grid
	back    *canvas.Rectangle
	line    *canvas.Rectangle
	ring    *canvas.Rectangle
	corner  *control.MarkedText
	heads   []*head
	objects []fyne.CanvasObject
	over    int // the column under the pointer, or -2
}

// head is the heading of a column.
type head struct {
	chip         *chip
	name, detail *control.MarkedText
	total        *counter
}

var (
	_ fyne.Tappable     = (*heading)(nil)
	_ fyne.Scrollable   = (*heading)(nil)
	_ desktop.Hoverable = (*heading)(nil)
)

func newHeading(g *grid) *heading {
	h := &heading{
		g: g, over: -2, corner: control.NewMarkedText(theme.SizeNameCaptionText), ring: canvas.NewRectangle(color.Transparent),
		back: canvas.NewRectangle(color.Transparent), line: canvas.NewRectangle(color.Transparent),
	}
	h.corner.Bold = true
	h.objects = []fyne.CanvasObject{h.back, h.line, h.ring, h.corner}
	h.ExtendBaseWidget(h)
	return h
}

// Tapped implements fyne.Tappable.
func (h *heading) Tapped(e *fyne.PointEvent) {
	h.g.tips.Leave()
	h.g.choose(-1, h.g.sheet().at(e.Position.X, h.Size().Width))
	h.g.openHeading(h.g.sheet().column)
}

// Scrolled implements fyne.Scrollable.
func (h *heading) Scrolled(e *fyne.ScrollEvent) { h.g.scrolled(e) }

// MouseIn implements desktop.Hoverable.
func (h *heading) MouseIn(e *desktop.MouseEvent) { h.MouseMoved(e) }

// MouseMoved implements desktop.Hoverable. It shows the tip of the column under the pointer.
func (h *heading) MouseMoved(e *desktop.MouseEvent) {
	s := h.g.sheet()
	column := s.at(e.Position.X, h.Size().Width)
	if column == h.over {
		return
	}
	h.over = column
	h.g.tips.Leave()
	if column >= 0 {
		_, places := s.places(h.Size().Width)
		for _, p := range places {
			if p.column == column {
				at := fyne.CurrentApp().Driver().AbsolutePositionForObject(h)
				h.g.tips.Rest(s.columns[column].tip, at.AddXY(p.x, h.Size().Height+4))
			}
		}
	}
}

// MouseOut implements desktop.Hoverable.
func (h *heading) MouseOut() {
	h.over = -2
	h.g.tips.Leave()
}

// CreateRenderer implements fyne.Widget.
func (h *heading) CreateRenderer() fyne.WidgetRenderer { return &headingRenderer{h} }

type headingRenderer struct{ h *heading }

func (r *headingRenderer) Destroy()                     {}
func (r *headingRenderer) Objects() []fyne.CanvasObject { return r.h.objects }

// MinSize implements fyne.WidgetRenderer. Only the voices have a line of totals.
func (r *headingRenderer) MinSize() fyne.Size {
	height := r.h.corner.MinSize().Height
	if r.h.g.of.section == voicesSection {
		height = 2*height + fyne.MeasureText("0", theme.TextSize(), fyne.TextStyle{}).Height
	}
	return fyne.NewSize(100, height+2*rowPad)
}

func (r *headingRenderer) Layout(size fyne.Size) {
	h := r.h
	s := h.g.sheet()
	h.back.Resize(size)
	h.line.Move(fyne.NewPos(0, size.Height-1))
	h.line.Resize(fyne.NewSize(size.Width, 1))
	h.back.FillColor, h.line.FillColor = look.Current(theme.ColorNameHeaderBackground), look.Current(theme.ColorNameInputBorder)
	width, places := s.places(size.Width)
	small := h.corner.MinSize().Height
	h.corner.Set(s.corner, nil, theme.ColorNameForeground)
	h.corner.Move(fyne.NewPos(linePad, size.Height-rowPad-small))
	h.corner.Resize(fyne.NewSize(max(0, width-2*linePad), small))
	for len(h.heads) < len(places) {
		h.add()
	}
	h.ring.Hidden = true
	focused := h.g.headed && h.g.list.Focused()
	if focused && s.column < 0 {
		ringAround(h.ring, 0, width, size.Height)
	}
	for i, head := range h.heads {
		if i >= len(places) {
			head.hide()
			continue
		}
		head.show(s.columns[places[i].column], s.cell(-1, places[i].column), places[i], small, size.Height)
		if focused && places[i].column == s.column {
			ringAround(h.ring, places[i].x, places[i].width, size.Height)
		}
	}
}

func (h *heading) add() {
	d := &head{
		chip: newChip(), total: newCounter(),
		name: control.NewMarkedText(theme.SizeNameCaptionText), detail: control.NewMarkedText(theme.SizeNameCaptionText),
	}
	d.name.Bold = true
	h.heads = append(h.heads, d)
	h.objects = append(h.objects, d.name, d.detail, d.chip.back, d.chip.text, d.total.text)
}

func (d *head) hide() {
	d.name.Hide()
	d.detail.Hide()
	d.chip.set("")
	d.total.hide()
}

// show places the heading of a column: its name, below it the grade and the number of
// articles, and last the total. A heading without a total has only its name.
func (d *head) show(c column, total cell, p place, small, height float32) {
	width := max(0, p.width-2*cellPad)
	put := func(m *control.MarkedText, text string, ink fyne.ThemeColorName, x, y, width float32) {
		m.Show()
		m.Move(fyne.NewPos(x, y))
		m.Resize(fyne.NewSize(max(0, width), small))
		m.Set(text, nil, ink)
	}
	x, y := p.x+cellPad, float32(rowPad)
	d.detail.Hide()
	d.total.hide()
	d.chip.set("")
	if total.uses == nil {
		put(d.name, c.name, theme.ColorNameForeground, x, height-rowPad-small, width)
		return
	}
	put(d.name, c.name, theme.ColorNameForeground, x, y, width)
	d.chip.set(c.letter)
	taken := d.chip.place(x, y+small, small)
	put(d.detail, c.detail, look.ColorDim, x+taken, y+small, width-taken)
	d.total.text.Text, d.total.text.TextSize = usesText(*total.uses), theme.TextSize()
	d.total.text.Color, d.total.text.Hidden = look.Current(theme.ColorNameForeground), false
	d.total.text.Move(fyne.NewPos(x, y+2*small))
	d.total.text.Resize(d.total.text.MinSize())
}

func (r *headingRenderer) Refresh() {
	r.Layout(r.h.Size())
	canvas.Refresh(r.h)
}
